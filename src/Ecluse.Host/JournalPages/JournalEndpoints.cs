using Ecluse.Accounts;
using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.JournalPages;

/// <summary><c>/journal</c>: acts, the last first; the checkpoint, the log's key, and a proof of each entry.</summary>
internal static class JournalEndpoints
{
    /// <summary>Acts on a page.</summary>
    public const int Shown = 25;

    public static void Map(WebApplication application)
    {
        application.MapGet("/journal", PageAsync).Needs(Right.SeeJournal);
        application.MapGet("/journal/checkpoint", async (ServerParts parts, CancellationToken cancellation) =>
            Results.File((await parts.Installation.Journal.PublishAsync(cancellation)).Note, "text/plain", "log.checkpoint")).Needs(Right.SeeJournal);
        application.MapGet("/journal/vkey", async (ServerParts parts, CancellationToken cancellation) =>
            Results.File(System.Text.Encoding.UTF8.GetBytes(await parts.Installation.Journal.VerifierKeyAsync(cancellation) + "\n"), "text/plain", "log.vkey")).Needs(Right.SeeJournal);
        application.MapGet("/journal/{index:long}/proof", (long index, HttpContext context, ServerParts parts, CancellationToken cancellation) =>
            FileAsync(context, index, "tlog-proof", async journal =>
            {
                await journal.EntryAsync(index, cancellation);
                await journal.PublishAsync(cancellation);
                return await journal.ProveAsync(index, cancellation);
            }, parts)).Needs(Right.SeeJournal);
        application.MapGet("/journal/{index:long}/entry", (long index, HttpContext context, ServerParts parts, CancellationToken cancellation) =>
            FileAsync(context, index, "entry.json", journal => journal.EntryAsync(index, cancellation), parts)).Needs(Right.SeeJournal);
    }

    private static async Task<IResult> FileAsync(
        HttpContext context, long index, string ending, Func<Ecluse.Storage.Journal.ActJournal, Task<byte[]>> make, ServerParts parts)
    {
        try
        {
            return Results.File(await make(parts.Installation.Journal), "application/octet-stream", $"{index}.{ending}");
        }
        catch (EcluseException missing) when (missing.Kind == ErrorKind.NotFound)
        {
            return RefusalPage.NotFound(context);
        }
    }

    private static async Task<IResult> PageAsync(HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        var journal = parts.Installation.Journal;
        var published = await journal.PublishAsync(cancellation);
        var from = long.TryParse(context.Request.Query["from"], System.Globalization.CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, 0, Math.Max(published.Size - 1, 0)) : Math.Max(published.Size - Shown, 0);
        var entries = new List<ActEntry>();
        await foreach (var entry in journal.EntriesAsync(from, cancellation))
        {
            entries.Add(entry);
            if (entries.Count == Shown)
            {
                break;
            }
        }

        var open = (await journal.OpenIntentsAsync(cancellation)).Select(intent => intent.Index).ToHashSet();
        var names = await PageMaker.NamesAsync(parts.Installation, cancellation);
        return JournalPage.Answer(context, new(entries, open, names, published, await journal.VerifierKeyAsync(cancellation), from));
    }
}
