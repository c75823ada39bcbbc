using Ecluse.Accounts;
using Ecluse.Breaches;
using Ecluse.BreachPages;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Breaches;

/// <summary>The breaches that somebody sees, with the clock that ends first.</summary>
internal static class BreachListPage
{
    public static IResult Answer(HttpContext context, Account account, IReadOnlyList<SeenBreach> breaches, DateTimeOffset now)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Breaches", "Violations");
        var table = new Table(
            title, pen.Say("Breach", "Violation"), pen.Say("Comes from", "Provient de"), pen.Say("Received", "Reçue"), pen.Say("Next", "Ensuite"), pen.Say("Stands", "En est à"));
        foreach (var seen in breaches.OrderBy(one => Next(one, now)?.Due ?? DateTimeOffset.MaxValue))
        {
            var (breach, next) = (seen.Dossier.Breach, Next(seen, now));
            table.Add(
                next?.State(now) != ClockState.Late, Html.Of($"""<a href="/breaches/{breach.Id}">{breach.Id}</a>"""), Html.Text(pen.Say(BreachWords.Origin(breach.Origin.Kind))),
                pen.Instant(breach.Origin.ReceivedAt), next is null ? Html.Text("–") : Html.Text(pen.Say(next.Duty.Title)),
                seen.Dossier.IsClosed ? Parts.Tag("check", pen.Say("closed", "close"), "ok")
                : next is null ? Parts.Tag("clock", pen.Say("open", "ouverte"), "live")
                : BreachWords.Clock(next.State(now), next.Due, next.DoneAt, now, pen));
        }

        var rows = table.Write();
        var isAll = Sight.SeesAll(account);
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(isAll
                ? pen.Say("Each incident has a dossier, and in it one part for each controller. What ends first stands first.", "Chaque incident a un dossier, et dedans une part par responsable. Ce qui finit d’abord est montré d’abord.")
                : pen.Say("Those that concern you, each with your own part of it.", "Celles qui vous concernent, chacune avec votre seule part.")))}
            <p class="btn-row">{(account.May(Right.OpenBreaches) ? Html.Of($"""<a class="btn btn-1" href="/breaches/open">{pen.Say("Open a breach", "Ouvrir une violation")}</a>""") : Html.None)}<a class="btn" href="/breaches/register">{(isAll ? pen.Say("List of incidents, to print", "Liste des incidents, à imprimer") : pen.Say("Register of breaches (GDPR 33(5))", "Registre des violations (RGPD 33(5))"))}</a>{(isAll ? Html.Of($"""<a class="btn" href="/breaches/register?name=processing">{pen.Say("Register of processing (GDPR 30(2))", "Registre du sous-traitant (RGPD 30(2))")}</a>""") : Html.None)}</p>
            {(rows.IsEmpty ? Pages.Empty(pen.Say("None", "Aucune"), pen.Say("A warning, an alert, a finding or an authority’s word becomes one.", "Un signalement, une alerte, un constat ou la parole d’une autorité en ouvre une.")) : rows)}
            """));
    }

    /// <summary>The clock of a breach that ends first and is not done; null where none runs.</summary>
    public static BreachClock? Next(SeenBreach seen, DateTimeOffset now) => seen.Dossier.IsClosed ? null : BreachClock.Of(seen.Dossier, now)
        .Where(clock => seen.Parts.Contains(clock.Part) && clock.State(now) is ClockState.Late or ClockState.Running)
        .OrderBy(clock => clock.Due ?? DateTimeOffset.MaxValue).FirstOrDefault();
}
