using System.Text.Json.Nodes;
using Ecluse.Passages;
using Ecluse.Records;

namespace Ecluse.Reconciliation;

/// <summary>
/// What the source gate says of what it sealed, for the reconciliation: the key of the digests, one digest a patient, one
/// for the shared records, and the figures of leg 2. It travels as the last parcel, sealed like the others.
/// Specification: <c>docs/spec/reconciliation.md</c>.
/// </summary>
/// <param name="compared">Fields compared, by record type.</param>
/// <param name="key">Key of the digests, 32 bytes.</param>
internal sealed class DigestLines(IReadOnlyDictionary<string, IReadOnlyList<string>> compared, byte[] key) : IDisposable
{
    private const int ChunkBytes = 1 << 20;

    // Lines as they will be sealed; in pieces, so that a large laboratory's are never copied to grow.
    private readonly List<MemoryStream> patients = [new()];
    private IReadOnlyList<CheckFigure> figures = [];

    /// <summary>Adds a patient's digest, or one for each shared record.</summary>
    public void Add(EncodedPatient patient)
    {
        if (patient.Key is null)
        {
            foreach (var digest in patient.SharedDigests)
            {
                Write(Chunk(), new JsonObject { ["shared"] = digest });
            }

            return;
        }

        Write(Chunk(), new JsonObject
        {
            ["patient"] = patient.Key,
            ["records"] = patient.Records,
            ["digest"] = patient.Digest.Total.ToString(),
        });
    }

    /// <summary>Adds the keys of patients who were left out.</summary>
    public void AddLeftOut(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            Write(Chunk(), new JsonObject { ["left-out"] = key });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => patients.ForEach(chunk => chunk.Dispose());

    /// <summary>Adds the figures of leg 2.</summary>
    public void Add(IReadOnlyList<CheckFigure> ofSource) => figures = ofSource;

    /// <summary>All lines, each with its line feed.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Lines()
    {
        yield return Line(new JsonObject
        {
            ["key"] = Convert.ToBase64String(key),
            ["compared"] = new JsonObject(compared.Select(type => KeyValuePair.Create(
                type.Key, (JsonNode?)new JsonArray([.. type.Value.Select(field => (JsonNode?)field)])))),
        });
        foreach (var chunk in patients)
        {
            yield return chunk.GetBuffer().AsMemory(0, (int)chunk.Length);
        }

        foreach (var figure in figures)
        {
            yield return Line(new JsonObject
            {
                ["check"] = figure.Check,
                ["group"] = figure.Group,
                ["figure"] = figure.Figure,
                ["value"] = figure.Value,
            });
        }
    }

    private MemoryStream Chunk()
    {
        if (patients[^1].Length > ChunkBytes)
        {
            patients.Add(new MemoryStream());
        }

        return patients[^1];
    }

    private static byte[] Line(JsonObject line)
    {
        using var bytes = new MemoryStream();
        Write(bytes, line);
        return bytes.ToArray();
    }

    private static void Write(MemoryStream to, JsonObject line)
    {
        using (var writer = new System.Text.Json.Utf8JsonWriter(to))
        {
            line.WriteTo(writer);
        }

        to.WriteByte((byte)'\n');
    }
}
