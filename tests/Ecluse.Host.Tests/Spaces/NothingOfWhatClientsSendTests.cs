using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Age;
using Ecluse.Signatures;
using Ecluse.Spaces;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;
using Ecluse.Testkit.Dyes;
using Ecluse.Testkit.Traces;

namespace Ecluse.Host.Spaces;

/// <summary>
/// Rule 12 over the depot: one server with its sshd, every byte of theirs kept, used by each client that people have and then killed in the
/// middle of two uploads. What came in passes between sshd and Écluse, as the threat model says, and is nowhere else but sealed.
/// </summary>
[Collection(Sftp.SftpClients.Name)]
public sealed class NothingOfWhatClientsSendTests : IDisposable
{
    private const string Agent = "the browser of Nora Sauldre";

    private readonly TestFolder clients = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_server_and_sshd_wrote_holds_a_patient_after_every_client_and_a_kill()
    {
        foreach (var program in new[] { "strace", "sshd", "sftp", "scp", "lftp", "rclone", "curl" })
        {
            ProcessRun.Require(program);
        }

        var (vendor, programs) = (await VendorFolder.OrSkipAsync(), await BrowserPrograms.OrSkipAsync());
        await using var seat = await SpaceSeat.StartAsync(running: await RunningServer.StartAsync(now: TimeProvider.System.GetUtcNow()));
        var sealedBefore = await seat.OpenAsync(Grade.EndToEnd);
        var (port, sftp) = (TracedServer.FreePort(), TracedServer.FreePort());
        var used = new DyedClients(clients, $"http://localhost:{port}", sftp);
        await AddKeyAsync(seat, "Nora Sauldre", used.SenderKey);
        await AddKeyAsync(seat, "Théo Kerbrat", used.TakerKey);
        var (sender, taker, browser) = (seat.Sender.Cookies, seat.Taker.Cookies, await SessionAsync(seat, "Nora Sauldre"));
        await seat.Running.StopAsync();

        await using var serving = TracedServer.Begin(
            Path.Combine(AppContext.BaseDirectory, "ecluse"),
            ["serve", "--port", $"{port}", "--sftp", $"{sftp}", "--data", seat.Running.Data.Path],
            environment: new Dictionary<string, string?>(seat.Running.Homes) { ["DOTNET_EnableDiagnostics"] = "0", ["LC_ALL"] = "C.UTF-8" });
        await serving.ListensAsync(port);
        await serving.ListensAsync(sftp);
        await used.OpenSshAsync(seat.Space.Id);
        await used.LftpAsync(seat.Space.Id);
        await used.RcloneAsync(seat.Space.Id);
        await used.CurlAsync(seat.Space.Id, sender, taker);
        await used.NodeAsync(vendor, seat.Space.Id, sender);
        await used.ChromiumAsync(programs, browser, Agent, seat.Space.Id, sealedBefore.Id);
        using var half = await BeginHalfAsync(seat, port, sender);
        using var slow = used.BeginSlowly(seat.Space.Id);
        await serving.UntilAsync(() => Task.FromResult(Parts(seat).Length == 2), "two uploads begun");
        var (process, trace) = await serving.KillAsync();
        slow.Kill();
        Assert.NotEqual(0, process.ExitCode);
        Judge(seat, trace, process);
    }

    public void Dispose() => clients.Dispose();

