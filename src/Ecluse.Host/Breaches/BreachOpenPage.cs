using Ecluse.Breaches;
using Ecluse.BreachPages;
using Ecluse.Errors;
using Ecluse.Host.WebConsole;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Breaches;

/// <summary>The form with which a breach is opened.</summary>
internal static class BreachOpenPage
{
    public static IResult Answer(HttpContext context, EcluseException? refused)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Open a breach", "Ouvrir une violation");
        return ConsolePage.Answer(
            context, pen, title,
            Html.Of(
                $"""
                {Pages.Head("/breaches", pen.Say("Breaches", "Violations"), title, Html.Text(pen.Say(
                    "Écluse lists every controller with data in the same place then; you answer for each one.",
                    "Écluse liste chaque responsable qui avait alors des données au même endroit ; vous répondez pour chacun.")))}
                <form class="panel pad form wide" method="post" action="/breaches/open">
                {BreachEntryPage.Refused(refused, pen)}
                <p class="field"><label for="b-received">{pen.Say("First receipt (UTC): it never changes", "Première réception (UTC) : elle ne change jamais")}</label><input id="b-received" name="received" type="datetime-local" required></p>
                <p class="field"><label for="b-origin">{pen.Say("Comes from", "Provient de")}</label><select id="b-origin" name="origin">{Enum.GetValues<OriginKind>().Reverse().Select(one => Html.Of($"""<option value="{one.ToString().ToLowerInvariant()}">{pen.Say(BreachWords.Origin(one))}</option>"""))}</select></p>
                <p class="field"><label for="b-place">{pen.Say("Where: a place a line; empty for the whole server", "Où : un lieu par ligne ; vide pour tout le serveur")}</label><textarea id="b-place" name="place" rows="3" spellcheck="false" autocomplete="off" placeholder="store:depot" aria-describedby="b-places"></textarea></p>
                <p class="small muted" id="b-places"><code>server</code>, <code>store:depot</code>, <code>store:spaces</code>, <code>account:…</code>, <code>passage:…</code>, <code>hand-over:…</code>, <code>space:…</code>, <code>contract:…</code></p>
                <p class="field"><label for="b-since">{pen.Say("From when (UTC); empty for as far back as the journal goes", "Depuis quand (UTC) ; vide pour aussi loin que va le journal")}</label><input id="b-since" name="since" type="datetime-local"></p>
                <p class="field"><label for="b-until">{pen.Say("Until when (UTC); empty for now", "Jusqu’à quand (UTC) ; vide pour maintenant")}</label><input id="b-until" name="until" type="datetime-local"></p>
                <p class="field"><label for="b-own">{pen.Say("Our own name, where our own data is touched as a controller", "Notre propre nom, si nos propres données de responsable sont touchées")}</label><input id="b-own" name="own" type="text" maxlength="200" autocomplete="off"></p>
                <p class="btn-row"><button class="btn btn-1" type="submit">{title}</button></p>
                </form>
                """),
            refused is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }
}
