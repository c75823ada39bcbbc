using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Records;

/// <summary>
/// HMAC-SHA-256 of a record under the key of a passage, over its type and those of its fields that a projection names:
/// equal records give equal digests on both sides, and nobody without the key can try values out.
/// Allocates nothing in its steady state. Not safe for two threads at once.
/// </summary>
/// <remarks>
/// The message is the type's name, then for each compared field that is present, in the order of field names, its name
/// and its text; each as a length of 4 bytes, big-endian, and UTF-8 bytes. See <c>docs/spec/lab-record.md</c>.
/// </remarks>
public sealed class RecordDigest : IDisposable
{
    /// <summary>Length of the key in bytes.</summary>
    public const int KeyLength = 32;

    private const int LengthOfLength = 4;

    private readonly IncrementalHash hmac;
    private readonly RecordProjection projection;
    private readonly byte[] digest = new byte[DigestSum.Length];
    private readonly byte[][] typeNames;
    private readonly byte[][][] fieldNames;
    private byte[] message = new byte[1024];

    /// <summary>Digests under a key.</summary>
    /// <param name="key">32 random bytes, the same on both sides of a passage and used for nothing else.</param>
    /// <param name="projection">The compared fields.</param>
    public RecordDigest(ReadOnlySpan<byte> key, RecordProjection projection)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyLength);
        ArgumentNullException.ThrowIfNull(projection);
        this.projection = projection;
        hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        typeNames = [.. RecordType.All.Select(type => WithLength(type.Name))];
        fieldNames = [.. RecordType.All.Select(type => type.Fields.Select(field => WithLength(field.Name)).ToArray())];
    }

    /// <summary>The record's digest; valid until the next one.</summary>
    public ReadOnlySpan<byte> Of(LabRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var length = Put(0, typeNames[record.Type.Ordinal]);
        var names = fieldNames[record.Type.Ordinal];
        foreach (var field in projection.Of(record.Type))
        {
            var text = record[field];
            if (text.IsEmpty)
            {
                continue;
            }

            length = Put(length, names[field.Ordinal]);
            BinaryPrimitives.WriteInt32BigEndian(Room(length, LengthOfLength), text.Length);
            length = Put(length + LengthOfLength, text);
        }

        hmac.AppendData(message.AsSpan(0, length));
        hmac.GetHashAndReset(digest);
        return digest;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        hmac.Dispose();
        CryptographicOperations.ZeroMemory(message);
    }

    private static byte[] WithLength(string name)
    {
        var bytes = new byte[LengthOfLength + Encoding.UTF8.GetByteCount(name)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length - LengthOfLength);
        Encoding.UTF8.GetBytes(name, bytes.AsSpan(LengthOfLength));
        return bytes;
    }

    private int Put(int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(at, bytes.Length));
        return at + bytes.Length;
    }

    private Span<byte> Room(int at, int length)
    {
        if (message.Length - at < length)
        {
            Array.Resize(ref message, Math.Max(message.Length * 2, at + length));
        }

        return message.AsSpan(at, length);
    }
}
