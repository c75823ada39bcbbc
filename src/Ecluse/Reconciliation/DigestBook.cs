using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ecluse.Records;

namespace Ecluse.Reconciliation;

/// <summary>The digests parcel, read: what the source said of each patient, in about sixty bytes a patient.</summary>
internal sealed class DigestBook
{
    private readonly Dictionary<UInt128, Entry> patients = [];
    private readonly Dictionary<string, int> shared = [];
    private byte[] key = [];

    private DigestBook()
    {
    }

    public byte[] Key => key;

    public RecordProjection Compared { get; private set; } = RecordProjection.Everything;

    public List<CheckFigure> Figures { get; } = [];

    public List<string> LeftOut { get; } = [];

    /// <summary>Digests of shared records, with how many records have each.</summary>
    public IReadOnlyDictionary<string, int> Shared => shared;

    public int Count => patients.Count;

    public static DigestBook Read(ReadOnlyMemory<byte> plain)
    {
        var book = new DigestBook();
        for (var rest = plain; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            using var line = JsonDocument.Parse(rest[..end]);
            book.Take(line.RootElement);
            rest = rest[(end + 1)..];
        }

        return book;
    }

    /// <summary>What the source said of a patient, or null when the passage did not carry him.</summary>
    public Entry? Find(string patient) => patients.TryGetValue(Short(patient), out var entry) ? entry : null;

    /// <summary>Takes the patients out that were seen; what is left is missing.</summary>
    public void Seen(string patient) => patients.Remove(Short(patient));

    private void Take(JsonElement line)
    {
        if (line.TryGetProperty("key", out var digestKey))
        {
            key = digestKey.GetBytesFromBase64();
            Compared = new RecordProjection(line.GetProperty("compared").EnumerateObject().ToDictionary(
                type => type.Name,
                type => (IReadOnlyList<string>)[.. type.Value.EnumerateArray().Select(field => field.GetString()!)]));
        }
        else if (line.TryGetProperty("patient", out var patient))
        {
            patients.Add(
                Short(patient.GetString()!),
                new Entry(line.GetProperty("digest").GetString()!, line.GetProperty("records").GetInt64()));
        }
        else if (line.TryGetProperty("shared", out var digest))
        {
            shared[digest.GetString()!] = shared.GetValueOrDefault(digest.GetString()!) + 1;
        }
        else if (line.TryGetProperty("left-out", out var left))
        {
            LeftOut.Add(left.GetString()!);
        }
        else
        {
            Figures.Add(new(
                line.GetProperty("check").GetString()!,
                line.GetProperty("group").GetString()!,
                line.GetProperty("figure").GetString()!,
                line.GetProperty("value").GetString()));
        }
    }

    private UInt128 Short(string patient)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(patient), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>A patient's digest, lower-case hex, and number of records.</summary>
    internal readonly record struct Entry(string Digest, long Records);
}
