using Ecluse.Passages;

namespace Ecluse.Gate.Verbs;

/// <summary><c>ecluse-gate extract FOLDER --to FOLDER</c>: the source gate; what it hands over holds neither plaintext nor a key.</summary>
internal static class ExtractVerb
{
    public static async Task<Said> RunAsync(
        GateFolder gate, Arguments given, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        var (from, to) = (given.Need(), given.Need("--to"));
        var (plan, signature) = await HandOver.ReadPlanAsync(from, cancellation);
        var log = await HandedLog.ReadAsync(from, cancellation);
        Func<CancellationToken, Task> remember = _ => Task.CompletedTask;
        var work = await new OpeningApart(gate.Parts, gate.Parts.SourceAgent).RunAsync(
            plan, signature, gate.Signers, read => remember = log.Check(gate.Seen, read.Contract.Id, read.Checkpoint), cancellation);
        await remember(cancellation);

        // Run again after a cut hand-over, it hands over what is sealed already.
        if (work.Passage.State == PassageState.Opened)
        {
            await new PassageRun(gate.Parts, gate.Gates).ExtractAsync(work, progress, cancellation);
            work = await gate.WorkAsync(work.Passage.Id, cancellation);
        }

        var manifest = await HandOver.WriteAsync(gate.Parts, work, to, cancellation);
        await log.WriteAsync(to, cancellation);
        return new(
            new($"{work.Passage.Id}: {manifest.Counts.Patients} patients in {manifest.Parcels.Count} sealed parcels; the source gate is closed",
                $"{work.Passage.Id} : {manifest.Counts.Patients} patients dans {manifest.Parcels.Count} colis scellés ; la porte source est fermée"));
    }

    /// <summary><c>ecluse-gate reseal PASSAGE</c>: seals again what was lost or damaged on the way; then <c>extract</c> hands it over.</summary>
    public static async Task<Said> AgainAsync(
        GateFolder gate, Arguments given, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        var work = await gate.WorkAsync(given.Need(), cancellation);
        var parcels = await new PassageRun(gate.Parts, gate.Gates).ResealAsync(work, progress, cancellation);
        return new(
            new($"{work.Passage.Id}: {parcels.Count} parcels sealed again; hand them over with extract",
                $"{work.Passage.Id} : {parcels.Count} colis scellés de nouveau ; les remettre par extract"));
    }
}
