using System.CommandLine;
using Ecluse.Host.Composition;
using Ecluse.Reconciliation;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse passage sample</c>: leg 3, by eye. The raw rows of both sides go to standard output and nowhere else; what is
/// written to disk is the acceptance to sign, which names nobody.
/// </summary>
internal static class SampleVerb
{
    public static Command Create(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var line = new Option<string>("--line")
        {
            Description = "the signatory's own random line: neither side chooses the sample alone · la ligne que le signataire invente : aucun des deux ne choisit seul l’échantillon", Required = true,
        };
        var output = new Option<FileInfo>("--output", "-o") { Description = "acceptance.json, to sign · acceptance.json, à signer", Required = true };
        var given = AnswerFolder.Option();
        var command = new Command("sample", "draws patients for the signatory to look at · tire des patients que le signataire regardera") { passage, line, output, given };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var work = await installation.WorkAsync(parsed.GetValue(passage)!, cancellation);
            var answered = await AnswerFolder.TakeAsync(
                context, parsed, installation, work, parsed.GetValue(given), parsed.GetValue(line), cancellation);
            var sample = await new SampleShowing(installation).RunAsync(
                work, parsed.GetValue(line)!, answered, await installation.ActorAsync(cancellation), cancellation);
            await WholeFile.WriteAsync(parsed.GetValue(output)!.FullName, sample.Bytes, cancellation);
            Show(answer, sample);
            answer.Json(new { sample.Acceptance, sample.Before, sample.After });
            return 0;
        });
        return command;
    }

    private static void Show(Answer answer, DrawnSample sample)
    {
        for (var i = 0; i < sample.Patients.Count; i++)
        {
            answer.Say($"— {i + 1} / {sample.Patients.Count}");
            Show(answer, answer.Language == Errors.Language.French ? "avant" : "before", sample.Before[i]);
            Show(answer, answer.Language == Errors.Language.French ? "après" : "after", sample.After[i]);
        }

        answer.Say(
            $"{sample.Patients.Count} patients shown. If they are right, sign the acceptance: ecluse sign FILE --key KEY",
            $"{sample.Patients.Count} patients montrés. S’ils sont justes, signer la recette : ecluse sign FICHIER --key CLÉ");
    }

    private static void Show(Answer answer, string side, RawPatient patient)
    {
        foreach (var row in patient.Rows)
        {
            answer.Say($"  {side} {row.Table}: {string.Join("  ", row.Columns.Select(column => $"{column.Key}={column.Value ?? "∅"}"))}");
        }
    }
}
