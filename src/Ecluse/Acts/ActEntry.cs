using System.Globalization;
using System.Text.Json.Nodes;
using Ecluse.Canonical;

namespace Ecluse.Acts;

/// <summary>An act as it stands in the journal, with its place and time.</summary>
/// <param name="Index">Place in the log, from 0 without gaps.</param>
/// <param name="Time">When it was written, UTC, milliseconds; never before the entry above it.</param>
/// <param name="Act">What was done; without its texts.</param>
/// <param name="Commitments">Salted commitments to the texts, by name.</param>
/// <remarks>Source: <c>docs/spec/journal.md</c>.</remarks>
public sealed record ActEntry(
    long Index, DateTimeOffset Time, Act Act, IReadOnlyDictionary<string, string> Commitments)
{
    /// <summary>Type of the document.</summary>
    public const string DocumentType = "entry/1";

    /// <summary>How instants are written in an entry.</summary>
    public const string TimeForm = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>The exact bytes of the entry.</summary>
    public byte[] ToBytes()
    {
        var entry = new JsonObject
        {
            ["type"] = DocumentType,
            ["index"] = Index,
            ["time"] = Time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture),
            ["act"] = Act.Name,
            ["by"] = Act.By,
        };
        Add(entry, "subjects", Act.Subjects);
        Add(entry, "hashes", Act.Hashes);
        Add(entry, "commitments", Commitments);
        if (Act.Intent is { } intent)
        {
            entry["intent"] = intent;
        }

        return CanonicalJson.Write(entry);
    }

    /// <summary>Reads an entry that this log wrote.</summary>
    /// <exception cref="Errors.EcluseException"><c>CANON-…</c> or <c>JOURNAL-016</c>: not an entry.</exception>
    public static ActEntry Read(ReadOnlySpan<byte> bytes)
    {
        var entry = CanonicalJson.Read(bytes);
        try
        {
            var act = new Act(
                entry["act"]!.GetValue<string>(),
                entry["by"]!.GetValue<string>(),
                Texts(entry, "subjects"),
                Texts(entry, "hashes"),
                entry["intent"]?.GetValue<long>());
            var time = DateTimeOffset.ParseExact(
                entry["time"]!.GetValue<string>(), TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            var read = new ActEntry(entry["index"]!.GetValue<long>(), time, act, Texts(entry, "commitments"));
            return read.ToBytes().AsSpan().SequenceEqual(bytes) ? read : throw ActErrors.NotAnEntry();
        }
        catch (Exception problem) when (problem is NullReferenceException or InvalidOperationException or FormatException)
        {
            throw ActErrors.NotAnEntry();
        }
    }

    private static void Add(JsonObject entry, string name, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count > 0)
        {
            entry[name] = new JsonObject(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value)));
        }
    }

    private static Dictionary<string, string> Texts(JsonObject entry, string name) =>
        (entry[name] as JsonObject ?? []).ToDictionary(member => member.Key, member => member.Value!.GetValue<string>());
}
