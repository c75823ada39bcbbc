using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Signatures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ecluse.Host.Signing;

/// <summary>
/// <c>/signing</c> in the console: a signatory's keys and any document to sign; <c>/plans/ID/sign</c>: a plan. Each leads to the signing
/// site with a ticket. That site leads back to <c>/signing/back</c>: a page of another site sends no cookie along, one's own page does.
/// </summary>
internal static class SigningEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/signing", SigningAsync).Needs(Right.SignDocuments);
        application.MapPost("/signing/key", NewKey).Needs(Right.SignDocuments);
        application.MapPost("/signing/document", DocumentAsync).Needs(Right.SignDocuments).TakesFiles();
        application.MapPost("/plans/{id}/sign", PlanAsync).Needs(Right.SignDocuments);
        application.MapGet("/signing/back", (string? to, HttpContext context) => SigningPage.Back(context, to)).Open();
        SigningSiteEndpoints.Map(application);
    }

    private static async Task<IResult> SigningAsync(HttpContext context, SigningKeyShelf keys, CancellationToken cancellation) =>
        SigningPage.Answer(context, await keys.ListAsync(Who(context).Person, cancellation));

    private static IResult NewKey(HttpContext context, Ceremonies ceremonies) =>
        Results.Redirect(SigningSite.PageOf(context, "key", ceremonies.Begin(new KeyTicket(Who(context)), Who(context).Person)));

    // Any document of ours that the laboratory's people hold: the signature goes back to them as a file.
    private static async Task<IResult> DocumentAsync(HttpContext context, Ceremonies ceremonies, CancellationToken cancellation)
    {
        var bytes = await Uploads.ReadAsync(context, "document", cancellation);
        var form = await context.Request.ReadFormAsync(cancellation);
        var name = Path.GetFileName(form.Files["document"]?.FileName ?? "document");
        return Go(context, ceremonies, name, bytes, null, "/signing");
    }

    private static async Task<IResult> PlanAsync(
        string id, HttpContext context, Ceremonies ceremonies, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var account = Who(context);
        if (await sight.FindPlanAsync(account, id, cancellation) is not { } found)
        {
            return RefusalPage.NotFound(context);
        }

        async Task<Text> OpenAsync(string signature, CancellationToken stop)
        {
            var (passage, _) = await parts.Installation.OpenPassageAsync(found.Stored.Bytes, signature, account.Person, stop);
            return new($"Passage {passage.Id} is open; an operator may run it.", $"Le passage {passage.Id} est ouvert ; un opérateur peut le lancer.");
        }

        return Go(context, ceremonies, $"{id}.json", found.Stored.Bytes, OpenAsync, "/");
    }

    /// <summary>Leads to the signing site with a document.</summary>
    public static IResult Go(
        HttpContext context, Ceremonies ceremonies, string file, byte[] bytes, Func<string, CancellationToken, Task<Text>>? take, string back)
    {
        var figures = DocumentFigures.Read(file, bytes);
        _ = SignedDocument.NamespaceOf(figures.Type);
        return Results.Redirect(SigningSite.PageOf(
            context, "document", ceremonies.Begin(new DocumentTicket(Who(context), file, bytes, figures, take, back), Who(context).Person)));
    }

    private static Account Who(HttpContext context) => SignedIn.Of(context).Account;
}
