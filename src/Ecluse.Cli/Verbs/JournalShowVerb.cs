using System.CommandLine;
using Ecluse.Cli.Remote;
using Ecluse.Host.Api;
using System.Globalization;
using System.Text.Json;
using Ecluse.Acts;
using Ecluse.Errors;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse journal show [--from N]</c>: the entries in order, the last checkpoint, intents without outcome.</summary>
internal static class JournalShowVerb
{
    private const int HashShown = 12;

    public static Command Create(VerbContext context)
    {
        var from = new Option<long>("--from")
        {
            Description = "index of the first entry shown · rang de la première entrée montrée",
        };
        var command = new Command(
            "show", "Lists the entries (exit 0, 10). · Liste les entrées (sortie 0, 10).") { from };
        command.SetAction(async (parsed, cancellation) =>
        {
            var facts = await ReadAsync(context, parsed, parsed.GetValue(from), cancellation);
            if (parsed.GetValue(CommandLine.Json))
            {
                context.Terminal.Text.WriteLine(JsonSerializer.Serialize(new
                {
                    key = facts.Key, published = facts.Published, root = facts.Root, open = facts.Open,
                    entries = facts.Entries.Select(entry => new
                    {
                        index = entry.Index, time = entry.Time, act = entry.Act, by = entry.By, subjects = entry.Subjects, hashes = entry.Hashes, intent = entry.Intent,
                    }),
                }));
                return (int)ErrorKind.None;
            }

            Write(context, context.Language(parsed), facts);
            return (int)ErrorKind.None;
        });
        return command;
    }

    private static async Task<JournalFacts> ReadAsync(VerbContext context, ParseResult parsed, long from, CancellationToken cancellation)
    {
        if (parsed.GetValue(CommandLine.ServerAddress) is null)
        {
            return await JournalFacts.ReadAsync(JournalVerb.Open(context, parsed), from, cancellation);
        }

        using var server = ServerClient.SignedIn(context, parsed);
        return await server.GetAsync<JournalFacts>(string.Create(CultureInfo.InvariantCulture, $"/journal?from={from}"), cancellation);
    }

    private static void Write(VerbContext context, Language language, JournalFacts facts)
    {
        var open = facts.Open.ToHashSet();
        foreach (var entry in facts.Entries)
        {
            var waits = open.Contains(entry.Index)
                ? new Text("  ← no outcome yet", "  ← pas encore de suite").In(language)
                : "";
            context.Terminal.Text.WriteLine(Line(entry) + waits);
        }

        var text = facts.Published is null
            ? new Text("No checkpoint is published yet.", "Aucun point de contrôle n’est encore publié.")
            : new Text(
                $"Checkpoint: entries {facts.Published}, root {facts.Root}",
                $"Point de contrôle : entrées {facts.Published}, racine {facts.Root}");
        context.Terminal.Text.WriteLine(text.In(language));
    }

    private static string Line(JournalEntryFacts entry)
    {
        var subjects = entry.Subjects.Select(subject => $"{subject.Key}={subject.Value}");
        var hashes = entry.Hashes.Select(hash => $"{hash.Key}:{hash.Value[..HashShown]}…");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Index,6}  {entry.Time:yyyy-MM-dd HH:mm:ss}Z  {entry.Act,-20}  {entry.By,-24}  ")
            + string.Join(' ', subjects.Concat(hashes));
    }
}
