using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ecluse.Testkit.Dyes;

public sealed class DyeSearchTests
{
    private const string Planted = "Zéphyrin-Aurélien d'Œuvray";

    private static readonly DyeSearch Search = new([new Dye("patient.family", Planted), new Dye("nir", "295109912611193")]);

    public static TheoryData<string, byte[]> Leaks()
    {
        var utf8 = Encoding.UTF8.GetBytes(Planted);
        var data = new TheoryData<string, byte[]>
        {
            { "utf-8", utf8 },
            { "upper case", Encoding.UTF8.GetBytes(Planted.ToUpperInvariant()) },
            { "utf-16le", Encoding.Unicode.GetBytes(Planted) },
            { "utf-16be", Encoding.BigEndianUnicode.GetBytes(Planted) },
            { "windows-1252", Windows1252.GetBytes(Planted) },
            { "mojibake", Encoding.UTF8.GetBytes(Windows1252.GetString(utf8)) },
            { "hex", Encoding.ASCII.GetBytes(Convert.ToHexString(utf8)) },
            { "hex lower case", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8)) },
            { "hex of utf-16", Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.Unicode.GetBytes(Planted))) },
            { "percent", Encoding.ASCII.GetBytes(Uri.EscapeDataString(Planted)) },
            { "form", Encoding.ASCII.GetBytes(WebUtility.UrlEncode(Planted)) },
            { "json", JsonSerializer.SerializeToUtf8Bytes(Planted) },
            { "json in json", JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Serialize(Planted)) },
            { "html", Encoding.UTF8.GetBytes(WebUtility.HtmlEncode(Planted)) },
            { "quoted-printable", Encoding.ASCII.GetBytes(string.Concat(utf8.Select(one => one < 0x80 ? ((char)one).ToString() : $"={one:X2}"))) },
            { "quoted-printable in two lines", Encoding.ASCII.GetBytes(string.Concat(utf8.Select(one => one < 0x80 ? ((char)one).ToString() : $"={one:X2}")).Insert(12, "=\r\n")) },
            { "gzip", Frame(utf8, to => new GZipStream(to, CompressionLevel.Optimal)) },
            { "zlib", Frame(utf8, to => new ZLibStream(to, CompressionLevel.Optimal)) },
            { "brotli", Frame(utf8, to => new BrotliStream(to, CompressionLevel.Optimal)) },
            { "zstd", Frame(utf8, to => new ZstdSharp.CompressionStream(to, 3, leaveOpen: false)) },
            { "json in gzip", Frame(JsonSerializer.SerializeToUtf8Bytes(Planted), to => new GZipStream(to, CompressionLevel.Fastest)) },
            { "gzip in base64 in json", JsonSerializer.SerializeToUtf8Bytes(
                Convert.ToBase64String(Frame(utf8, to => new GZipStream(to, CompressionLevel.Fastest)))) },
        };
        for (var offset = 0; offset < 3; offset++)
        {
            var letters = Convert.ToBase64String([.. Encoding.ASCII.GetBytes("abc"[..offset]), .. utf8]);
            data.Add($"base64 at offset {offset}", Encoding.ASCII.GetBytes(letters));
            data.Add($"base64url at offset {offset}", Encoding.ASCII.GetBytes(letters.Replace('+', '-').Replace('/', '_')));
            data.Add($"base64 glued to a word, offset {offset}", Encoding.ASCII.GetBytes("word/" + letters));
            data.Add($"base64 in lines, offset {offset}", Encoding.ASCII.GetBytes(letters.Insert(20, "\r\n").Insert(9, "\n")));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Leaks))]
    public void A_planted_leak_is_found_alone_and_amid_other_bytes(string form, byte[] leak)
    {
        Assert.NotEmpty(Search.Find(leak, form));
        byte[] before = [.. RandomNumberGenerator.GetBytes(5000), 0];
        byte[] amid = [.. before, .. leak, 0, .. RandomNumberGenerator.GetBytes(5000)];
        Assert.Contains(Search.Find(amid, form), finding => finding.Dye == "patient.family");
    }

    [Fact]
    public void A_frame_that_breaks_off_is_read_as_far_as_it_goes()
    {
        byte[] plain = [.. Encoding.UTF8.GetBytes(Planted), .. RandomNumberGenerator.GetBytes(40_000)];
        var frame = Frame(plain, to => new GZipStream(to, CompressionLevel.Fastest));
        Assert.NotEmpty(Search.Find(frame[..20_000], "half a frame"));
    }

    [Fact]
    public void Brotli_in_a_large_stream_is_found_at_the_beginning_of_a_write()
    {
        var before = RandomNumberGenerator.GetBytes(200_000);
        byte[] data = [.. before, .. Frame(Encoding.UTF8.GetBytes(Planted), to => new BrotliStream(to, CompressionLevel.Fastest))];
        Assert.NotEmpty(Search.Find(data, "large", [before.Length]));
    }

    [Fact]
    public void Chance_raises_no_alarm()
    {
        Assert.Empty(Search.Find(RandomNumberGenerator.GetBytes(TestSizes.Of("dye.random.bytes")), "random"));
        TestSizes.Note("random bytes searched for dyes, without a false alarm", $"{TestSizes.Of("dye.random.bytes") / 1_000_000} MB");
    }

    [Fact]
    public void Text_without_a_dye_raises_no_alarm() => Assert.Empty(
        Search.Find(File.ReadAllBytes(RepositoryRoot.Of("LICENSE")), "licence"));

    [Fact]
    public void A_dye_too_short_to_be_told_from_chance_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Dye("department", "Ain"));

    private static byte[] Frame(byte[] plain, Func<Stream, Stream> compress)
    {
        var frame = new MemoryStream();
        using (var writer = compress(frame))
        {
            writer.Write(plain);
        }

        return frame.ToArray();
    }
}
