using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.Hosting;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.HandOvers;

/// <summary><c>/hand-overs</c>: the sealed passages that lie here between two gates, until when, and under which word on hosting.</summary>
internal static class HandOverPages
{
    public static void Map(WebApplication application) => application.MapGet("/hand-overs", ListAsync).Needs(Right.SeePassages);

    private static async Task<IResult> ListAsync(
        HttpContext context, Sight sight, HandOverShelf shelf, HandingOver handing, HostingWord hosting, CancellationToken cancellation)
    {
        var (pen, account) = (ConsolePage.PenOf(context), SignedIn.Of(context).Account);
        var title = pen.Say("Between two gates", "Entre deux portes");
        var table = new Table(title, "Passage", pen.Say("Contract", "Contrat"), pen.Say("State", "État"), pen.Say("Parcels here", "Colis ici"), pen.Say("Removed at the latest", "Supprimé au plus tard"));
        foreach (var row in await shelf.ListAsync(cancellation))
        {
            if (await sight.SeesAsync(account, row.Contract, cancellation))
            {
                var status = await handing.StatusAsync((await shelf.FindAsync(row.Passage, cancellation))!, cancellation);
                table.Add(
                    Html.Text(row.Passage), Html.Text(row.Contract), State(status, pen),
                    Html.Text(status.State == "erased" ? "0" : $"{pen.Number(status.Parcels - status.Missing.Count)} / {pen.Number(status.Parcels)}"), pen.Instant(row.EraseBy));
            }
        }

        var rows = table.Write();
        var word = await hosting.LatestAsync(cancellation);
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                "Sealed by a source gate elsewhere, for a target gate elsewhere. This server holds no key that opens them. Times in universal time (UTC).",
                "Scellés par une porte source ailleurs, pour une porte cible ailleurs. Ce serveur ne détient aucune clé qui les ouvre. Heures en temps universel (UTC).")))}
            {HostingPage.Note(word, pen)}
            {(rows.IsEmpty ? Pages.Empty(pen.Say("Nothing lies here", "Rien n’est ici"), pen.Say("ecluse extract --server hands a sealed passage over.", "ecluse extract --server remet un passage scellé.")) : rows)}
            """));
    }

    private static Html State(HandOverStatus status, Pen pen) => status.State switch
    {
        "erased" => Parts.Tag("check", pen.Say("removed", "supprimé"), "ok"),
        "taken" => Parts.Tag("down", pen.Say("fetched by the target gate", "retiré par la porte cible")),
        "whole" => Parts.Tag("now", pen.Say("waits for the target gate", "attend la porte cible"), "live"),
        _ => Parts.Tag("up", pen.Say("arriving", "arrive"), "live"),
    };
}
