using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Host.Sftp;
using Ecluse.Spaces;
using Ecluse.Testkit;

namespace Ecluse.Host.Spaces;

/// <summary>Lines and disks that fail: sessions that end in the middle, bodies that never come, ends that go away, floods, a full disk.</summary>
public sealed class HardLinesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_that_ends_in_the_middle_of_a_request_brings_nothing_more()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var at = (await seat.CreateAsync("a", 5_000_000)).Headers.Location!.ToString();
        using var line = await BeginAsync(seat, at, 5_000_000, new byte[1_000_000]);
        await SftpLab.UntilAsync(() => Task.FromResult(PartsOf(seat) == 1));

        Assert.Equal(HttpStatusCode.Redirect, (await seat.Sender.PostAsync("/sign-out", new { })).StatusCode);
        seat.Running.Clock.Advance(TimeSpan.FromSeconds(6));
        await line.GetStream().WriteAsync(new byte[100_000], Stop);

        Assert.StartsWith("HTTP/1.1 401", await AnswerAsync(line).WaitAsync(TimeSpan.FromMinutes(2), Stop), StringComparison.Ordinal);
        var one = (await seat.Running.Installation.Spaces.ObjectsAsync(seat.Space.Id, Stop)).Single();
        Assert.Equal((0, ObjectState.Unfinished), (one.Received, one.State));
        Assert.Equal(0, PartsOf(seat));
    }

    [Fact]
    public async Task A_body_that_trickles_and_an_end_that_goes_away_leave_what_arrived_and_nothing_open()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var slow = (await seat.CreateAsync("slow", 5_000_000)).Headers.Location!.ToString();
        var gone = (await seat.CreateAsync("gone", 5_000_000)).Headers.Location!.ToString();
        using var trickling = await BeginAsync(seat, slow, 5_000_000, new byte[100]);
        var going = await BeginAsync(seat, gone, 5_000_000, new byte[300_000]);
        await SftpLab.UntilAsync(() => Task.FromResult(PartsOf(seat) == 2));

        // A reset, as a machine sends it that lost its memory of the line.
        going.LingerState = new LingerOption(true, 0);
        going.Dispose();
        await SftpLab.UntilAsync(async () => (await Offset(seat, gone)) > 0);

        // Less than 240 bytes a second, for more than five seconds: the server ends it, not we.
        Assert.DoesNotContain("204", await AnswerAsync(trickling), StringComparison.Ordinal);
        await SftpLab.UntilAsync(async () => (await Offset(seat, slow)) > 0);
        Assert.Equal((100, true), (await Offset(seat, slow), await Offset(seat, gone) <= 300_000));
        Assert.Equal(0, PartsOf(seat));
        foreach (var (name, path) in new[] { ("slow", slow), ("gone", gone) })
        {
            var offset = await Offset(seat, path);
            Assert.Equal((name, HttpStatusCode.NoContent), (name, (await seat.PatchAsync(path, offset, new byte[5_000_000 - offset])).StatusCode));
        }
    }

    [Fact]
    public async Task One_person_s_flood_keeps_nobody_else_out()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var back = await seat.OpenAsync(Grade.OnArrival);
        var floods = new List<TcpClient>();
        try
        {
            for (var number = 0; number < UploadGate.Max; number++)
            {
                var at = (await seat.CreateAsync($"flood {number}", 1_000_000)).Headers.Location!.ToString();
                floods.Add(await BeginAsync(seat, at, 1_000_000, new byte[300_000]));
            }

            await SftpLab.UntilAsync(() => Task.FromResult(PartsOf(seat) == UploadGate.Max));
            var one = (await seat.CreateAsync("one more", 10)).Headers.Location!.ToString();
            Assert.Equal(HttpStatusCode.TooManyRequests, (await seat.PatchAsync(one, 0, new byte[10])).StatusCode);

            // Somebody else looks, and takes, all the same.
            Assert.Equal(HttpStatusCode.OK, (await seat.Taker.GetAsync(seat.At)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await seat.Taker.GetAsync($"/spaces/{back.Id}")).StatusCode);
        }
        finally
        {
            floods.ForEach(one => one.Dispose());
        }

        await SftpLab.UntilAsync(() => Task.FromResult(PartsOf(seat) == 0));
        await seat.SendAsync("after the flood", new byte[1000]);
    }

    [Fact]
    public async Task A_full_disk_refuses_the_upload_and_what_is_there_stays_and_it_goes_on_once_there_is_room()
    {
        await using var seat = await SpaceSeat.StartAsync();
        using var disk = await SmallDisk.OverAsync(seat.Running.Data.Spaces, 60_000);
        Directory.CreateDirectory(Path.Combine(seat.Running.Data.Spaces, seat.Space.Id));
        var bytes = RandomNumberGenerator.GetBytes(20_000_000);
        var there = await seat.SendAsync("there before", bytes[..1000]);
        var at = (await seat.CreateAsync("large", bytes.Length)).Headers.Location!.ToString();
        disk.Fill();

        var refused = await seat.PatchAsync(at, 0, bytes);
        Assert.Equal(HttpStatusCode.InsufficientStorage, refused.StatusCode);
        Assert.Contains("DEPOT-011", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.InsufficientStorage, (await seat.CreateAsync("another", 10)).StatusCode);
        Assert.Equal((0, 0), (await Offset(seat, at), PartsOf(seat)));

        disk.MakeRoom();
        Assert.Equal(HttpStatusCode.NoContent, (await seat.PatchAsync(at, 0, bytes)).StatusCode);
        foreach (var (id, length) in new[] { (there, 1000), (at.Split('/')[^1], bytes.Length) })
        {
            var files = await TusTests.FilesAsync(await (await seat.Taker.GetAsync($"{seat.At}/objects/{id}.tar")).Content.ReadAsByteArrayAsync(Stop));
            Assert.Equal(bytes[..length], files.Skip(1).SkipLast(1).SelectMany(file => seat.Unseal(file.Bytes)));
        }
    }

    private static int PartsOf(SpaceSeat seat) => Directory.GetFiles(Path.Combine(seat.Running.Data.Spaces, seat.Space.Id), "*.part").Length;

    private static async Task<int> Offset(SpaceSeat seat, string at) => int.Parse(
        (await seat.HeadAsync(at)).Headers.GetValues("Upload-Offset").Single(), System.Globalization.CultureInfo.InvariantCulture);

    // The head of a request that announces so many bytes, and the first of them.
    private static async Task<TcpClient> BeginAsync(SpaceSeat seat, string at, int length, byte[] first)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, seat.Running.Server.Port, Stop);
        var host = $"localhost:{seat.Running.Server.Port}";
        var head = $"PATCH {at} HTTP/1.1\r\nHost: {host}\r\nCookie: {seat.Sender.Cookies}\r\nOrigin: http://{host}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
            + $"Content-Type: application/offset+octet-stream\r\nContent-Length: {length}\r\n\r\n";
        await client.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. first], Stop);
        return client;
    }

    // What the server says before it closes; a reset is an answer too.
    private static async Task<string> AnswerAsync(TcpClient client)
    {
        var said = new StringBuilder();
        var block = new byte[4096];
        try
        {
            while (!said.ToString().Contains("\r\n\r\n", StringComparison.Ordinal) && await client.GetStream().ReadAsync(block, Stop) is > 0 and var count)
            {
                said.Append(Encoding.ASCII.GetString(block, 0, count));
            }
        }
        catch (IOException)
        {
            // Reset.
        }

        return said.ToString();
    }
}
