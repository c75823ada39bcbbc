using System.Buffers.Binary;
using System.Text;

namespace Ecluse.Host.Sftp;

/// <summary>Answers that wait to be sent, one after the other in one stretch of memory that is used again.</summary>
internal sealed class ReplyBuffer
{
    /// <summary>Once so many bytes wait, they are sent before another request is read.</summary>
    public const int Full = 512 * 1024;

    private byte[] bytes = new byte[64 * 1024];
    private int begin;

    /// <summary>How many bytes wait.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Begins a packet; its length is known at <see cref="End"/>.</summary>
    public ReplyBuffer Begin(PacketKind kind, uint request)
    {
        begin = Length;
        return UInt32(0).Byte((byte)kind).UInt32(request);
    }

    /// <summary>Begins the answer to INIT, the one packet that has no number.</summary>
    public ReplyBuffer BeginVersion()
    {
        begin = Length;
        return UInt32(0).Byte((byte)PacketKind.Version);
    }

    public void End() => BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(begin), Length - begin - 4);

    /// <summary>Takes back what <see cref="Begin"/> began.</summary>
    public void Abandon() => Length = begin;

    public ReplyBuffer Byte(byte value)
    {
        Room(1)[0] = value;
        Length++;
        return this;
    }

    public ReplyBuffer UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Room(4), value);
        Length += 4;
        return this;
    }

    public ReplyBuffer UInt64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Room(8), value);
        Length += 8;
        return this;
    }

    public ReplyBuffer String(ReadOnlySpan<byte> value)
    {
        UInt32((uint)value.Length);
        value.CopyTo(Room(value.Length));
        Length += value.Length;
        return this;
    }

    public ReplyBuffer Text(string value) => String(Encoding.UTF8.GetBytes(value));

    /// <summary>Sets a number that was written before.</summary>
    public void UInt32At(int position, uint value) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(position), value);

    /// <summary>Room for so many bytes, counted once <see cref="Filled"/> says how many were used.</summary>
    public Span<byte> Room(int count)
    {
        if (bytes.Length - Length < count)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        }

        return bytes.AsSpan(Length, count);
    }

    public void Filled(int count) => Length += count;

    public void Status(uint request, StatusCode code, string words)
    {
        Begin(PacketKind.Status, request).UInt32((uint)code).Text(words).Text("");
        End();
    }

    /// <summary>What stands of a file or folder: size, kind with mode, and time.</summary>
    public ReplyBuffer Attributes(SftpEntry entry)
    {
        const uint SizeModeAndTimes = 1 | 4 | 8;
        var at = (uint)Math.Clamp(entry.At.ToUnixTimeSeconds(), 0, uint.MaxValue);
        return UInt32(SizeModeAndTimes).UInt64(entry.Size).UInt32(entry.IsFolder ? 0x41C0u : 0x8180u).UInt32(at).UInt32(at);
    }
}
