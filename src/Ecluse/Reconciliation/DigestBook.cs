using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ecluse.Passages;
using Ecluse.Records;
using Ecluse.Scratch;

namespace Ecluse.Reconciliation;

/// <summary>The digests parcel, read: what the source said of each patient.</summary>
internal sealed class DigestBook : IDisposable
{
    private readonly DigestTable patients;
    private readonly Dictionary<string, int> shared = [];
    private byte[] key = [];

    private DigestBook(DigestTable patients) => this.patients = patients;

    public byte[] Key => key;

    public RecordProjection Compared { get; private set; } = RecordProjection.Everything;

    public List<CheckFigure> Figures { get; } = [];

    public List<string> LeftOut { get; } = [];

    /// <summary>Digests of shared records, with how many records have each.</summary>
    public IReadOnlyDictionary<string, int> Shared => shared;

    /// <summary>Patients of whom the source said something.</summary>
    public long Count => patients.Count;

    /// <summary>Those who were not met in the target yet.</summary>
    public long Left => patients.Left;

    /// <summary>Reads line after line; nothing is believed before the end of the parcel is.</summary>
    /// <param name="plain">The parcel, open.</param>
    /// <param name="scratch">Where the table of them is laid aside.</param>
    /// <exception cref="Errors.EcluseException"><c>MANIFEST-011</c>: not lines that a source gate writes.</exception>
    public static DigestBook Read(Stream plain, ScratchFolder scratch)
    {
        var book = new DigestBook(new DigestTable(scratch));
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

    /// <summary>What the source said of a patient, once; null when the passage did not carry him, or he was met before.</summary>
    public DigestSum? Take(string patient) => patients.Take(Short(patient));

    /// <inheritdoc/>
    public void Dispose() => patients.Dispose();

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
            var sum = DigestSum.Read(
                line.GetProperty("records").GetInt64(), Convert.FromHexString(line.GetProperty("digest").GetString()!));
            if (!patients.Add(Short(patient.GetString()!), sum))
            {
                throw new FormatException("a patient stands twice");
            }
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
