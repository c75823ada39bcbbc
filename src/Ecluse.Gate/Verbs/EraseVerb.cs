using Ecluse.Acts;
using Ecluse.Documents;
using Ecluse.Durability;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Gate.Verbs;

/// <summary>
/// <c>ecluse-gate stop PASSAGE</c> takes the passage's rows out of the target again; <c>ecluse-gate erase PASSAGE</c> destroys what
/// this gate holds, and writes the certificate that says so. What is past its date is erased before any verb.
/// </summary>
internal static class EraseVerb
{
    public static async Task<Said> StopAsync(
        GateFolder gate, Arguments given, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        var id = given.Need();
        if ((await gate.Ledger.UnusedPlansAsync(cancellation)).FirstOrDefault(one => one.Id == id) is { } plan)
        {
            await ForgetAsync(gate, plan, cancellation);
            return new(new($"{id}: its keys are destroyed; no passage used it", $"{id} : ses clés sont détruites ; aucun passage ne s’en est servi"));
        }

        var work = await gate.WorkAsync(id, cancellation);
        var left = await Stopping.FindDoneAsync(gate.Ledger, work.Passage, cancellation);
        if (left is null)
        {
            left = await new Stopping(gate.Parts, gate.Gates).RunAsync(work, gate.Parts.TargetAgent, progress, cancellation);
            await EraseAsync(gate, id, cancellation);
        }

        return new(
            new($"{id}: stopped and erased; {left.Count} rows stay in the target", $"{id} : arrêté et effacé ; {left.Count} lignes restent dans la cible"),
            left.Count == 0 ? 0 : (int)ErrorKind.PartlyDone);
    }

    public static async Task<Said> RunAsync(GateFolder gate, Arguments given, CancellationToken cancellation)
    {
        if (given.Thing is { } id)
        {
            await EraseAsync(gate, id, cancellation);
            if (given.Options.GetValueOrDefault("--output") is { } output)
            {
                await WholeFile.WriteAsync(output, CanonicalDocument.Write(await CertificateAsync(gate, id, cancellation)), cancellation);
            }

            return new(new($"{id}: erased", $"{id} : effacé"));
        }

        return new(new("Everything that is past its date is erased.", "Tout ce qui a dépassé sa date est effacé."));
    }

    /// <summary>Erases every passage and every unused identity that is past its date.</summary>
    /// <returns>Ids and codes of what could not be erased; each stays an alert in the book.</returns>
    public static async Task<IReadOnlyList<(string Id, string Code)>> DueAsync(GateFolder gate, CancellationToken cancellation)
    {
        var failed = new List<(string, string)>();
        var now = gate.Parts.Clock.GetUtcNow();
        foreach (var plan in (await gate.Ledger.UnusedPlansAsync(cancellation)).Where(plan => plan.EraseBy <= now))
        {
            await ForgetAsync(gate, plan, cancellation);
        }

        foreach (var passage in await gate.Ledger.ListAsync(cancellation))
        {
            if (passage.State != PassageState.Erased && passage.EraseBy <= now)
            {
                try
                {
                    await EraseAsync(gate, passage.Id, cancellation);
                }
                catch (EcluseException failure)
                {
                    failed.Add((passage.Id, failure.Code));
                }
            }
        }

        return failed;
    }

    private static async Task EraseAsync(GateFolder gate, string id, CancellationToken cancellation)
    {
        var work = await gate.WorkAsync(id, cancellation);
        if (work.Passage.State == PassageState.Erased)
        {
            return;
        }

        var (parts, by) = (gate.Parts, gate.Parts.TargetAgent);
        var alerts = new EraseAlerts(gate.Ledger, by);
        try
        {
            var erasing = parts.ErasingOf(work.Plan);
            await erasing.CheckAsync(work, again: false, cancellation);
            (work, var inTarget) = await new LeavingTarget(parts, gate.Gates, gate.WorkAsync).RunAsync(work, by, again: false, cancellation);
            await erasing.RunAsync(
                work, by, System.Text.Encoding.UTF8.GetString(gate.Log.Checkpoint()),
                [$"depot/{work.Passage.Id}", $"keys/passages/{work.Plan.Id}", "book", "seen/", inTarget], cancellation);
            await alerts.CloseAsync(work, by, cancellation);
        }
        catch (EcluseException failure) when (failure.Kind is ErrorKind.Failed)
        {
            await alerts.RaiseAsync(work, failure.Code, cancellation);
            throw;
        }
    }

    private static async Task<CertificateFile> CertificateAsync(GateFolder gate, string id, CancellationToken cancellation)
    {
        var document = (await gate.Ledger.FindDocumentAsync(id, DocumentKind.Certificate, cancellation))!;
        var plan = (await gate.Ledger.FindDocumentAsync(id, DocumentKind.Plan, cancellation))!;
        var index = (await gate.Ledger.StepsAsync(id, cancellation)).Single(step => step.Name == "passage.erased").JournalIndex;

        // The gate's log is not the one whose checkpoint the signatory saw in the plan: nothing can be proved between the two.
        return new CertificateFile(document.Bytes, document.Signature!, gate.Log.Entry(index), gate.Log.Prove(index), plan.Bytes, []);
    }

    private static async Task ForgetAsync(GateFolder gate, StoredPlan plan, CancellationToken cancellation)
    {
        await gate.DestroyKeysAsync(plan.Id, cancellation);
        await gate.Ledger.ForgetPlanAsync(
            plan.Sha256,
            new Act(
                "plan.forgotten", gate.Parts.TargetAgent, new Dictionary<string, string> { ["plan"] = plan.Id },
                new Dictionary<string, string> { ["plan"] = plan.Sha256 }),
            cancellation);
    }
}
