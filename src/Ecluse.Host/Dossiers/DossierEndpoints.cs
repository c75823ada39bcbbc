using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Dossiers;

/// <summary><c>/passages/ID/dossier</c>: one zip for the auditor, and how to verify it offline.</summary>
internal static class DossierEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/passages/{id}/dossier", PageAsync).Needs(Right.SeePassages);
        application.MapGet("/passages/{id}/dossier.zip", ZipAsync).Needs(Right.ExportProofs);
    }

    private static async Task<IResult> PageAsync(string id, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        if (await sight.FindPassageAsync(SignedIn.Of(context).Account, id, cancellation) is not { } work)
        {
            return RefusalPage.NotFound(context);
        }

        var content = await new Dossier(parts.Installation).GatherAsync(work, cancellation);
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("For the auditor", "Pour l’auditeur");
        var commands = content.Commands.Select(one => Html.Of($"""<li><p>{pen.Say(one.What)}</p>{Parts.Command(one.Command)}</li>"""));
        var files = content.Files.Select(file => Html.Of($"<li><code>{file.Name}</code> <span class=\"muted\">{pen.Size(file.Bytes.Length)}</span></li>"));
        var leftOut = content.LeavesInstructionOut
            ? Html.Of($"""<section class="notes">{Parts.Note("warn", "warn", pen.Say(DossierWords.LeftOut), Html.None)}</section>""") : Html.None;
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Pages.Head($"/passages/{id}", pen.Say($"Passage {id}", $"Passage {id}"), title, Html.Text(pen.Say(DossierWords.NoPatient)), Html.Of(
                $"""<div class="btn-row"><a class="btn btn-1" href="/passages/{id}/dossier.zip" download="{id}.zip">{pen.Say("Download the zip", "Télécharger le zip")}</a></div>"""))}
            {leftOut}
            {Parts.Section(pen.Say("Verify it without us", "Le vérifier sans nous"), Html.None, Html.Of($"""<p class="lead-in">{pen.Say(DossierWords.Before)}</p><ol class="verify">{commands}</ol><p class="lead-in recon">{pen.Say(DossierWords.Trust)}</p>"""))}
            {Parts.Section(pen.Say("What is in it", "Ce qu’il contient"), Html.None, Html.Of($"""<ul class="files"><li><code>README.txt</code></li>{files}</ul>"""))}
            """));
    }

    private static async Task<IResult> ZipAsync(string id, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        if (await sight.FindPassageAsync(SignedIn.Of(context).Account, id, cancellation) is not { } work)
        {
            return RefusalPage.NotFound(context);
        }

        var content = await new Dossier(parts.Installation).GatherAsync(work, cancellation);
        return Results.File(Dossier.Zip(content, parts.Clock.GetUtcNow()), "application/zip", $"{id}.zip");
    }
}
