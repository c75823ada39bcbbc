using System.CommandLine;
using Ecluse.Canonical;
using Ecluse.Cli.Remote;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Reconciliation;
using Ecluse.Signatures;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse passage …</c>: opens, runs, shows, stops a passage.</summary>
internal static class PassageVerb
{
    public static Command Create(VerbContext context) => new("passage", "one migration, from opening to acceptance · une migration, de l’ouverture à la recette")
    {
        Open(context), Run(context), Status(context), List(context), Stop(context), SampleVerb.Create(context),
        AcceptVerb.Create(context), RejectsVerb.Create(context), DocumentsVerb.Create(context), RehearseVerb.Create(context),
        PostponeVerb.Create(context), ResealVerb.Create(context), ReturnVerb.Create(context),
        AskVerb.Create(context), AnswerVerb.Create(context),
    };

    public static Argument<string> Passage() => new("PASSAGE") { Description = "id of the passage (p-…) · identifiant du passage (p-…)" };

    private static Command Open(VerbContext context)
    {
        var plan = new Argument<FileInfo>("PLAN") { Description = "plan.json, the very bytes that were signed · plan.json, les octets mêmes qui ont été signés" };
        var signature = new Option<FileInfo>("--signature") { Description = "the signatory's .sig file · le fichier .sig du signataire", Required = true };
        var to = new Option<DirectoryInfo?>("--to") { Description = "folder for a source gate that stands apart: it opens the passage itself · dossier pour une porte source séparée : elle ouvre elle-même le passage" };
        var command = new Command("open", "opens a passage under a signed plan · ouvre un passage sous un plan signé") { plan, signature, to };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var bytes = await File.ReadAllBytesAsync(parsed.GetValue(plan)!.FullName, cancellation);
            var armored = await File.ReadAllTextAsync(parsed.GetValue(signature)!.FullName, cancellation);
            if (parsed.GetValue(to) is { } folder)
            {
                var signatory = await premises.Here("--to").HandPlanAsync(bytes, armored, folder.FullName, cancellation);
                answer.Say(
                    $"Approved by {signatory.Name}; hand the folder to the source gate, for ecluse-gate extract.",
                    $"Approuvé par {signatory.Name} ; remettre le dossier à la porte source, pour ecluse-gate extract.");
                answer.Json(new { signatory = signatory.Id });
                return 0;
            }

            var opened = await premises.OpenPassageAsync(bytes, armored, cancellation);
            answer.Say(
                $"{opened.Passage}: opened; approved by {opened.Name}; erased by {opened.EraseBy:yyyy-MM-dd HH:mm}Z whatever happens",
                $"{opened.Passage} : ouvert ; approuvé par {opened.Name} ; effacé avant le {opened.EraseBy:yyyy-MM-dd HH:mm}Z quoi qu’il arrive");
            answer.Json(new { opened.Passage, opened.Signatory, opened.EraseBy });
            return 0;
        });
        return command;
    }

    private static Command Run(VerbContext context)
    {
        var passage = Passage();
        var command = new Command("run", "seals, loads, reconciles; goes on where it stopped · scelle, charge, rapproche ; reprend où il s’est arrêté") { passage };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            ReconciliationReport report;
            using (var progress = new ProgressLine(context.Terminal, answer.Language, context.Clock))
            {
                report = await premises.RunAsync(parsed.GetValue(passage)!, progress, cancellation);
            }

            ReportTable.Write(answer, report);
            answer.Json(report);
            return report.Holds ? 0 : (int)ErrorKind.PartlyDone;
        });
        return command;
    }

    private static Command Status(VerbContext context)
    {
        var passage = Passage();
        var page = new Option<FileInfo?>("--page") { Description = "the same as an HTML page · la même chose en page HTML" };
        var command = new Command("status", "where a passage stands, and who did what · où en est un passage, et qui a fait quoi") { passage, page };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var status = await premises.PassageAsync(parsed.GetValue(passage)!, answer.Language, cancellation);
            answer.Say($"{status.Passage.Id}: {status.Passage.State}, erased by {status.Passage.EraseBy:yyyy-MM-dd HH:mm}Z",
                $"{status.Passage.Id} : {status.Passage.State}, effacé avant le {status.Passage.EraseBy:yyyy-MM-dd HH:mm}Z");
            if (status.Hosting is { } hosting)
            {
                answer.Say($"  {hosting}");
            }

            foreach (var step in status.Steps)
            {
                answer.Say($"  {step.At:yyyy-MM-dd HH:mm:ss}Z  {step.Name,-22} {step.By}  journal {step.JournalIndex}");
            }

            if (parsed.GetValue(page) is { } html)
            {
                var installation = premises.Here("--page");
                var work = await installation.WorkAsync(status.Passage.Id, cancellation);
                var text = await PageMaker.PassageAsync(installation, work, answer.Language, null, cancellation);
                await WholeFile.WriteAsync(html.FullName, text, cancellation);
            }

            answer.Json(status);
            return 0;
        });
        return command;
    }

    private static Command List(VerbContext context)
    {
        var command = new Command("list", "every passage · tous les passages");
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var all = await premises.PassagesAsync(cancellation);
            foreach (var passage in all)
            {
                answer.Say($"{passage.Id}  {passage.State,-10}  {passage.Contract}  {passage.OpenedAt:yyyy-MM-dd}  → {passage.EraseBy:yyyy-MM-dd HH:mm}Z");
            }

            answer.Json(all);
            return 0;
        });
        return command;
    }

    private static Command Stop(VerbContext context)
    {
        var passage = new Argument<string>("PASSAGE")
        {
            Description = "id of the passage (p-…), or of a plan that was never opened (l-…) · "
                + "identifiant du passage (p-…), ou d’un plan jamais ouvert (l-…)",
        };
        var command = new Command(
            "stop",
            "takes out what was written, erases keys and parcels, certifies it · retire ce qui a été écrit, efface clés et colis, le certifie")
        {
            passage,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var id = parsed.GetValue(passage)!;
            if (id.StartsWith("l-", StringComparison.Ordinal))
            {
                await premises.StopPlanAsync(id, cancellation);
                answer.Say("Its keys are destroyed; this plan opens nothing any more.", "Ses clés sont détruites ; ce plan n’ouvre plus rien.");
                answer.Json(new { plan = id });
                return 0;
            }

            IReadOnlyList<RowLeft> left;
            using (var progress = new ProgressLine(context.Terminal, answer.Language, context.Clock))
            {
                left = await premises.StopAsync(id, progress, cancellation);
            }

            answer.Say("Stopped and erased.", "Arrêté et effacé.");
            foreach (var row in left)
            {
                answer.Say($"  stays: {row.Table} {row.Key ?? "·"} ({row.Reason})", $"  reste : {row.Table} {row.Key ?? "·"} ({ReasonFr(row.Reason)})");
            }

            answer.Json(new { left });
            return left.Count == 0 ? 0 : (int)ErrorKind.PartlyDone;
        });
        return command;
    }

    private static string ReasonFr(string reason) => reason switch
    {
        "changed" => "modifiée depuis", "referred-to" => "citée par d’autres",
        RowLeft.ParcelLost => "toutes celles du colis, perdu ou abîmé, que la source ne redonne plus", _ => "modifiée ou enlevée depuis",
    };
}
