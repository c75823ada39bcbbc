using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ecluse.Passages;
using Ecluse.Records;

namespace Ecluse.Reconciliation;

/// <summary>The digests parcel, read: what the source said of each patient, in about seventy bytes a patient.</summary>
internal sealed class DigestBook
{
    // Room made at once, so that a large laboratory's table does not double; a manifest cannot ask for more.
    private const int RoomMax = 1 << 20;

    private readonly Dictionary<UInt128, DigestSum> patients = [];
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

    /// <summary>Reads line after line; nothing is believed before the end of the parcel is.</summary>
    /// <param name="plain">The parcel, open.</param>
    /// <param name="patients">How many patients the manifest counts.</param>
    /// <exception cref="Errors.EcluseException"><c>MANIFEST-011</c>: not lines that a source gate writes.</exception>
    public static DigestBook Read(Stream plain, long patients)
    {
        var book = new DigestBook();
        book.patients.EnsureCapacity((int)Math.Clamp(patients, 0, RoomMax));
        using var lines = new StreamReader(plain, Encoding.UTF8);
        for (var number = 1L; lines.ReadLine() is { } text; number++)
        {
            try
            {
                using var line = JsonDocument.Parse(text);
                book.Take(line.RootElement);
            }
            catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException
                or FormatException or ArgumentException)
            {
                throw ManifestErrors.NotDigests(number);
            }
        }

        return book;
    }

    /// <summary>What the source said of a patient, or null when the passage did not carry him.</summary>
    public DigestSum? Find(string patient) => patients.TryGetValue(Short(patient), out var sum) ? sum : null;

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
                DigestSum.Read(line.GetProperty("records").GetInt64(), Convert.FromHexString(line.GetProperty("digest").GetString()!)));
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
}
