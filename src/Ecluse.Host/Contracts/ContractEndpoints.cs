using Ecluse.Accounts;
using Ecluse.ContractPages;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Contracts;

/// <summary><c>/contracts</c>: each contract, whether it is in force, and each mention with its concrete item.</summary>
internal static class ContractEndpoints
{
    private const int KeyLength = 48;

    public static void Map(WebApplication application)
    {
        application.MapGet("/contracts", ListAsync).Needs(Right.SeePassages);
        application.MapGet("/contracts/{number}", OneAsync).Needs(Right.SeePassages);
        application.MapPost("/contracts/{number}/withdraw-key", WithdrawAsync).Needs(Right.WithdrawSignatoryKeys);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Contracts", "Contrats");
        var table = new Table(
            title, pen.Say("Number", "Numéro"), pen.Say("Laboratory", "Laboratoire"), pen.Say("Processor", "Sous-traitant"),
            pen.Say("From, until", "Du, au"), pen.Say("State", "État"));
        foreach (var stored in await sight.ContractsAsync(SignedIn.Of(context).Account, cancellation))
        {
            var record = stored.Contract.Record;
            table.Add(
                Html.Of($"""<a href="/contracts/{record.Number}">{record.Number}</a>"""), Html.Text(record.Controller ?? "–"),
                Html.Text(record.Processor ?? "–"), Html.Text($"{Day(record.From, pen)} – {Day(record.Until, pen)}"),
                stored.Contract.Check(parts.Clock.GetUtcNow()).InForce
                    ? Parts.Tag("check", pen.Say("in force", "en vigueur"), "ok") : Parts.Tag("stop", pen.Say("not in force", "pas en vigueur"), "bad"));
        }

        var rows = table.Write();
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say("No passage opens without a contract in force (GDPR 28(3)).", "Aucun passage ne s’ouvre sans contrat en vigueur (RGPD 28, paragraphe 3).")))}
            {(rows.IsEmpty ? Pages.Empty(pen.Say("No contract yet", "Pas encore de contrat"), pen.Say("A record signed by both parties is handed in here, or with ecluse contract add.", "Une fiche signée des deux parties se remet ici, ou par ecluse contract add.")) : rows)}
            <p class="btn-row"><a class="btn" href="/contracts/new">{pen.Say("Read or hand in a contract…", "Lire ou remettre un contrat…")}</a></p>
            """));
    }

    private static async Task<IResult> OneAsync(string number, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        if (await sight.FindContractAsync(SignedIn.Of(context).Account, number, cancellation) is not { } stored)
        {
            return RefusalPage.NotFound(context);
        }

        var pen = ConsolePage.PenOf(context);
        var record = stored.Contract.Record;
        var verdict = stored.Contract.Check(parts.Clock.GetUtcNow());
        var said = verdict.Findings.ToDictionary(finding => finding.Point, finding => Said(record.Tree, finding.Point));
        var view = new ContractView(number, record.Controller ?? number, record.Sha256, verdict, pen.Zone, said);
        var signatories = SignatoryTable.Write(
            record, await parts.Installation.Contracts.WithdrawalsAsync(number, cancellation), SignedIn.Of(context).Account, pen);
        return ConsolePage.Answer(context, pen, pen.Say($"Contract {number}", $"Contrat {number}"), Html.Of($"{ContractPage.Body(view, pen)}{signatories}"));
    }

    // What is withdrawn here signs nothing at this server from this entry on; gates elsewhere are handed the new list.
    private static async Task<IResult> WithdrawAsync(string number, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        if (await sight.FindContractAsync(account, number, cancellation) is null)
        {
            return RefusalPage.NotFound(context);
        }

        try
        {
            await parts.Installation.Contracts.WithdrawKeyAsync(number, await Uploads.TextAsync(context, "key", cancellation), account.Person, cancellation);
            return Results.Redirect($"/contracts/{number}");
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, $"/contracts/{number}");
        }
    }

    // What the record says at a point's place, words and numbers as they were written.
    private static string Said(DocumentMapping tree, string point) => string.Join(" · ", Words(PlaceOf(tree, point)).Where(IsRead));

    private static DocumentNode? PlaceOf(DocumentMapping tree, string point) => point switch
    {
        "controller" or "processor" or "receiving-vendor" => tree.Mapping("parties")?.Find(point),
        "data-protection-officer-controller" => tree.Mapping("data-protection-officers")?.Find("controller"),
        "data-protection-officer-processor" => tree.Mapping("data-protection-officers")?.Find("processor"),
        "breach-notice" => tree.Find("breach-notice-hours"),
        _ => tree.Mapping("mentions")?.Find(point) ?? tree.Mapping("clauses")?.Find(point) ?? tree.Find(point),
    };

    // Keys and hashes are for machines; those of signatories stand below.
    private static bool IsRead(string word) => !word.Split(' ').Any(part => part.Length > KeyLength) && !word.StartsWith("SHA256:", StringComparison.Ordinal);

    private static IEnumerable<string> Words(DocumentNode? node) => node switch
    {
        DocumentScalar scalar => [scalar.Text],
        DocumentSequence list => list.Items.SelectMany(Words),
        DocumentMapping mapping => mapping.Members.SelectMany(member => Words(member.Value)),
        _ => [],
    };

    private static string Day(DateTimeOffset? at, Pen pen) => at is { } day ? pen.Day(DateOnly.FromDateTime(day.UtcDateTime)) : "–";
}
