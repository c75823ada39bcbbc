using Ecluse.Canonical;
using Ecluse.Connections;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Scratch;
using Ecluse.Storage;

namespace Ecluse.Host.Composition;

/// <summary>
/// Gates by name: connections from <c>connections.yaml</c> and profiles from <c>profiles/NAME.profile.yaml</c> of the data
/// folder. Under a signed plan a profile must have the very bytes that the plan names.
/// </summary>
internal sealed class ConfiguredGates(DataFolder data, TimeProvider clock) : IGates
{
    private readonly ScratchFolder scratch = new(data.Scratch);

    public Task<ISourceGate> OpenSourceAsync(Plan plan, CancellationToken cancellation)
    {
        // Where both gates are here, nothing is read for a target that has changed.
        _ = plan.OneMachine ? Unchanged(plan.Target.Profile, "target profile") : null;
        return OpenSourceAsync(plan.Source.Connection, Unchanged(plan.Source.Profile, "source profile"), cancellation);
    }

    public Task<ITargetGate> OpenTargetAsync(Plan plan, CancellationToken cancellation) => OpenTargetAsync(
        plan.Target.Connection, Unchanged(plan.Target.Profile, "target profile"), cancellation);

    public Task<ISourceGate> OpenSourceAsync(string connection, Profile profile, CancellationToken cancellation) =>
        Connections.Gates.OpenSourceAsync(Connection(connection), profile, null, scratch, cancellation);

    public Task<ITargetGate> OpenTargetAsync(string connection, Profile profile, CancellationToken cancellation) =>
        Connections.Gates.OpenTargetAsync(Connection(connection), profile, clock, null, scratch, cancellation);

    /// <summary>The profile of that name, with its hash.</summary>
    public (Profile Profile, DocumentReference Reference) Profile(string name)
    {
        var path = Path.Combine(data.Path, "profiles", name + ".profile.yaml");
        if (name.Any(character => !char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character != '-')
            || !File.Exists(path))
        {
            throw new EcluseException(
                "PROFILE-001",
                new("The instruction names a profile that is not in the folder profiles of the data folder.",
                    "L’instruction nomme un profil absent du dossier profiles du dossier de données."),
                new("Copy it there as NAME.profile.yaml.", "L’y copier sous NOM.profile.yaml."),
                ErrorKind.NotFound);
        }

        var bytes = File.ReadAllBytes(path);
        return (ProfileReader.Read(bytes, name), new DocumentReference(name, Sha256Hex.Of(bytes)));
    }

    private Profile Unchanged(DocumentReference planned, string what)
    {
        var (profile, found) = Profile(planned.Id);
        return found == planned ? profile : throw PassageErrors.ChangedSincePlan(what);
    }

    private Connection Connection(string name)
    {
        var all = ConnectionsFile.Read(Path.Combine(data.Path, "connections.yaml"));
        return all.TryGetValue(name, out var connection) ? connection : throw new EcluseException(
            "CONN-010",
            new("The instruction names a connection that connections.yaml does not have.",
                "L’instruction nomme une connexion que connections.yaml n’a pas."),
            new("Add it to connections.yaml of the data folder.", "L’ajouter à connections.yaml du dossier de données."),
            ErrorKind.NotFound);
    }
}
