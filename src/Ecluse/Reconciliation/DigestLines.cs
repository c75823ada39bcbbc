using System.Buffers;
using System.Text.Json;
using Ecluse.Passages;
using Ecluse.Scratch;

namespace Ecluse.Reconciliation;

/// <summary>
/// Writes what the source gate says of what it sealed, for the reconciliation: the key of the digests, one digest a patient, one
/// for each shared record, who was left out, and the figures of leg 2. It travels as the last parcel, sealed like the others;
/// until then it lies in a scratch file. Specification: <c>docs/spec/reconciliation.md</c>.
/// </summary>
/// <param name="file">Where the lines lie; disposed with this.</param>
internal sealed class DigestLines(ScratchFile file) : IDisposable
{
    private const int ChunkBytes = 64 * 1024;
    private readonly ArrayBufferWriter<byte> lines = new(2 * ChunkBytes);

    /// <summary>Writes the first line.</summary>
    /// <param name="compared">Fields compared, by record type.</param>
    /// <param name="key">Key of the digests, 32 bytes.</param>
    public void AddHead(IReadOnlyDictionary<string, IReadOnlyList<string>> compared, byte[] key) => Line(line =>
    {
        line.WriteBase64String("key", key);
        line.WriteStartObject("compared");
        foreach (var (type, fields) in compared)
        {
            line.WriteStartArray(type);
            foreach (var field in fields)
            {
                line.WriteStringValue(field);
            }

            line.WriteEndArray();
        }

        line.WriteEndObject();
    });

    /// <summary>Adds a patient's digest, or one for each shared record.</summary>
    public void Add(EncodedPatient patient)
    {
        foreach (var digest in patient.SharedDigests)
        {
            Line(line => line.WriteString("shared", digest));
        }

        if (patient.Key is not null)
        {
            Line(line =>
            {
                line.WriteString("patient", patient.Key);
                line.WriteNumber("records", patient.Records);
                line.WriteString("digest", patient.Digest.Total.ToString());
            });
        }
    }

    /// <summary>Adds the keys of patients who were left out.</summary>
    public void AddLeftOut(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            Line(line => line.WriteString("left-out", key));
        }
    }

    /// <summary>Adds the figures of leg 2.</summary>
    public void Add(IReadOnlyList<CheckFigure> figures)
    {
        foreach (var figure in figures)
        {
            Line(line =>
            {
                line.WriteString("check", figure.Check);
                line.WriteString("group", figure.Group);
                line.WriteString("figure", figure.Figure);
                line.WriteString("value", figure.Value);
            });
        }
    }

    /// <summary>Everything written, in pieces; a piece is valid until the next one.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Chunks()
    {
        LayAside();
        var chunk = new byte[ChunkBytes];
        for (long at = 0; at < file.Length; at += chunk.Length)
        {
            yield return chunk.AsMemory(0, file.Read(at, chunk));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private void LayAside()
    {
        file.Write(file.Length, lines.WrittenSpan);
        lines.ResetWrittenCount();
    }

    private void Line(Action<Utf8JsonWriter> members)
    {
        using (var line = new Utf8JsonWriter(lines))
        {
            line.WriteStartObject();
            members(line);
            line.WriteEndObject();
        }

        lines.Write("\n"u8);
        if (lines.WrittenCount >= ChunkBytes)
        {
            LayAside();
        }
    }
}
