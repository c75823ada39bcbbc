using System.Text;
using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Passages;
using Ecluse.PlanPages;
using Ecluse.Plans;
using Ecluse.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Plans;

/// <summary><c>/plans/ID</c>: a plan to be signed, its very bytes, the signature handed in, or the plan dropped.</summary>
internal static class PlanEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/plans/{id}", PageAsync).Needs(Right.SeePassages);
        application.MapGet("/plans/{id}/plan.json", BytesAsync).Needs(Right.SeePassages);
        application.MapPost("/plans/{id}/signature", OpenAsync).Needs(Right.HandInSignatures).TakesFiles();
        application.MapGet("/plans/{id}/drop", DropPageAsync).Needs(Right.StopPassages);
        application.MapPost("/plans/{id}/drop", DropAsync).Needs(Right.StopPassages);
    }

    /// <summary>The page of a plan, signed or not, in the console's frame.</summary>
    public static async Task<(Html Body, Pen Pen)> BodyAsync(
        HttpContext context, ServerParts parts, Plan plan, byte[] bytes, CancellationToken cancellation)
    {
        var instruction = await parts.Installation.Instructions.GetAsync(plan.Instruction.Sha256, cancellation);
        var view = await PageMaker.PlanViewAsync(parts.Installation, plan, bytes, "plan.json", instruction, cancellation);
        var pen = new Pen(ConsolePage.LanguageOf(context), view.Zone);
        return (PlanPage.Body(view, pen), pen);
    }

    private static async Task<IResult> PageAsync(string id, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        if (await sight.FindPlanAsync(account, id, cancellation) is not { } found)
        {
            return RefusalPage.NotFound(context);
        }

        var (body, pen) = await BodyAsync(context, parts, found.Plan, found.Stored.Bytes, cancellation);
        return ConsolePage.Answer(context, pen, $"Plan {id}", Html.Of($"{body}{HandIn(id, account, pen)}"));
    }

    private static async Task<IResult> BytesAsync(string id, HttpContext context, Sight sight, CancellationToken cancellation) =>
        await sight.FindPlanAsync(SignedIn.Of(context).Account, id, cancellation) is { } found
            ? Results.File(found.Stored.Bytes, "application/json", "plan.json")
            : RefusalPage.NotFound(context);

    private static async Task<IResult> OpenAsync(string id, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        if (await sight.FindPlanAsync(account, id, cancellation) is not { } found)
        {
            return RefusalPage.NotFound(context);
        }

        try
        {
            var signature = Encoding.UTF8.GetString(await Uploads.ReadAsync(context, "signature", cancellation));
            var (passage, _) = await parts.Installation.OpenPassageAsync(found.Stored.Bytes, signature, account.Person, cancellation);
            return Results.Redirect($"/passages/{passage.Id}");
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, $"/plans/{id}");
        }
    }

    private static async Task<IResult> DropPageAsync(string id, HttpContext context, Sight sight, CancellationToken cancellation)
    {
        if (await sight.FindPlanAsync(SignedIn.Of(context).Account, id, cancellation) is null)
        {
            return RefusalPage.NotFound(context);
        }

        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Drop the plan", "Abandonner le plan");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Pages.Head($"/plans/{id}", $"Plan {id}", title, Html.Text(pen.Say("Its keys are destroyed and it is forgotten; signed or not, it opens nothing any more.", "Ses clés sont détruites et il est oublié ; signé ou non, il n’ouvre plus rien.")))}
            <form method="post" action="/plans/{id}/drop"><input type="hidden" name="sure" value="yes"><p class="btn-row"><button class="btn btn-stop" type="submit">{title}</button><a class="btn" href="/plans/{id}">{pen.Say("Back, change nothing", "Retour, ne rien changer")}</a></p></form>
            """));
    }

    private static async Task<IResult> DropAsync(string id, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        if (await sight.FindPlanAsync(account, id, cancellation) is not { } found)
        {
            return RefusalPage.NotFound(context);
        }

        try
        {
            if (await Uploads.TextAsync(context, "sure", cancellation) != "yes")
            {
                throw ServerErrors.NotSure();
            }

            await parts.Installation.Ending.StopPlanAsync(id, account.Person, cancellation);
            return Results.Redirect($"/instructions/{found.Plan.Instruction.Id}");
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, $"/plans/{id}");
        }
    }

    private static Html HandIn(string id, Account account, Pen pen)
    {
        var form = !account.May(Right.HandInSignatures) ? Html.None : Html.Of(
            $"""
            <form class="panel pad form" method="post" action="/plans/{id}/signature" enctype="multipart/form-data">
            <h3>{pen.Say("2. Hand the signature in", "2. Remettre la signature")}</h3>
            {Pages.FileField("signature", pen.Say("The signatory’s plan.json.sig", "plan.json.sig du signataire"), pen)}
            <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Open the passage", "Ouvrir le passage")}</button></p>
            </form>
            """);
        var here = !account.May(Right.SignDocuments) ? Html.None : Html.Of(
            $"""<form class="recon" method="post" action="/plans/{id}/sign"><p class="btn-row"><button class="btn" type="submit">{pen.Say("Sign here with a signing passkey", "Signer ici avec une clé d’accès de signature")}</button></p><p class="small muted">{pen.Say("Read it there once more, value by value; the signature opens the passage.", "On le relit là-bas valeur par valeur ; la signature ouvre le passage.")}</p></form>""");
        var drop = !account.May(Right.StopPassages) ? Html.None : Html.Of(
            $"""<p class="recon"><a href="/plans/{id}/drop">{pen.Say("Drop this plan and destroy its keys…", "Abandonner ce plan et détruire ses clés…")}</a></p>""");
        return Parts.Section(
            pen.Say("Sign and open", "Signer et ouvrir"), Html.Text(pen.Say("This server holds no key that could sign for the laboratory", "Ce serveur n’a aucune clé qui puisse signer pour le laboratoire")),
            Html.Of(
                $"""
                <div class="halves"><div class="panel pad"><h3>{pen.Say("1. Take the plan to the signatory’s machine", "1. Porter le plan sur le poste du signataire")}</h3><p class="muted">{pen.Say("These very bytes are signed; one changed byte, and the signature fits no more.", "Ce sont ces octets mêmes qui sont signés ; un octet changé, et la signature ne va plus.")}</p><p class="btn-row recon"><a class="btn" href="/plans/{id}/plan.json" download="plan.json">{pen.Say("Download plan.json", "Télécharger plan.json")}</a></p></div>{form}</div>{here}{drop}
                """));
    }
}
