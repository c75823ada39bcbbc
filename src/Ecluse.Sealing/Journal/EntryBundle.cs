using System.Buffers;
using System.Buffers.Binary;

namespace Ecluse.Journal;

/// <summary>Up to 256 entries in one file: each a length of two bytes, big-endian, then its bytes.</summary>
/// <remarks>Source: c2sp.org/tlog-tiles, log entries.</remarks>
public static class EntryBundle
{
    /// <summary>Most bytes of one entry.</summary>
    public const int EntryBytesMax = ushort.MaxValue;

    /// <summary>Writes a bundle.</summary>
    /// <exception cref="Errors.EcluseException"><c>JOURNAL-002</c>: an entry is too long.</exception>
    public static byte[] Encode(IEnumerable<byte[]> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var bundle = new ArrayBufferWriter<byte>();
        foreach (var entry in entries)
        {
            if (entry.Length > EntryBytesMax)
            {
                throw FormatErrors.EntryTooLong(entry.Length);
            }

            BinaryPrimitives.WriteUInt16BigEndian(bundle.GetSpan(2), (ushort)entry.Length);
            bundle.Advance(2);
            bundle.Write(entry);
        }

        return bundle.WrittenSpan.ToArray();
    }

    /// <summary>Reads a bundle of as many entries as its tile is wide.</summary>
    /// <exception cref="Errors.EcluseException"><c>JOURNAL-001</c>: other lengths or another number of entries.</exception>
    public static IReadOnlyList<byte[]> Decode(ReadOnlySpan<byte> bundle, int width)
    {
        var entries = new List<byte[]>(width);
        while (bundle.Length >= 2)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle);
            if (bundle.Length < 2 + length)
            {
                break;
            }

            entries.Add(bundle[2..(2 + length)].ToArray());
            bundle = bundle[(2 + length)..];
        }

        return bundle.IsEmpty && entries.Count == width
            ? entries
            : throw FormatErrors.Malformed("entry bundle", "paquet d’entrées");
    }
}
