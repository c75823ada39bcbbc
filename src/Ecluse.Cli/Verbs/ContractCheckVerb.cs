using System.CommandLine;
using Ecluse.ContractPages;
using Ecluse.Contracts;
using Ecluse.Contracts.Prose;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Writing;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse contract check FILE</c>: a record point by point, and whether it is in force.</summary>
internal static class ContractCheckVerb
{
    public static Command Create(VerbContext context)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "a record (.yaml), or a contract as it was written · "
                + "une fiche (.yaml), ou un contrat tel qu’il est écrit",
        };
        var controller = new Option<string?>("--controller")
        {
            Description = "the laboratory's signature (.sig) · la signature du laboratoire (.sig)",
        };
        var processor = new Option<string?>("--processor")
        {
            Description = "the processor's signature (.sig) · la signature du sous-traitant (.sig)",
        };
        var page = new Option<FileInfo?>("--page") { Description = "the check of a record as an HTML page · le contrôle d’une fiche en page HTML" };
        var command = new Command("check", "each point of art. 28: there, not concrete, or absent · "
            + "chaque point de l’art. 28 : présent, pas concret ou absent") { file, controller, processor, page };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(file)!;
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".yaml" or ".yml" => await CheckRecordAsync(
                    new Answer(context, parsed), context.Clock.GetUtcNow(),
                    path, parsed.GetValue(controller), parsed.GetValue(processor), parsed.GetValue(page), cancellation),
                _ when parsed.GetValue(page) is not null => throw new EcluseException(
                    "CLI-008",
                    new("A page is written of a record only, not of a contract as it was written.",
                        "Une page s’écrit d’une fiche seulement, non d’un contrat tel qu’il est écrit."),
                    new("Leave --page out, or give the record (.yaml).", "Omettre --page, ou donner la fiche (.yaml)."),
                    ErrorKind.Usage),
                _ when ProseCheck.Takes(path) => ProseAnswer.Write(
                    new Answer(context, parsed),
                    ProseCheck.Run(Path.GetFileName(path), await ContractFiles.BytesAsync(path, cancellation))),
                _ => throw ProseCheck.UnknownKind(),
            };
        });
        return command;
    }

    private static async Task<int> CheckRecordAsync(
        Answer answer, DateTimeOffset now, string path, string? controller, string? processor, FileInfo? page,
        CancellationToken cancellation)
    {
        var contract = await ContractFiles.ReadAsync(path, controller, processor, cancellation);
        var signed = controller is not null || processor is not null;
        var verdict = signed ? contract.Check(now) : ContractCheck.Run(contract.Record, now);
        foreach (var finding in verdict.Findings)
        {
            var why = finding.Why.In(answer.Language);
            answer.Say($"{Mark(finding.State)} {finding.Title.In(answer.Language)} ({finding.SourceIn(answer.Language)})"
                + (string.IsNullOrEmpty(why) ? "" : " — " + why));
        }

        foreach (var reason in verdict.Reasons.Where(reason => reason.Code is not ("CONTRACT-101" or "CONTRACT-102")))
        {
            answer.Say($"✗ {reason.Code}: {reason.Reason.In(answer.Language)}");
        }

        if (page is not null)
        {
            var view = new ContractView(
                contract.Record.Number, contract.Record.Controller ?? "", contract.Record.Sha256, verdict, PageZone.Utc);
            await WholeFile.WriteAsync(page.FullName, ContractPage.Render(view, answer.Language), cancellation);
        }

        Conclude(answer, verdict, signed);
        answer.Json(new
        {
            contract.Record.Number,
            contract.Record.Sha256,
            verdict.At,
            verdict.InForce,
            signatures = signed ? "checked" : "not-looked-at",
            findings = verdict.Findings.Select(one => new
            {
                one.Point, title = one.Title.In(answer.Language), one.Source, one.State, why = one.Why.In(answer.Language),
            }),
            reasons = verdict.Reasons.Select(one => new { one.Code, reason = one.Reason.In(answer.Language) }),
        });
        return verdict.InForce ? 0 : (int)ErrorKind.Refused;
    }

    private static void Conclude(Answer answer, ContractVerdict verdict, bool signed)
    {
        if (!verdict.InForce)
        {
            answer.Say($"NOT IN FORCE: {verdict.Reasons.Count} reasons.", $"PAS EN VIGUEUR : {verdict.Reasons.Count} raisons.");
        }
        else if (signed)
        {
            answer.Say("IN FORCE: every point is written and concrete, both parties signed these bytes.",
                "EN VIGUEUR : chaque point est écrit et concret, les deux parties ont signé ces octets.");
        }
        else
        {
            answer.Say("Every point is written and concrete; signatures were not looked at.",
                "Chaque point est écrit et concret ; les signatures n’ont pas été regardées.");
        }
    }

    private static char Mark(FindingState state) => state switch
    {
        FindingState.Present => '✓',
        FindingState.NotConcrete => '~',
        _ => '✗',
    };
}
