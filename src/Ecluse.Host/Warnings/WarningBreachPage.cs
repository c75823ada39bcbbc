using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Host.Breaches;
using Ecluse.Host.Composition;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Warnings;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Warnings;

/// <summary>A warning becomes a breach: where and when something went wrong is said, and who would be on the list is shown before.</summary>
internal static class WarningBreachPage
{
    public static async Task<IResult> AnswerAsync(HttpContext context, Warning warning, Installation installation, CancellationToken cancellation)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say($"Warning {warning.Id} is a breach", $"Le signalement {warning.Id} est une violation");
        var (cause, concerned, refused) = (Cause.Everything, Html.None, (EcluseException?)null);
        try
        {
            cause = CauseForm.Of(context.Request.Query);
            concerned = await CauseForm.ConcernedAsync(installation, cause, pen, cancellation);
        }
        catch (EcluseException wrong)
        {
            refused = wrong;
        }

        var fields = await CauseForm.FieldsAsync(installation, cause, pen, cancellation);
        var path = $"/warnings/{warning.Id}/breach";
        return ConsolePage.Answer(
            context, pen, title,
            Html.Of(
                $"""
                {Pages.Head($"/warnings/{warning.Id}", warning.Id, title, Html.Text(pen.Say(
                    "The breach keeps this warning’s first receipt. Its list holds every controller with data in that place then; the warning’s own list stays as wide as it is.",
                    "La violation garde la première réception de ce signalement. Sa liste comprend chaque responsable qui avait alors des données à cet endroit ; celle du signalement reste aussi large.")))}
                <form class="panel pad form wide" method="get" action="{path}">
                {BreachEntryPage.Refused(refused, pen)}
                {fields}
                <p class="field"><label for="c-own">{pen.Say("Our own name, where our own data is touched as a controller", "Notre propre nom, si nos propres données de responsable sont touchées")}</label><input id="c-own" name="own" type="text" maxlength="200" autocomplete="off" value="{context.Request.Query["own"].ToString()}"></p>
                <p class="btn-row"><button class="btn" type="submit">{pen.Say("Show who would be on the list", "Montrer qui serait sur la liste")}</button><button class="btn btn-1" type="submit" formmethod="post">{pen.Say("Open the breach", "Ouvrir la violation")}</button></p>
                </form>
                {concerned}
                """),
            refused is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }
}