    private static void Judge(SpaceSeat seat, Trace trace, ProcessResult process)
    {
        var search = new DyeSearch(DyedClients.Dyes);
        Assert.Equal([], trace.Unseen);

        // The test can see: what was sent is in the segments, and passed between sshd and Écluse.
        var opened = Opened(seat);
        Assert.All(new[] { "sftp", "scp", "lftp", "rclone", "curl", "node", "chromium" }, client => Assert.Contains(DyedClients.NameOf(client), opened.Keys));
        Assert.All(opened.Values, bytes => Assert.True(search.Find(bytes, "opened").Count >= DyedClients.Dyes.Count));
        var passed = trace.Streams.Where(IsSftp).Select(stream => stream.Name).ToList();
        Assert.NotEmpty(search.Find(trace.Streams.First(stream => passed.Contains(stream.Name) && search.Find(stream.Bytes, "").Count > 0).Bytes, "SFTP"));

        Assert.Equal([], trace.Find(search, passed).Select(finding => finding.ToString()));
        Assert.Equal([], search.Find([.. process.Output, .. process.Errors], "what was printed").Select(finding => finding.ToString()));
        Assert.Equal([], Directory.EnumerateFiles(Path.GetDirectoryName(seat.Running.Data.Path)!, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".sock", StringComparison.Ordinal))
            .SelectMany(file => search.Find([.. Encoding.UTF8.GetBytes(file), .. File.ReadAllBytes(file)], file)).Select(finding => finding.ToString()));
    }

    // The two directions of SFTP between sshd and Écluse, which begin with INIT and VERSION: a pipe or a socket of this machine, no file.
    private static bool IsSftp(WrittenBytes stream) =>
        (stream.Name.StartsWith("pipe:[", StringComparison.Ordinal) || stream.Name.StartsWith("UNIX", StringComparison.Ordinal))
        && stream.Bytes is [0, 0, 0, >= 5, 1 or 2, 0, 0, 0, >= 3 and <= 6, ..];

    // Each complete object's bytes by its name, as whoever takes opens them from the disk of the killed server.
    private static Dictionary<string, byte[]> Opened(SpaceSeat seat)
    {
        using var state = seat.Running.Data.Open();
        var opened = new Dictionary<string, byte[]>();
        foreach (var rows in state.Set<Storage.Spaces.SegmentRow>().AsEnumerable().GroupBy(row => row.Object))
        {
            var files = rows.Where(row => row.Kind != SegmentKind.End).OrderBy(row => row.Number).Select(row => Unsealed(seat, row.File)).ToList();
            if (files.Count > 1)
            {
                opened[Encoding.UTF8.GetString(files[0])] = [.. files.Skip(1).SelectMany(bytes => bytes)];
            }
        }

        return opened;
    }

    private static byte[] Unsealed(SpaceSeat seat, string file) => seat.Unseal(File.ReadAllBytes(
        Directory.EnumerateFiles(seat.Running.Data.Path, file + ".age", SearchOption.AllDirectories).Single()));

    private static string[] Parts(SpaceSeat seat) => Directory.GetFiles(seat.Running.Data.Path, "*.part", SearchOption.AllDirectories);

    // Half of an upload, and a connection that stays.
    private static async Task<TcpClient> BeginHalfAsync(SpaceSeat seat, int port, string cookie)
    {
        var file = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(DyedClients.Dyes[0].Text + ";" + DyedClients.Dyes[3].Text + "\n", 3000)));
        using var begin = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri($"http://localhost:{port}") };
        using var create = new HttpRequestMessage(HttpMethod.Post, $"/spaces/{seat.Space.Id}/uploads");
        foreach (var (name, value) in new[]
        {
            ("Cookie", cookie), ("Origin", $"http://localhost:{port}"), ("Tus-Resumable", "1.0.0"), ("Upload-Length", "1000000"),
            ("Upload-Metadata", "filename " + Convert.ToBase64String(Encoding.UTF8.GetBytes(DyedClients.NameOf("half")))),
        })
        {
            create.Headers.TryAddWithoutValidation(name, value);
        }

        var at = (await begin.SendAsync(create, Stop)).EnsureSuccessStatusCode().Headers.Location!;
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Stop);
        var head = $"PATCH {at} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {cookie}\r\nOrigin: http://localhost:{port}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
            + "Content-Type: application/offset+octet-stream\r\nContent-Length: 1000000\r\n\r\n";
        await client.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. file], Stop);
        return client;
    }

    private static async Task AddKeyAsync(SpaceSeat seat, string name, string file)
    {
        (await ProcessRun.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file])).MustSucceed();
        await seat.Running.Server.SshKeys.AddAsync(await seat.Running.PersonAsync(name), SshPublicKey.Parse(await File.ReadAllTextAsync(file + ".pub", Stop)), Stop);
    }

    // A second browser of the same person, as if they had just signed in there.
    private static async Task<string> SessionAsync(SpaceSeat seat, string name)
    {
        var (token, now) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), seat.Running.Clock.GetUtcNow());
        await using var state = seat.Running.Data.Open();
        state.Add(new SessionRow
        {
            TokenSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))), Person = await seat.Running.PersonAsync(name),
            BegunAt = now, SeenAt = now, Network = "127.0.0.1", Device = Agent,
        });
        await state.SaveChangesAsync(Stop);
        return "ecluse-session=" + token;
    }
}
