using System.Formats.Tar;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Spaces;

namespace Ecluse.Host.Spaces;

public sealed class TusTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_goes_in_by_parts_and_comes_out_as_a_tar_that_its_taker_alone_opens()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var bytes = RandomNumberGenerator.GetBytes(300_000);

        var options = await seat.Sender.SendAsync("OPTIONS", seat.At + "/uploads");
        Assert.Equal("creation,expiration,checksum,termination", options.Headers.GetValues("Tus-Extension").Single());
        var made = await seat.CreateAsync("Résultats.csv", bytes.Length, ",filetype dGV4dC9jc3Y=");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var at = made.Headers.Location!.ToString();
        Assert.True(DateTimeOffset.TryParse(made.Headers.GetValues("Upload-Expires").Single(), out var expires));
        Assert.Equal(seat.Running.Clock.GetUtcNow().AddDays(5), expires);

        Assert.Equal("100000", (await seat.PatchAsync(at, 0, bytes[..100_000])).Headers.GetValues("Upload-Offset").Single());
        Assert.Equal("100000", (await seat.HeadAsync(at)).Headers.GetValues("Upload-Offset").Single());
        var wrong = await seat.PatchAsync(at, 50_000, bytes[50_000..]);
        Assert.Equal((HttpStatusCode.Conflict, "100000"), (wrong.StatusCode, wrong.Headers.GetValues("Upload-Offset").Single()));
        Assert.Equal(HttpStatusCode.NoContent, (await seat.PatchAsync(at, 100_000, bytes[100_000..])).StatusCode);
        Assert.Equal("300000", (await seat.HeadAsync(at)).Headers.GetValues("Upload-Offset").Single());

        var id = at.Split('/')[^1];
        var files = await FilesAsync(await (await seat.Taker.GetAsync($"{seat.At}/objects/{id}.tar")).Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal(["name.age", "000001.age", "000002.age", "end.age"], files.Select(file => file.Name));
        Assert.Equal("Résultats.csv", Encoding.UTF8.GetString(seat.Unseal(files[0].Bytes)));
        Assert.Equal(bytes, files.Skip(1).SkipLast(1).SelectMany(file => seat.Unseal(file.Bytes)));
        Assert.Equal(["object.received", "object.taken"], (await seat.Running.ActsAsync()).TakeLast(2));
        Assert.Equal(new ObjectEnd(id, 2, bytes.Length), ObjectEnd.Read(seat.Unseal(files[3].Bytes)));
    }

    [Fact]
    public async Task A_download_may_be_asked_for_in_ranges_and_is_one_taking()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var id = await seat.SendAsync("a", RandomNumberGenerator.GetBytes(100_000));
        var whole = await (await seat.Taker.GetAsync($"{seat.At}/objects/{id}.tar")).Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal(0, whole.Length % 512);
        var pieced = new MemoryStream();
        for (var from = 0; from < whole.Length; from += 33_333)
        {
            var answer = await seat.Taker.SendAsync("GET", $"{seat.At}/objects/{id}.tar", null, ("Range", $"bytes={from}-{from + 33_332}"));
            Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
            await answer.Content.CopyToAsync(pieced, Stop);
        }

        Assert.Equal(whole, pieced.ToArray());
        var segment = await seat.Taker.SendAsync("GET", $"{seat.At}/objects/{id}/000001.age", null, ("Range", "bytes=0-20"));
        Assert.Equal("age-encryption.org/v1", await segment.Content.ReadAsStringAsync(Stop));
        Assert.Equal(HttpStatusCode.NotFound, (await seat.Taker.GetAsync($"{seat.At}/objects/{id}/000002.age")).StatusCode);
        Assert.Single(await seat.Running.ActsAsync(), act => act == "object.taken");
    }

    [Fact]
    public async Task A_part_whose_checksum_does_not_hold_is_as_if_it_had_not_come()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var bytes = RandomNumberGenerator.GetBytes(5000);
        var at = (await seat.CreateAsync("a", bytes.Length)).Headers.Location!.ToString();
        foreach (var (name, hash) in new[] { ("sha256", SHA256.HashData(bytes)), ("sha1", Sha1(bytes)) })
        {
            var sum = $"{name} {Convert.ToBase64String([.. hash[..^1], (byte)(hash[^1] ^ 1)])}";
            Assert.Equal(460, (int)(await seat.PatchAsync(at, 0, bytes, ("Upload-Checksum", sum))).StatusCode);
            Assert.Equal("0", (await seat.HeadAsync(at)).Headers.GetValues("Upload-Offset").Single());
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await seat.PatchAsync(at, 0, bytes, ("Upload-Checksum", "md5 YQ=="))).StatusCode);
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await seat.PatchAsync(at, 0, bytes, ("Upload-Checksum", $"sha1 {Convert.ToBase64String(Sha1(bytes))}"))).StatusCode);
        Assert.Equal("5000", (await seat.HeadAsync(at)).Headers.GetValues("Upload-Offset").Single());
    }

    [Fact]
    public async Task What_is_given_up_is_gone_and_its_address_is_nobody_s_any_more()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var at = (await seat.CreateAsync("a", 100)).Headers.Location!.ToString();
        await seat.PatchAsync(at, 0, new byte[50]);
        Assert.Equal(HttpStatusCode.NoContent, (await seat.Sender.SendAsync("DELETE", at, null, ("Tus-Resumable", "1.0.0"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await seat.HeadAsync(at)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await seat.PatchAsync(at, 50, new byte[50])).StatusCode);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(seat.Running.Data.Spaces, seat.Space.Id)));
    }

    [Fact]
    public async Task The_same_name_again_is_the_same_upload_until_it_is_complete()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var at = (await seat.CreateAsync("a", 100)).Headers.Location;
        await seat.PatchAsync(at!.ToString(), 0, new byte[60]);
        var again = await seat.CreateAsync("a", 100);
        Assert.Equal((at, "60"), (again.Headers.Location, again.Headers.GetValues("Upload-Offset").Single()));
        await seat.PatchAsync(at.ToString(), 60, new byte[40]);
        var late = await seat.CreateAsync("a", 100);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Contains("SPACE-006", await late.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_creation_that_is_not_as_the_protocol_has_it_is_refused()
    {
        await using var seat = await SpaceSeat.StartAsync();
        (string Header, string Value, HttpStatusCode Status)[] wrong =
        [
            ("Upload-Length", "-1", HttpStatusCode.BadRequest), ("Upload-Length", "1e3", HttpStatusCode.BadRequest),
            ("Upload-Length", "99999999999999999999", HttpStatusCode.BadRequest), ("Upload-Length", "17179869185", HttpStatusCode.RequestEntityTooLarge),
            ("Upload-Metadata", "filename YQ==,filename Yg==", HttpStatusCode.BadRequest), ("Upload-Metadata", "filename Y=Q=", HttpStatusCode.BadRequest),
            ("Upload-Metadata", "filename /w==", HttpStatusCode.BadRequest), ("Upload-Metadata", "filetype YQ==", HttpStatusCode.BadRequest),
            ("Upload-Metadata", "filename YQ==,layout c2VnbWVudHM=", HttpStatusCode.Forbidden),
            ("Tus-Resumable", "0.2.2", HttpStatusCode.PreconditionFailed),
        ];
        foreach (var (header, value, status) in wrong)
        {
            var headers = new Dictionary<string, string> { ["Tus-Resumable"] = "1.0.0", ["Upload-Length"] = "10", ["Upload-Metadata"] = "filename YQ==" };
            headers[header] = value;
            var answer = await seat.Sender.SendAsync("POST", seat.At + "/uploads", null, [.. headers.Select(pair => (pair.Key, pair.Value))]);
            Assert.Equal((header, value, status), (header, value, answer.StatusCode));
        }

        Assert.Empty(await seat.Running.Installation.Spaces.ObjectsAsync(seat.Space.Id, Stop));
    }

    [Fact]
    public async Task A_layout_that_there_is_not_is_refused_before_anything_is_begun()
    {
        await using var seat = await SpaceSeat.StartAsync(Grade.EndToEnd);
        var other = await seat.CreateAsync("a", 10, $",layout {Convert.ToBase64String("segments"u8)}");
        Assert.Contains("SPACE-023", await other.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Empty(await seat.Running.Installation.Spaces.ObjectsAsync(seat.Space.Id, Stop));
        Assert.Equal(HttpStatusCode.Created, (await seat.CreateAsync("a", 10, $",layout {Convert.ToBase64String("ended-segments"u8)}")).StatusCode);
    }

    [Fact]
    public async Task A_part_of_another_type_or_beyond_the_end_or_that_is_not_sealed_is_refused()
    {
        await using var seat = await SpaceSeat.StartAsync(Grade.EndToEnd);
        var at = (await seat.CreateAsync("a", 100)).Headers.Location!.ToString();
        using var form = new StringContent("x", MediaTypeHeaderValue.Parse("text/plain"));
        var typed = await seat.Sender.SendAsync("PATCH", at, form, ("Tus-Resumable", "1.0.0"), ("Upload-Offset", "0"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, typed.StatusCode);
        var plain = await seat.PatchAsync(at, 0, Encoding.UTF8.GetBytes(new string('x', 100)));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, plain.StatusCode);
        Assert.Contains("SPACE-005", await plain.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await seat.PatchAsync(at, 0, seat.Seal(new byte[200]))).StatusCode);
        Assert.Equal("0", (await seat.HeadAsync(at)).Headers.GetValues("Upload-Offset").Single());
        Assert.Single(Directory.EnumerateFiles(Path.Combine(seat.Running.Data.Spaces, seat.Space.Id)));
    }

    [Fact]
    public async Task An_empty_file_is_complete_as_soon_as_it_is_made()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var at = (await seat.CreateAsync("empty", 0)).Headers.Location!.ToString();
        var one = (await seat.Running.Installation.Spaces.ObjectsAsync(seat.Space.Id, Stop)).Single();
        Assert.Equal((at.Split('/')[^1], ObjectState.Complete), (one.Id, one.State));
    }

    [Fact]
    public async Task A_request_that_is_cut_leaves_what_arrived_and_the_upload_goes_on_after_a_restart()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var bytes = RandomNumberGenerator.GetBytes(2_000_000);
        var at = (await seat.CreateAsync("a", bytes.Length)).Headers.Location!.ToString();
        using (var line = new CutContent(bytes, 1_000_000))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => seat.Sender.SendAsync(
                "PATCH", at, line, ("Tus-Resumable", "1.0.0"), ("Upload-Offset", "0"), ("Content-Type", "application/offset+octet-stream")));
        }

        await seat.Running.RestartAsync();
        using var browser = seat.Running.Open(cookiesOf: seat.Sender);
        var standing = await browser.SendAsync("HEAD", at, null, ("Tus-Resumable", "1.0.0"));
        var offset = int.Parse(standing.Headers.GetValues("Upload-Offset").Single(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(offset, 0, 1_000_000);
        using var rest = new ByteArrayContent(bytes[offset..]);
        var done = await browser.SendAsync(
            "PATCH", at, rest, ("Tus-Resumable", "1.0.0"), ("Upload-Offset", $"{offset}"), ("Content-Type", "application/offset+octet-stream"));
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        using var taker = seat.Running.Open(cookiesOf: seat.Taker);
        var files = await FilesAsync(await (await taker.GetAsync($"{seat.At}/objects/{at.Split('/')[^1]}.tar")).Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal(bytes, files.Skip(1).SkipLast(1).SelectMany(file => seat.Unseal(file.Bytes)));
    }

    [Fact]
    public void One_person_s_flood_of_requests_is_held_back()
    {
        var gate = new UploadGate();
        var inside = Enumerable.Range(0, UploadGate.Max).Select(_ => gate.TryEnter("person:1")).ToList();
        Assert.All(inside, Assert.NotNull);
        Assert.Null(gate.TryEnter("person:1"));
        Assert.NotNull(gate.TryEnter("person:2"));
        inside[0]!.Dispose();
        inside[0]!.Dispose();
        using var last = gate.TryEnter("person:1");
        Assert.NotNull(last);
        Assert.Null(gate.TryEnter("person:1"));
    }

    internal static async Task<IReadOnlyList<(string Name, byte[] Bytes)>> FilesAsync(byte[] tar)
    {
        var files = new List<(string, byte[])>();
        await using var reader = new TarReader(new MemoryStream(tar));
        while (await reader.GetNextEntryAsync(copyData: true, Stop) is { } entry)
        {
            using var bytes = new MemoryStream();
            await (entry.DataStream ?? Stream.Null).CopyToAsync(bytes, Stop);
            files.Add((entry.Name, bytes.ToArray()));
        }

        return files;
    }

    private static byte[] Sha1(byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(bytes);
        return hash.GetHashAndReset();
    }

    /// <summary>A body whose line breaks before its end.</summary>
    private sealed class CutContent(byte[] bytes, int at) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, at), Stop);
            await stream.FlushAsync(Stop);
            throw new IOException("the line breaks here");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
