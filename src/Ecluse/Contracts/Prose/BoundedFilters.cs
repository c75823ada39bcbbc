using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Ecluse.Contracts.Prose;

/// <summary>
/// The library's filters, with what all streams of one document swell to counted before the library unpacks them. Only deflate can be
/// counted so; the filters of old documents that swell too get streams of <see cref="UncountedBytesMax"/> at most. Pictures are not
/// read here and their filters are left out.
/// </summary>
internal sealed class BoundedFilters : BaseFilterProvider
{
    internal const int UncountedBytesMax = 64 * 1024;

    private const int ZlibHeaderBytes = 2;

    private readonly Room room;

    private BoundedFilters(Room room, Dictionary<string, IFilter> filters)
        : base(filters) => this.room = room;

    /// <summary>Whether a stream was refused; the library may have gone on without it.</summary>
    public bool IsExceeded => room.Left < 0;

    /// <summary>Filters for one document.</summary>
    /// <param name="bytes">What its streams may swell to, all together.</param>
    public static BoundedFilters Of(long bytes)
    {
        var room = new Room { Left = bytes };
        var flate = new Bounded(new FlateFilter(), room, isCounted: true);
        var lzw = new Bounded(new LzwFilter(), room, isCounted: false);
        var runs = new Bounded(new RunLengthFilter(), room, isCounted: false);
        var hex = new AsciiHexDecodeFilter();
        var ascii = new Ascii85Filter();
        return new BoundedFilters(room, new Dictionary<string, IFilter>
        {
            [NameToken.FlateDecode.Data] = flate, [NameToken.FlateDecodeAbbreviation.Data] = flate,
            [NameToken.LzwDecode.Data] = lzw, [NameToken.LzwDecodeAbbreviation.Data] = lzw,
            [NameToken.RunLengthDecode.Data] = runs, [NameToken.RunLengthDecodeAbbreviation.Data] = runs,
            [NameToken.AsciiHexDecode.Data] = hex, [NameToken.AsciiHexDecodeAbbreviation.Data] = hex,
            [NameToken.Ascii85Decode.Data] = ascii, [NameToken.Ascii85DecodeAbbreviation.Data] = ascii,
        });
    }

    private sealed class Room
    {
        public long Left { get; set; }
    }

    private sealed class Bounded(IFilter filter, Room room, bool isCounted) : IFilter
    {
        public bool IsSupported => filter.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (isCounted)
            {
                Count(input[Math.Min(ZlibHeaderBytes, input.Length)..]);
                Count(input);
            }
            else if (input.Length > UncountedBytesMax)
            {
                room.Left = -1;
            }

            if (room.Left < 0)
            {
                throw ProseErrors.TooLarge("bytes unpacked · octets décompressés", ProseFile.UnpackedBytesMax);
            }

            var decoded = filter.Decode(input, streamDictionary, filterProvider, filterIndex);
            room.Left -= isCounted ? 0 : decoded.Length;
            return decoded;
        }

        // With and without a header, whatever that says, as lenient readers take it; one of the two is no deflate and counts for
        // nothing. What is broken inside is the library's to judge: it reads no further than this either.
        private void Count(ReadOnlyMemory<byte> input)
        {
            using var stream = new DeflateStream(new MemoryStream(input.ToArray()), CompressionMode.Decompress);
            var buffer = new byte[64 * 1024];
            try
            {
                for (int read; room.Left >= 0 && (read = stream.Read(buffer)) > 0;)
                {
                    room.Left -= read;
                }
            }
            catch (InvalidDataException)
            {
                // Counted up to here.
            }
        }
    }
}
