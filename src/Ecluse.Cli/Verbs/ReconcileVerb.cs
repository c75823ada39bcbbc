using System.CommandLine;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Passages;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse reconcile</c>: the reconciliation alone, at the target gate, against the source's sealed digests.</summary>
internal static class ReconcileVerb
{
    public static Command Create(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var given = AnswerFolder.Option();
        var command = new Command("reconcile", "compares what the target holds with what was sealed (exit 0, 3, 4, 11) · compare la cible à ce qui fut scellé (sortie 0, 3, 4, 11)") { passage, given };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            await installation.ActorAsync(cancellation);
            var work = await installation.WorkAsync(parsed.GetValue(passage)!, cancellation);
            var answered = await AnswerFolder.TakeAsync(context, parsed, installation, work, parsed.GetValue(given), null, cancellation);
            Reconciliation.ReconciliationReport report;
            using (var progress = new ProgressLine(context.Terminal, answer.Language, context.Clock))
            {
                report = await new Walking(installation).ReconcileAsync(work, answered?.Figures, progress, cancellation);
            }

            ReportTable.Write(answer, report);
            if (!work.Plan.OneMachine && answered is null && report.Rejects.Count > 0)
            {
                answer.Say(
                    "  The source's figures still count the rejected patients: ecluse passage ask, then --answer.",
                    "  Les chiffres de la source comptent encore les patients rejetés : ecluse passage ask, puis --answer.");
            }

            answer.Json(report);
            return report.Holds ? 0 : (int)ErrorKind.PartlyDone;
        });
        return command;
    }
}
