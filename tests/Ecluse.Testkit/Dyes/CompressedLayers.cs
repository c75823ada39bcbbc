using System.Buffers;
using System.IO.Compression;

namespace Ecluse.Testkit.Dyes;

/// <summary>Opens every compressed frame that stands anywhere in a stream, as far as it can be read.</summary>
internal static class CompressedLayers
{
    private const int OutputMax = 64 << 20;

    // Brotli has no mark: in small streams every offset is tried, in large ones the first byte of every write.
    private const int BrotliEverywhereMax = 16 << 10;

    /// <summary>Each marked frame's content, whole or up to where it breaks off, with the layer's name.</summary>
    public static IEnumerable<(string Layer, byte[] Bytes)> Marked(byte[] data)
    {
        for (var at = 0; at < data.Length - 3; at++)
        {
            if (data[at] == 0x1F && data[at + 1] == 0x8B && data[at + 2] == 8)
            {
                yield return ($"gzip@{at}", Read(new GZipStream(From(data, at), CompressionMode.Decompress)));
            }
            else if (data[at] == 0x78 && ((data[at] << 8) | data[at + 1]) % 31 == 0)
            {
                yield return ($"zlib@{at}", Read(new ZLibStream(From(data, at), CompressionMode.Decompress)));
            }
            else if (data[at] == 0x28 && data[at + 1] == 0xB5 && data[at + 2] == 0x2F && data[at + 3] == 0xFD)
            {
                yield return ($"zstd@{at}", Read(new ZstdSharp.DecompressionStream(From(data, at))));
            }
        }

    }

    /// <summary>What the bytes at each offset give if they are read as brotli; mostly nonsense.</summary>
    /// <param name="data">The stream.</param>
    /// <param name="starts">Offsets at which something was begun to be written; null to try them all in a small stream.</param>
    public static IEnumerable<(string Layer, byte[] Bytes)> Guessed(byte[] data, IReadOnlyCollection<int>? starts)
    {
        var offsets = starts is null && data.Length <= BrotliEverywhereMax
            ? Enumerable.Range(0, data.Length)
            : (starts ?? []).Append(0).Distinct();
        foreach (var at in offsets)
        {
            if (Brotli(data.AsSpan(at)) is { Length: >= Dye.LengthMin } plain)
            {
                yield return ($"brotli@{at}", plain);
            }
        }
    }

    private static MemoryStream From(byte[] data, int at) => new(data, at, data.Length - at, writable: false);

    private static byte[] Read(Stream frame)
    {
        using var plain = new MemoryStream();
        using (frame)
        {
            try
            {
                var piece = new byte[1 << 16];
                for (int read; plain.Length < OutputMax && (read = frame.Read(piece)) > 0;)
                {
                    plain.Write(piece, 0, read);
                }
            }
            catch (Exception error) when (error is InvalidDataException or IOException or ZstdSharp.ZstdException)
            {
                // A frame that breaks off, or bytes that only looked like one: what was read until there counts.
            }
        }

        return plain.ToArray();
    }

    private static byte[] Brotli(ReadOnlySpan<byte> data)
    {
        using var decoder = new BrotliDecoder();
        var piece = ArrayPool<byte>.Shared.Rent(1 << 14);
        MemoryStream? plain = null;
        try
        {
            while (true)
            {
                var status = decoder.Decompress(data, piece, out var consumed, out var written);
                if (written > 0)
                {
                    plain ??= new MemoryStream();
                    plain.Write(piece, 0, written);
                }

                data = data[consumed..];
                if (status != OperationStatus.DestinationTooSmall || plain?.Length > OutputMax)
                {
                    return plain?.ToArray() ?? [];
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
