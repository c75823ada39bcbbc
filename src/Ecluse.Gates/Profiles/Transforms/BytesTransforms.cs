using System.Buffers.Text;
using System.Security.Cryptography;
using Ecluse.Errors;

namespace Ecluse.Profiles.Transforms;

/// <summary><c>base64</c>: bytes in the column, canonical base64 in the record.</summary>
internal sealed class Base64Transform : Transform
{
    public override string Code => "MAP-BYTES";

    public override Text Expected => new("bytes", "des octets");

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        var room = record.Room(Base64.GetMaxEncodedToUtf8Length(column.Length));
        Base64.EncodeToUtf8(column, room, out _, out var written);
        record.Advance(written);
        return written == 0 ? Outcome.Absent : Outcome.Value;
    }

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column)
    {
        var room = column.Room(Base64.GetMaxDecodedFromUtf8Length(record.Length));
        if (Base64.DecodeFromUtf8(record, room, out _, out var written) != System.Buffers.OperationStatus.Done)
        {
            return Outcome.Refused;
        }

        column.Advance(written);
        return Outcome.Value;
    }
}

/// <summary><c>sha256</c>: the hash of the column's bytes, in lower-case hex.</summary>
internal sealed class Sha256Transform : Transform
{
    public override string Code => "MAP-BYTES";

    public override Text Expected => new("bytes", "des octets");

    public override bool CanWrite => false;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(column, hash);
        record.Append(Convert.ToHexStringLower(hash));
        return Outcome.Value;
    }
}
