using System.Text;

namespace Ecluse.Spaces;

/// <summary>The blocks of a tar (POSIX ustar), for files whose lengths are known beforehand: a range of it can be given without the rest.</summary>
internal static class TarBlocks
{
    private const int Block = 512;
    private const long OctalSizeMax = 0x1_FFFF_FFFF; // eleven octal digits: 8 GiB

    public static byte[] Head(string name, long length, DateTimeOffset at)
    {
        var head = new byte[Block];
        Encoding.ASCII.GetBytes(name, head);
        Octal(head.AsSpan(100, 8), 0x180); // 0600
        Octal(head.AsSpan(108, 8), 0);
        Octal(head.AsSpan(116, 8), 0);
        Size(head.AsSpan(124, 12), length);
        Octal(head.AsSpan(136, 12), at.ToUnixTimeSeconds());
        head[156] = (byte)'0';
        "ustar\0"u8.CopyTo(head.AsSpan(257));
        "00"u8.CopyTo(head.AsSpan(263));
        head.AsSpan(148, 8).Fill((byte)' ');
        Octal(head.AsSpan(148, 7), head.Sum(one => (long)one));
        return head;
    }

    public static byte[] Fill(long length) => new byte[(Block - (length % Block)) % Block];

    public static byte[] End() => new byte[2 * Block];

    /// <summary>Bytes of a tar of files of these lengths.</summary>
    public static long LengthOf(IEnumerable<long> files) => files.Sum(length => Block + length + Fill(length).Length) + End().Length;

    // Above 8 GiB in binary, as GNU tar writes and every tar in use reads it.
    private static void Size(Span<byte> field, long length)
    {
        if (length <= OctalSizeMax)
        {
            Octal(field, length);
            return;
        }

        field.Clear();
        field[0] = 0x80;
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(field[^8..], length);
    }

    private static void Octal(Span<byte> field, long value)
    {
        var digits = Convert.ToString(value, 8).PadLeft(field.Length - 1, '0');
        Encoding.ASCII.GetBytes(digits, field);
        field[^1] = 0;
    }
}
