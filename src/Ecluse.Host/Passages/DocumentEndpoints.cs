using Ecluse.Accounts;
using Ecluse.CertificatePages;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Host.Plans;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Passages;
using Ecluse.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Passages;

/// <summary>What a passage has on paper: its signed plan, the differences, the acceptance to hand in, its certificate.</summary>
internal static class DocumentEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/passages/{id}/plan", PlanAsync).Needs(Right.SeePassages);
        application.MapGet("/passages/{id}/differences", (string id, HttpContext context, PassageDesk desk, CancellationToken cancellation) =>
            desk.ShowAsync(context, id, now => DifferencesPage.Answer(context, now), cancellation)).Needs(Right.SeePassages);
        application.MapGet("/passages/{id}/acceptance", (string id, HttpContext context, PassageDesk desk, CancellationToken cancellation) =>
            desk.ShowAsync(context, id, now => AcceptancePage.Answer(context, now), cancellation)).Needs(Right.HandInSignatures);
        application.MapGet("/passages/{id}/certificate", CertificateAsync).Needs(Right.SeePassages);
        application.MapGet("/passages/{id}/certificate.json", FileAsync).Needs(Right.ExportProofs);
        application.MapGet("/certificates", ListAsync).Needs(Right.SeePassages);
    }

    private static async Task<IResult> PlanAsync(string id, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        if (await sight.FindPassageAsync(SignedIn.Of(context).Account, id, cancellation) is not { } work)
        {
            return RefusalPage.NotFound(context);
        }

        var signed = (await parts.Installation.Ledger.FindDocumentAsync(id, DocumentKind.Plan, cancellation))!;
        var (body, pen) = await PlanEndpoints.BodyAsync(context, parts, work.Plan, signed.Bytes, cancellation);
        var back = Html.Of($"""<p class="btn-row recon"><a class="btn" href="/passages/{id}">{pen.Say("Back to the passage", "Retour au passage")}</a></p>""");
        return ConsolePage.Answer(context, pen, $"Plan {work.Plan.Id}", Html.Of($"{body}{back}"));
    }

    private static async Task<IResult> CertificateAsync(
        string id, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation) =>
        await WithCertificateAsync(id, context, sight, parts, async (certificate, file) =>
        {
            var view = await PageMaker.CertificateViewAsync(parts.Installation, certificate, file, null, cancellation);
            var pen = new Pen(ConsolePage.LanguageOf(context), view.Zone);
            var acts = Html.Of(
                $"""<p class="btn-row no-print above"><a class="btn" href="/passages/{id}">{pen.Say("Back to the passage", "Retour au passage")}</a><a class="btn btn-1" href="/passages/{id}/certificate.json" download="certificate.json">{pen.Say("Download certificate.json, with its proof", "Télécharger certificate.json, avec sa preuve")}</a></p>""");
            return ConsolePage.Answer(context, pen, $"{CertificatePage.Title(pen)} {certificate.Number}", Html.Of($"{acts}{CertificatePage.Body(view, pen)}"));
        }, cancellation);

    private static async Task<IResult> FileAsync(
        string id, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation) =>
        await WithCertificateAsync(id, context, sight, parts, (_, file) =>
            Task.FromResult(Results.File(CanonicalDocument.Write(file), "application/json", "certificate.json")), cancellation);

    private static async Task<IResult> WithCertificateAsync(
        string id, HttpContext context, Sight sight, ServerParts parts,
        Func<Ecluse.Erasure.Certificate, Ecluse.Erasure.CertificateFile, Task<IResult>> use, CancellationToken cancellation)
    {
        if (await sight.FindPassageAsync(SignedIn.Of(context).Account, id, cancellation) is not { } work)
        {
            return RefusalPage.NotFound(context);
        }

        if (work.Passage.State != PassageState.Erased)
        {
            return RefusalPage.Of(context, ServerErrors.NotErasedYet(), $"/passages/{id}");
        }

        var (certificate, file) = await CertificateMaker.MakeAsync(parts.Installation, id, cancellation);
        return await use(certificate, file);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Certificates", "Certificats");
        var table = new Table(title, "Passage", pen.Say("Laboratory", "Laboratoire"), pen.Say("Erase-by", "Échéance"), pen.Say("Certificate", "Certificat"));
        foreach (var work in (await sight.PassagesAsync(SignedIn.Of(context).Account, cancellation)).Where(work => work.Passage.State == PassageState.Erased))
        {
            var (contract, _) = await parts.Installation.Contracts.GetAsync(work.Passage.Contract, cancellation);
            table.Add(
                Html.Of($"""<a href="/passages/{work.Passage.Id}">{work.Passage.Id}</a>"""), Html.Text(contract.Record.Controller ?? work.Passage.Contract),
                pen.Instant(work.Passage.EraseBy), Html.Of($"""<a href="/passages/{work.Passage.Id}/certificate">{pen.Say("Read", "Lire")}</a>"""));
        }

        var rows = table.Write();
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say("What was destroyed, of which passage. Times in universal time (UTC).", "Ce qui a été détruit, de quel passage. Heures en temps universel (UTC).")))}
            {(rows.IsEmpty ? Pages.Empty(pen.Say("No passage is erased yet", "Aucun passage n’est encore effacé"), pen.Say("Each leaves a certificate when it is.", "Chacun laisse un certificat quand il l’est.")) : rows)}
            """));
    }
}
