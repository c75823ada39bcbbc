using System.Globalization;
using System.Text.Json.Nodes;
using Ecluse.Canonical;
using Ecluse.Errors;
using Ecluse.Journal;

namespace Ecluse.Acts;

/// <summary>Follows entries one after the other; its own reading of them, apart from the writer's.</summary>
internal sealed class EntrySequence(List<JournalFinding> findings, Func<long, byte[]?> signedLeaf)
{
    private static readonly string[] Parts = ["subjects", "hashes"];
    private readonly SortedDictionary<long, (string Name, JsonObject Entry)> open = [];
    private long expected;
    private DateTimeOffset last = DateTimeOffset.MinValue;

    public IEnumerable<long> OpenIntents => open.Keys;

    public void Take(byte[] bytes)
    {
        if (Read(bytes) is not { } entry)
        {
            Add(JournalFault.NotAnEntry, expected, "Not an entry of the journal.", "Pas une entrée du journal.");
            expected++;
            return;
        }

        Place(entry.Index);
        CheckLeaf(bytes, entry.Index);
        if (entry.Time < last)
        {
            Add(JournalFault.TimeGoesBack, entry.Index,
                "Its time is before that of the entry above it.", "Son heure précède celle de l’entrée qui la précède.");
        }

        last = entry.Time > last ? entry.Time : last;
        Follow(entry.Index, entry.Name, entry.Json);
    }

    /// <summary>One entry too many, too few or exchanged is said once, not again for each that follows.</summary>
    private void Place(long index)
    {
        if (index != expected)
        {
            Add(JournalFault.OutOfSequence, expected,
                $"Entry {expected} is expected here; entry {index} stands here.",
                $"L’entrée {expected} est attendue ici ; l’entrée {index} s’y trouve.");
        }

        expected = Math.Max(expected, index + 1);
    }

    private void CheckLeaf(byte[] bytes, long index)
    {
        if (index >= 0 && signedLeaf(index) is { } leaf && !leaf.AsSpan().SequenceEqual(MerkleTree.LeafHash(bytes)))
        {
            Add(JournalFault.Changed, index,
                "Not the entry that was signed: it was changed afterwards.",
                "Ce n’est pas l’entrée qui a été signée : elle a été modifiée après coup.");
        }
    }

    private void Follow(long index, string name, JsonObject entry)
    {
        switch (ActName.Find(name))
        {
            case null:
                Add(JournalFault.UnknownAct, index, "Its act is not in the closed list.", "Son acte n’est pas dans la liste fermée.");
                break;
            case { Kind: ActKind.Intent }:
                foreach (var earlier in open.Where(one => one.Value.Name == name && Same(one.Value.Entry, entry)).ToList())
                {
                    open.Remove(earlier.Key);
                }

                open[index] = (name, entry);
                break;
            case { Kind: ActKind.Outcome } when index == 1 && name == "key.made" && entry["intent"] is null:
                // The log's own key, which no log could announce.
                break;
            case { Kind: ActKind.Outcome, Answers: var answers }:
                Close(index, answers, entry);
                break;
        }
    }

    private void Close(long index, string? answers, JsonObject entry)
    {
        var intent = entry["intent"] is JsonValue value && value.TryGetValue<long>(out var named) ? named : -1;
        if (!open.TryGetValue(intent, out var announced) || announced.Name != (answers ?? announced.Name))
        {
            Add(JournalFault.WithoutIntent, index,
                "An outcome whose intent is missing, another act's, or answered already.",
                "Un résultat dont l’intention manque, est celle d’un autre acte, ou a déjà sa suite.");
        }

        open.Remove(intent);
    }

    /// <summary>Whether a later intent is about everything that the earlier one is about: it takes that one up again.</summary>
    private static bool Same(JsonObject earlier, JsonObject later) =>
        Parts.All(part => (earlier[part] as JsonObject ?? []).All(member =>
            JsonNode.DeepEquals(member.Value, (later[part] as JsonObject)?[member.Key])));

    private static (long Index, DateTimeOffset Time, string Name, JsonObject Json)? Read(byte[] bytes)
    {
        try
        {
            var json = CanonicalJson.Read(bytes);
            return (string?)json["type"] == ActEntry.DocumentType
                && json["index"] is JsonValue place && place.TryGetValue<long>(out var index) && index >= 0
                && DateTimeOffset.TryParseExact(
                    (string?)json["time"], ActEntry.TimeForm, CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal, out var time)
                && (string?)json["act"] is { } name
                    ? (index, time, name, json)
                    : null;
        }
        catch (Exception malformed) when (malformed is EcluseException or InvalidOperationException)
        {
            return null;
        }
    }

    private void Add(JournalFault fault, long index, string english, string french) =>
        findings.Add(new(fault, index, new Text(english, french)));
}
