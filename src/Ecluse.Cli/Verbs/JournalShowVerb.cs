using System.CommandLine;
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
            var journal = JournalVerb.Open(context, parsed);
            var entries = new List<ActEntry>();
            await foreach (var entry in journal.EntriesAsync(parsed.GetValue(from), cancellation))
            {
                entries.Add(entry);
            }

            var open = (await journal.OpenIntentsAsync(cancellation)).Select(intent => intent.Index).ToHashSet();
            var published = await journal.LatestAsync(cancellation);
            var key = await journal.VerifierKeyAsync(cancellation);
            if (parsed.GetValue(CommandLine.Json))
            {
                context.Terminal.Text.WriteLine(JsonSerializer.Serialize(new
                {
                    key, published = published?.Size, root = published?.Root, open,
                    entries = entries.Select(entry => new
                    {
                        index = entry.Index, time = entry.Time, act = entry.Act.Name, by = entry.Act.By,
                        subjects = entry.Act.Subjects, hashes = entry.Act.Hashes, intent = entry.Act.Intent,
                    }),
                }));
                return (int)ErrorKind.None;
            }

            Write(context, context.Language(parsed), entries, open, published);
            return (int)ErrorKind.None;
        });
        return command;
    }

    private static void Write(
        VerbContext context, Language language, List<ActEntry> entries, HashSet<long> open, PublishedCheckpoint? published)
    {
        foreach (var entry in entries)
        {
            var waits = open.Contains(entry.Index)
                ? new Text("  ← no outcome yet", "  ← pas encore de suite").In(language)
                : "";
            context.Terminal.Text.WriteLine(Line(entry) + waits);
        }

        var text = published is null
            ? new Text("No checkpoint is published yet.", "Aucun point de contrôle n’est encore publié.")
            : new Text(
                $"Checkpoint: entries {published.Size}, root {published.Root}",
                $"Point de contrôle : entrées {published.Size}, racine {published.Root}");
        context.Terminal.Text.WriteLine(text.In(language));
    }

    private static string Line(ActEntry entry)
    {
        var subjects = entry.Act.Subjects.Select(subject => $"{subject.Key}={subject.Value}");
        var hashes = entry.Act.Hashes.Select(hash => $"{hash.Key}:{hash.Value[..HashShown]}…");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Index,6}  {entry.Time:yyyy-MM-dd HH:mm:ss}Z  {entry.Act.Name,-20}  {entry.Act.By,-24}  ")
            + string.Join(' ', subjects.Concat(hashes));
    }
}
