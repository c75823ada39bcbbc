using Ecluse.Errors;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Warnings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ecluse.Host.Warnings;

/// <summary><c>/warning</c>: anybody tells us, without an account; <c>/warning/thread</c>: the way back, with the receipt.</summary>
internal static class ReporterEndpoints
{
    private const int FieldsMax = 128 * 1024;
    private static readonly TimeSpan ReadWithin = TimeSpan.FromMinutes(2);

    public static void Map(WebApplication application)
    {
        application.MapGet("/warning", FormAsync).Open();
        application.MapPost("/warning", SendAsync).Takes();
        application.MapGet("/warning/thread", (HttpContext context) => ReporterPages.Receipt(context, null)).Open();
        application.MapPost("/warning/thread", ReadAsync).Takes();
        application.MapPost("/warning/thread/add", AddAsync).Takes();
        application.MapPost("/warning/thread/release", ReleaseAsync).Takes();
    }

    private static async Task<IResult> FormAsync(HttpContext context, WarningDesk desk, FloodGate flood, CancellationToken cancellation) =>
        (await desk.Ledger.HandlersAsync(cancellation)).Count == 0
            ? ReporterPages.Nobody(context)
            : ReporterPages.Form(context, flood.Challenge(), null, "");

    private static async Task<IResult> SendAsync(HttpContext context, WarningDesk desk, FloodGate flood, TimeProvider clock, CancellationToken cancellation)
    {
        var words = "";
        try
        {
            using var inside = flood.Enter(ReporterPlace.Of(context));
            var form = await FormOfAsync(context, clock, cancellation);
            words = form["words"].ToString();
            flood.Take(ReporterPlace.Of(context), form["challenge"].ToString(), form["work"].ToString());
            var (_, receipt) = await desk.TakeAsync(Told(form), await ContentAsync(form, cancellation), null, null, cancellation);
            return ReporterPages.Sent(context, receipt);
        }
        catch (EcluseException refused)
        {
            return ReporterPages.Form(context, flood.Challenge(), refused, words);
        }
    }

    private static async Task<IResult> ReadAsync(HttpContext context, WarningDesk desk, FloodGate flood, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            var (thread, receipt, _) = await OpenAsync(context, desk, flood, clock, cancellation);
            return ReporterPages.Thread(context, await desk.ChoicesAsync(thread, cancellation), receipt, flood.Challenge(), null);
        }
        catch (EcluseException refused)
        {
            return ReporterPages.Receipt(context, refused);
        }
    }

    private static async Task<IResult> AddAsync(HttpContext context, WarningDesk desk, FloodGate flood, TimeProvider clock, CancellationToken cancellation)
    {
        OpenThread? thread = null;
        var receipt = "";
        try
        {
            (thread, receipt, var form) = await OpenAsync(context, desk, flood, clock, cancellation);
            flood.Take(ReporterPlace.Of(context), form["challenge"].ToString(), form["work"].ToString());
            await desk.AddAsync(thread, await ContentAsync(form, cancellation), cancellation);
            return ReporterPages.Thread(context, await desk.ChoicesAsync((await desk.OpenAsync(receipt, cancellation))!, cancellation), receipt, flood.Challenge(), null);
        }
        catch (EcluseException refused)
        {
            return thread is null ? ReporterPages.Receipt(context, refused)
                : ReporterPages.Thread(context, await desk.ChoicesAsync(thread, cancellation), receipt, flood.Challenge(), refused);
        }
    }

    private static async Task<IResult> ReleaseAsync(HttpContext context, WarningDesk desk, FloodGate flood, TimeProvider clock, CancellationToken cancellation)
    {
        OpenThread? thread = null;
        var receipt = "";
        try
        {
            (thread, receipt, var form) = await OpenAsync(context, desk, flood, clock, cancellation);
            flood.Take(ReporterPlace.Of(context), form["challenge"].ToString(), form["work"].ToString());
            await desk.ReleaseAsync(
                thread, form["controller"].ToString(), [.. form["message"].Select(one => int.TryParse(one, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0)],
                cancellation);
            return ReporterPages.Thread(context, await desk.ChoicesAsync(thread, cancellation), receipt, flood.Challenge(), null, form["controller"].ToString());
        }
        catch (EcluseException refused)
        {
            return thread is null ? ReporterPages.Receipt(context, refused)
                : ReporterPages.Thread(context, await desk.ChoicesAsync(thread, cancellation), receipt, flood.Challenge(), refused);
        }
    }

    private static async Task<(OpenThread Thread, string Receipt, IFormCollection Form)> OpenAsync(
        HttpContext context, WarningDesk desk, FloodGate flood, TimeProvider clock, CancellationToken cancellation)
    {
        using var inside = flood.Enter(ReporterPlace.Of(context));
        flood.CheckTries(ReporterPlace.Of(context));
        var form = await FormOfAsync(context, clock, cancellation);
        var receipt = form["receipt"].ToString();
        if (await desk.OpenAsync(receipt, cancellation) is { } thread)
        {
            return (thread, receipt, form);
        }

        flood.Wrong(ReporterPlace.Of(context));
        throw WarningErrors.WrongReceipt();
    }

    private static ToldWarning Told(IFormCollection form) => new(
        WarningWords.Parse<WarningSource>(form["source"]) ?? WarningSource.Anonymous,
        [.. form["subject"].Select(WarningWords.Parse<WarningSubject>).OfType<WarningSubject>().Distinct()],
        WarningWords.Parse<WarningAbout>(form["about"]) ?? WarningAbout.Nobody, [.. form["told"].OfType<string>()]);

    /// <summary>Words and files of a form, in memory.</summary>
    public static async Task<WarningContent> ContentAsync(IFormCollection form, CancellationToken cancellation)
    {
        var files = new List<WarningFile>();
        foreach (var file in form.Files.Where(file => file.Length > 0))
        {
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, cancellation);
            files.Add(new(file.FileName, bytes.ToArray()));
        }

        return new(form["words"].ToString().ReplaceLineEndings("\n"), files);
    }

    // In memory, and within a time: a place is not held by somebody who never ends.
    private static async Task<IFormCollection> FormOfAsync(HttpContext context, TimeProvider clock, CancellationToken cancellation)
    {
        if (!context.Request.HasFormContentType)
        {
            throw WarningErrors.Incomplete();
        }

        using var late = new CancellationTokenSource(ReadWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            return await context.Request.ReadFormAsync(either.Token);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            throw WarningErrors.TooLarge();
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            throw WarningErrors.Incomplete();
        }
    }

    private static void Takes(this RouteHandlerBuilder endpoint) => endpoint.Open()
        .WithMetadata(new RequestSizeLimitAttribute(WarningTar.BytesMax + FieldsMax))
        .WithFormOptions(memoryBufferThreshold: WarningTar.BytesMax + (2 * FieldsMax), multipartBodyLengthLimit: WarningTar.BytesMax + FieldsMax);
}
