using System.Globalization;
using Ecluse.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.SamplePages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.SampleTargets;

/// <summary><c>/sample-target</c>: on the demonstration's data folder, its invented patients as the new system holds them. Nothing is written.</summary>
internal static class SampleTargetEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/sample-target", ListAsync).Needs(Right.SeePassages);
        application.MapGet("/sample-target/{place}", PatientAsync).Needs(Right.SeePassages);
        application.MapGet("/sample-target/{place}/{file}", DocumentAsync).Needs(Right.SeePassages);
    }

    /// <summary>The way there; nothing where there is no sample.</summary>
    public static Html Link(HttpContext context, ServerParts parts) => !File.Exists(SampleTargetFile.In(parts.Installation.Data.Path))
        ? Html.None
        : Html.Of($"""<p class="btn-row recon"><a class="btn" href="/sample-target">{Drawing.Icons.Of("eye")}{ConsolePage.PenOf(context).Say("Look at the sample’s new system", "Regarder le nouveau système de l’échantillon")}</a></p>""");

    private static async Task<IResult> ListAsync(HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        if (await SampleTargetFile.ReadAsync(parts.Installation.Data, cancellation) is not { } target)
        {
            return RefusalPage.NotFound(context);
        }

        var pen = ConsolePage.PenOf(context);
        return ConsolePage.Answer(context, pen, SampleTargetPage.Title(target, pen), SampleTargetPage.List(target, pen, place => $"/sample-target/{place}"));
    }

    private static async Task<IResult> PatientAsync(string place, HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        if (await SampleTargetFile.ReadAsync(parts.Installation.Data, cancellation) is not { } target || At(target.Patients, place) is not { } patient)
        {
            return RefusalPage.NotFound(context);
        }

        var pen = ConsolePage.PenOf(context);
        var body = SampleTargetPage.Patient(target, patient, pen, number => $"/sample-target/{place}/{number}");
        var back = Html.Of($"""<p class="btn-row recon"><a class="btn" href="/sample-target">{pen.Say("Everybody", "Tout le monde")}</a></p>""");
        return ConsolePage.Answer(context, pen, patient.Name, Html.Of($"{body}{back}"));
    }

    private static async Task<IResult> DocumentAsync(string place, string file, HttpContext context, ServerParts parts, CancellationToken cancellation) =>
        await SampleTargetFile.ReadAsync(parts.Installation.Data, cancellation) is { } target
            && At(target.Patients, place) is { } patient && At(patient.Documents, file) is { } document
            ? Results.File(document.Content, "application/octet-stream", $"sample-{place}-{file}{document.Extension}")
            : RefusalPage.NotFound(context);

    private static T? At<T>(IReadOnlyList<T> list, string place)
        where T : class =>
        int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= list.Count ? list[number - 1] : null;
}
