using System.Buffers.Binary;

namespace Ecluse.Host.Sftp;

/// <summary>
/// Reads the fields of one packet where they lie: nothing is made of a length before it was held against what is there.
/// </summary>
internal ref struct PacketReader(ReadOnlySpan<byte> packet)
{
    private const uint HasSize = 1;
    private const uint HasOwner = 2;
    private const uint HasPermissions = 4;
    private const uint HasTimes = 8;
    private const uint HasExtensions = 0x8000_0000;
    private const uint Known = HasSize | HasOwner | HasPermissions | HasTimes | HasExtensions;

    private ReadOnlySpan<byte> rest = packet;

    public byte Byte() => Take(1)[0];

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>An offset or size; one beyond what a file can have is no packet of ours.</summary>
    public long Offset()
    {
        var number = BinaryPrimitives.ReadUInt64BigEndian(Take(8));
        return number <= long.MaxValue ? (long)number : throw new BrokenPacketException();
    }

    public ReadOnlySpan<byte> Bytes()
    {
        var length = UInt32();
        return length <= (uint)rest.Length ? Take((int)length) : throw new BrokenPacketException();
    }

    /// <summary>Attributes, of which the size alone is of interest; null where there is none.</summary>
    public long? Attributes()
    {
        var flags = UInt32();
        if ((flags & ~Known) != 0)
        {
            throw new BrokenPacketException();
        }

        long? size = (flags & HasSize) != 0 ? Offset() : null;
        Take((flags & HasOwner) != 0 ? 8 : 0);
        Take((flags & HasPermissions) != 0 ? 4 : 0);
        Take((flags & HasTimes) != 0 ? 8 : 0);
        for (var left = (flags & HasExtensions) != 0 ? UInt32() : 0; left > 0; left--)
        {
            Bytes();
            Bytes();
        }

        return size;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > rest.Length)
        {
            throw new BrokenPacketException();
        }

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }
}

/// <summary>A packet that is none: the session ends, since nothing after it can be told apart.</summary>
internal sealed class BrokenPacketException() : Exception("a packet is not one of SFTP version 3");
