using Ecluse.Depot;
using Ecluse.Fhir;
using Ecluse.Reconciliation;
using ZstdSharp;

namespace Ecluse.Fuzz.Targets;

/// <summary>What stands inside a parcel's seal: zstd, lines, and the digests that a source sent along.</summary>
internal static class ParcelTargets
{
    private const int PlainBytesMax = 1 << 20;
    private const string Parcel = "0123456789abcdef0123456789abcdef";

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("parcel-zstd", Unfold, () => Plain().Select(Zstd)),
        new("ndjson-lines", Lines, Plain) { Words = ["\n", "\r\n", "{}"] },
        new("digest-book", Digests, Plain) { Words = ["{\"patient\":", "\"digest\":\"", "\"records\":", "null", "\n", "[]", "{}"] },
    ];

    private static void Unfold(byte[] bytes)
    {
        using var plain = new ParcelReader(new MemoryStream(bytes), Parcel, PlainBytesMax);
        var block = new byte[16 << 10];
        var length = 0L;
        for (int read; (read = plain.Read(block)) > 0;)
        {
            length += read;
        }

        Must.Hold(length <= PlainBytesMax, "a parcel gave more than announced");
    }

    private static void Lines(byte[] bytes)
    {
        var lines = new NdjsonLines(new MemoryStream(bytes), lineLengthMax: 1 << 14);
        var length = 0L;
        while (lines.MoveNext())
        {
            length += lines.Current.Length + 1;
        }

        Must.Hold(length == bytes.Length, "lines do not add up to the stream");
    }

    private static readonly Scratch.ScratchFolder Scratch = new(Path.Combine(AppContext.BaseDirectory, "scratch"));

    private static void Digests(byte[] bytes) => DigestBook.Read(new MemoryStream(bytes), Scratch).Dispose();

    private static IEnumerable<byte[]> Plain()
    {
        var sum = new string('a', 64);
        const string Key = "{\"key\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\",\"compared\":{\"patient\":[\"family-name\",\"birth-date\"]}}\n";
        yield return Seeds.Text(Key + $$"""
            {"patient":"17","records":3,"digest":"{{sum}}"}
            {"shared":"{{sum}}"}
            {"left-out":"18"}
            {"check":"glucose","group":"all","figure":"count","value":"12"}

            """);
        yield return Seeds.Text(Key);
        yield return new byte[40_000];
    }

    private static byte[] Zstd(byte[] plain)
    {
        using var compressor = new Compressor(1);
        return compressor.Wrap(plain).ToArray();
    }
}
