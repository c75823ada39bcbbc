using Ecluse.Connections;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Scratch;

namespace Ecluse.Gate;

/// <summary>Gates by what the signed plan carries: its own compiled profiles, and connections of this side's <c>connections.json</c>.</summary>
internal sealed class PlannedGates(string connections, ScratchFolder scratch, TimeProvider clock) : IGates
{
    public Task<ISourceGate> OpenSourceAsync(Plan plan, CancellationToken cancellation) => Connections.Gates.OpenSourceAsync(
        Connection(plan.Source.Connection), ProfileCompiler.Read(Parts(plan).Source, plan.Source.Profile), null, scratch, cancellation);

    public Task<ITargetGate> OpenTargetAsync(Plan plan, CancellationToken cancellation) => OpenTargetAsync(
        plan.Target.Connection, ProfileCompiler.Read(Parts(plan).Target, plan.Target.Profile), cancellation);

    public Task<ITargetGate> OpenTargetAsync(string connection, Profile profile, CancellationToken cancellation) =>
        Connections.Gates.OpenTargetAsync(Connection(connection), profile, clock, null, scratch, cancellation);

    /// <summary>What the plan carries for gates that stand apart.</summary>
    /// <exception cref="EcluseException"><c>PASSAGE-039</c>: nothing.</exception>
    public static CompiledParts Parts(Plan plan) => plan.Compiled ?? throw PassageErrors.NotForGates();

    private Connection Connection(string name) => ConnectionsFile.ReadJson(connections).TryGetValue(name, out var connection)
        ? connection
        : throw new EcluseException(
            "CONN-010",
            new("The plan names a connection that connections.json does not have.", "Le plan nomme une connexion que connections.json n’a pas."),
            new("Add it to connections.json of the gate’s data folder.", "L’ajouter à connections.json du dossier de données de la porte."),
            ErrorKind.NotFound);
}
