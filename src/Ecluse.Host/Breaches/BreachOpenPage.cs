using Ecluse.Breaches;
using Ecluse.BreachPages;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.WebConsole;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Breaches;

/// <summary>The form with which a breach is opened.</summary>
internal static class BreachOpenPage
{
    public static async Task<IResult> AnswerAsync(HttpContext context, Installation installation, EcluseException? refused, CancellationToken cancellation)
    {
        var pen = ConsolePage.PenOf(context);
        var fields = await CauseForm.FieldsAsync(installation, Cause.Everything, pen, cancellation);
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
                {fields}
                <p class="field"><label for="b-own">{pen.Say("Our own name, where our own data is touched as a controller", "Notre propre nom, si nos propres données de responsable sont touchées")}</label><input id="b-own" name="own" type="text" maxlength="200" autocomplete="off"></p>
                <p class="btn-row"><button class="btn btn-1" type="submit">{title}</button></p>
                </form>
                """),
            refused is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }
}
