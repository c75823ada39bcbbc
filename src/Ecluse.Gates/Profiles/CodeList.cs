using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Ecluse.Profiles;

/// <summary>
/// A list of codes: the column's on one side, the record's on the other. The first code of a meaning writes it; of several
/// meanings of a code the first is read.
/// </summary>
internal sealed class CodeList(string name)
{
    private readonly Dictionary<ByteKey, byte[]> meanings = new(ByteKey.Comparer);
    private readonly Dictionary<ByteKey, byte[]> codes = new(ByteKey.Comparer);

    public string Name { get; } = name;

    /// <summary>Table, code columns and meaning column when the list is read from the system; null when it is inline.</summary>
    public (string Table, IReadOnlyList<string> Code, string Means)? From { get; init; }

    /// <summary>Whether its table cannot be read now: then every code is absent.</summary>
    public bool IsUnknown { get; set; }

    /// <summary>Meanings, for a closed list of accepted values.</summary>
    public IEnumerable<string> Meanings => codes.Keys.Select(key => Encoding.UTF8.GetString(key.Bytes));

    /// <summary>Codes and what they mean.</summary>
    public IEnumerable<(string Code, string Meaning)> Pairs =>
        meanings.Select(pair => (Encoding.UTF8.GetString(pair.Key.Bytes), Encoding.UTF8.GetString(pair.Value)));

    public int Count => meanings.Count;

    public bool Add(string code, string meaning)
    {
        var (left, right) = (Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(meaning));
        codes.TryAdd(new ByteKey(right), left);
        return meanings.TryAdd(new ByteKey(left), right);
    }

    public bool TryMean(ReadOnlySpan<byte> code, [NotNullWhen(true)] out byte[]? meaning) =>
        meanings.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(code, out meaning);

    public bool TryCode(ReadOnlySpan<byte> meaning, [NotNullWhen(true)] out byte[]? code) =>
        codes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(meaning, out code);
}
