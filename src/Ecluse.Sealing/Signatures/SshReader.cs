using System.Buffers.Binary;
using System.Text;

namespace Ecluse.Signatures;

/// <summary>Reads the length-prefixed fields of SSH (RFC 4251, 5); whatever does not fit throws what it was given.</summary>
internal ref struct SshReader(ReadOnlySpan<byte> bytes, Func<Exception> malformed)
{
    private ReadOnlySpan<byte> rest = bytes;

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public byte Byte() => Take(1)[0];

    public ReadOnlySpan<byte> Bytes()
    {
        var length = UInt32();
        return length <= int.MaxValue ? Take((int)length) : throw malformed();
    }

    /// <summary>A field of visible ASCII, as names of algorithms are.</summary>
    public string Name()
    {
        var name = Bytes();
        return name.ContainsAnyExceptInRange((byte)0x20, (byte)0x7e) ? throw malformed() : Encoding.ASCII.GetString(name);
    }

    /// <summary>A positive number without its sign byte; only the shortest form is taken.</summary>
    public ReadOnlySpan<byte> PositiveNumber()
    {
        var number = Bytes();
        var signByte = number.Length > 0 && number[0] == 0;
        var shortest = number.Length > 0 && number[0] < 0x80 && (!signByte || (number.Length > 1 && number[1] >= 0x80));
        return !shortest ? throw malformed() : signByte ? number[1..] : number;
    }

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length > rest.Length)
        {
            throw malformed();
        }

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    public readonly void End()
    {
        if (!rest.IsEmpty)
        {
            throw malformed();
        }
    }
}
