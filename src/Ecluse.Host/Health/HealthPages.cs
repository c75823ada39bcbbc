using Ecluse.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Health;

/// <summary><c>/health</c> says <c>ok</c> or <c>not ok</c> to anybody and nothing else; <c>/health/rules</c> says to a security officer which rule does not hold.</summary>
internal static class HealthPages
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/health", AnswerAsync).Open();
        application.MapGet("/health/rules", PageAsync).Needs(Right.SeeHealth);
    }

    private static async Task<IResult> AnswerAsync(HealthCheck health, CancellationToken cancellation) =>
        (await health.LookAsync(cancellation)).All(fact => fact.Holds)
            ? Results.Text("ok") : Results.Text("not ok", statusCode: StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> PageAsync(HttpContext context, HealthCheck health, CancellationToken cancellation)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Health of the server", "Santé du serveur");
        var table = new Table(title, pen.Say("Rule", "Règle"), pen.Say("Now", "Maintenant"));
        foreach (var fact in await health.LookAsync(cancellation))
        {
            table.Add(Html.Text(pen.Say(fact.What)), fact.Holds
                ? Parts.Tag("check", pen.Say("holds", "tient"), "ok")
                : Html.Of($"""{Parts.Tag("stop", pen.Say("does not hold", "ne tient pas"), "bad")} <code>{fact.Code ?? ""}</code>"""));
        }

        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                "Anybody sees at /health only whether all of this holds, in one word.",
                "Chacun voit sous /health seulement si tout cela tient, en un mot.")))}
            {table.Write()}
            """));
    }
}
