using System.Globalization;
using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Hosting;

/// <summary><c>/hosting</c>: the HDS certificate in force, or the written reason why none is needed; everybody sees it, a security officer of the processor states it.</summary>
internal static class HostingPage
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/hosting", (HttpContext context, HostingWord hosting, CancellationToken cancellation) => PageAsync(context, hosting, null, cancellation)).Needs(Right.SeePassages);
        application.MapPost("/hosting", StateAsync).Needs(Right.StateHosting);
    }

    /// <summary>The word in force, as a note for any page.</summary>
    public static Html Note(StatedHosting? word, Pen pen) => Html.Of(
        $"""<section class="notes">{(word is { IsInForce: true }
            ? Parts.Note("", "seal", pen.Say("Hosting of health data", "Hébergement de données de santé"), Html.Text(pen.Say(word.Words)))
            : Parts.Note("warn", "stop", pen.Say("Hosting of health data: nothing is stated that is in force", "Hébergement de données de santé : aucune déclaration en vigueur"), Html.Of($"""{(word is null ? "" : pen.Say(word.Words))} <a href="/hosting">{pen.Say("State it", "Déclarer")}</a>""")))}</section>""");

    private static async Task<IResult> StateAsync(HttpContext context, HostingWord hosting, CancellationToken cancellation)
    {
        async Task<string> Field(string name) => await Uploads.TextAsync(context, name, cancellation);
        try
        {
            var day = await Field("until");
            var until = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : (DateOnly?)null;
            await hosting.StateAsync(
                SignedIn.Of(context).Account, await Field("number"), await Field("body"), await Field("scope"), until, await Field("reason"), cancellation);
            return Results.Redirect("/hosting");
        }
        catch (EcluseException refused)
        {
            return await PageAsync(context, hosting, refused, cancellation);
        }
    }

    private static async Task<IResult> PageAsync(HttpContext context, HostingWord hosting, EcluseException? refused, CancellationToken cancellation)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Hosting of health data", "Hébergement de données de santé");
        var word = await hosting.LatestAsync(cancellation);
        return ConsolePage.Answer(
            context, pen, title,
            Html.Of(
                $"""
                {Parts.Head("Écluse", title, Html.Text(pen.Say(
                    "Whoever keeps a laboratory’s records for it needs an HDS certificate, or says in writing why not (Code de la santé publique, L. 1111-8).",
                    "Qui conserve les dossiers d’un laboratoire pour son compte doit être certifié HDS, ou écrire pourquoi il ne l’est pas (Code de la santé publique, art. L. 1111-8).")))}
                {Note(word, pen)}
                {(SignedIn.Of(context).Account.May(Right.StateHosting) ? Form(refused, pen) : Html.None)}
                """),
            refused is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static Html Form(EcluseException? refused, Pen pen) => Html.Of(
        $"""
        <form class="panel pad form" method="post" action="/hosting">
        {(refused is null ? Html.None : Html.Of($"""<p class="said" role="alert">{pen.Say(refused.Problem)} {pen.Say(refused.Remedy)} <span class="small">{refused.Code}</span></p>"""))}
        <h2>{pen.Say("The certificate", "Le certificat")}</h2>
        {Field("number", pen.Say("Number", "Numéro"), "text")}{Field("body", pen.Say("Certification body", "Organisme certificateur"), "text")}{Field("scope", pen.Say("Activities covered", "Activités couvertes"), "text")}{Field("until", pen.Say("Last day", "Dernier jour"), "date")}
        <h2>{pen.Say("Or why none is needed", "Ou pourquoi il n’en faut pas")}</h2>
        <p class="field"><label for="h-reason">{pen.Say("Reason", "Motif")}</label><textarea id="h-reason" name="reason" rows="3" maxlength="1000"></textarea></p>
        <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("State it", "Déclarer")}</button></p>
        </form>
        """);

    private static Html Field(string name, string label, string type) =>
        Html.Of($"""<p class="field"><label for="h-{name}">{label}</label><input id="h-{name}" name="{name}" type="{type}" maxlength="1000" autocomplete="off"></p>""");
}
