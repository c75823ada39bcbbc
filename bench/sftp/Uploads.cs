using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Age;
using Ecluse.Host;
using Ecluse.Host.Composition;
using Ecluse.Spaces;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Hosting;
using Ecluse.Storage.Journal;

namespace Ecluse.Bench;

/// <summary>
/// Many people upload over tus at once, each in the middle of a request at the same instant, to a server in a process of its own. Told are
/// the server's peak resident memory, the clock, and whether every byte of every one opens again.
/// </summary>
internal static class Uploads
{
    private const string Page = "docs/performance.md";
    private const string Begin = "<!-- uploads: written by bench/sftp -->";
    private const string End = "<!-- end of uploads -->";

    /// <summary><c>sftp-bench uploads FEW MANY MEBIBYTES [keep]</c>: both in turn, and the two beside each other.</summary>
    public static async Task RunAsync(string folder, int few, int many, int mebibytes, bool keep)
    {
        var rows = new List<string>();
        foreach (var people in new[] { few, many })
        {
            var room = Directory.CreateDirectory(Path.Combine(folder, $"{people}")).FullName;
            rows.Add(await MeasureAsync(room, people, mebibytes));
            Console.WriteLine(rows[^1]);
        }

        if (keep)
        {
            Keep(rows, mebibytes);
        }
    }

    /// <summary>The server's process: prepares folder, people and sessions, says where it is, and serves until its input ends.</summary>
    public static async Task ServeAsync(string folder, int people)
    {
        var data = new DataFolder(Path.Combine(folder, "data"));
        var places = new JournalPlaces(data, Path.Combine(folder, "state-home"));
        await new JournalSetup(places, TimeProvider.System).StartAsync("bench.example/journal", "agent:bench", default);
        await using var installation = await Installation.OpenAsync(data, TimeProvider.System, default, places);
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        await File.WriteAllBytesAsync(Path.Combine(folder, "identity"), identity.ExportSecret());
        var space = await EcluseLab.OpenSpaceAsync(installation, identity, [.. Enumerable.Range(0, people).Select(PersonOf)]);
        await AddPeopleAsync(data, people);
        var parts = new ServerParts(installation) { MasterKey = new MasterKey(Path.Combine(folder, "master.key"), data.Path) };
        await using var server = await Server.StartAsync(parts, new Site(Server.Name) { Port = 0 }, default);
        Console.WriteLine($"{server.Address} {space.Id}");
        await Console.In.ReadToEndAsync();
    }

    // Beside those of the other measurement.
    private const int FirstPerson = 0x1000;

    private static string PersonOf(int number) => $"person:{FirstPerson + number:x16}";

    private static string TokenOf(int number) => $"{number:x64}";

    private static async Task AddPeopleAsync(DataFolder data, int people)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var state = data.Open();
        state.Add(new HostingRow { At = now, By = PersonOf(0), Reason = "a measurement with invented bytes alone" });
        foreach (var number in Enumerable.Range(0, people))
        {
            var person = PersonOf(number);
            state.Add(new PersonRow { Id = person, Name = person, Organisation = "bench", Role = "operator" });
            state.Add(new AccountRow
            {
                Person = person, EnrolledAt = now, Undertaking = Host.Accounts.Undertaking.Version, UndertakenAt = now, TrainedOn = new DateOnly(2026, 1, 1),
            });
            state.Add(new SessionRow
            {
                TokenSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TokenOf(number)))), Person = person, BegunAt = now, SeenAt = now,
                Network = "127.0.0.1", Device = "",
            });
        }

        await state.SaveChangesAsync();
    }

    private static async Task<string> MeasureAsync(string folder, int people, int mebibytes)
    {
        using var serving = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["serve-uploads", folder, $"{people}"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,

            // What ecluse asks of the C library at its start.
            Environment = { ["MALLOC_ARENA_MAX"] = "1" },
        })!;
        var (address, space) = (await serving.StandardOutput.ReadLineAsync())!.Split(' ') is [var at, var id] ? (new Uri(at), id) : throw new InvalidOperationException("no server");
        var atRest = Peak(serving.Id);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, ConnectCallback = ConnectAsync }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        var watch = Stopwatch.StartNew();
        using var middle = new Barrier(people);
        await Task.WhenAll(Enumerable.Range(0, people).Select(number => Task.Factory.StartNew(
            () => SendAsync(client, space, number, mebibytes * 1024 * 1024, middle), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
        var seconds = watch.Elapsed.TotalSeconds;
        var peak = Peak(serving.Id);
        serving.StandardInput.Close();
        await serving.WaitForExitAsync();
        var whole = await WholeAsync(folder, space, mebibytes * 1024 * 1024);
        return string.Create(
            CultureInfo.InvariantCulture, $"| {people} | {whole} of {people} | {atRest} MiB | {peak} MiB | {seconds:0} s | {people * mebibytes / seconds:0} MiB/s |");
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext asked, CancellationToken stop)
    {
        var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, asked.DnsEndPoint.Port, stop);
        return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
    }

    // VmHWM: the most that was ever resident.
    private static long Peak(int process) => long.Parse(
        File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
        CultureInfo.InvariantCulture) / 1024;

    private static async Task SendAsync(HttpClient client, string space, int number, int length, Barrier middle)
    {
        HttpRequestMessage Request(HttpMethod method, string path) => new(method, path)
        {
            Headers =
            {
                { "Cookie", "ecluse-session=" + TokenOf(number) }, { "Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority) }, { "Tus-Resumable", "1.0.0" },
            },
        };
        using var create = Request(HttpMethod.Post, $"/spaces/{space}/uploads");
        create.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        create.Headers.Add("Upload-Metadata", "filename " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"file of {number}")));
        using var made = await MustAsync(client, create);
        using var patch = Request(HttpMethod.Patch, made.Headers.Location!.ToString());
        patch.Headers.Add("Upload-Offset", "0");
        patch.Content = new HalfAndHalf(number, length, middle);
        (await MustAsync(client, patch)).Dispose();
    }

    private static async Task<HttpResponseMessage> MustAsync(HttpClient client, HttpRequestMessage request)
    {
        var answer = await client.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? answer
            : throw new InvalidOperationException($"{request.Method}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    // Opened with the identity that the server never had: each object's bytes are those of its sender, all of them.
    private static async Task<int> WholeAsync(string folder, string space, int length)
    {
        var data = new DataFolder(Path.Combine(folder, "data"));
        await using var installation = await Installation.OpenAsync(data, TimeProvider.System, default, new JournalPlaces(data, Path.Combine(folder, "state-home")));
        using var identity = AgeIdentity.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "identity")));
        var whole = 0;
        foreach (var one in await installation.Exchange.ListAsync(space, EcluseLab.Taker, default))
        {
            var taken = await installation.Exchange.TakeAsync(space, one.Id, EcluseLab.Taker, default);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var file in taken.Files.Skip(1).SkipLast(1))
            {
                await using var plain = AgeDecryptor.Open(taken.Open(file), [identity]);
                var bytes = new MemoryStream();
                await plain.CopyToAsync(bytes);
                hash.AppendData(bytes.ToArray());
            }

            whole += hash.GetHashAndReset().AsSpan().SequenceEqual(SHA256.HashData(HalfAndHalf.Bytes(int.Parse(one.By[7..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) - FirstPerson, length))) ? 1 : 0;
        }

        return whole;
    }

    private static void Keep(IEnumerable<string> rows, int mebibytes)
    {
        var text = File.ReadAllText(Page);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        var table = $"""
            {Begin}
            {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} processors, load {load} at the end, {mebibytes} MiB each, all in the middle of a request at one instant.

            | people | objects whole, opened | resident before | peak resident | clock | together |
            |---|---|---|---|---|---|
            {string.Join('\n', rows)}

            """;
        File.WriteAllText(Page, text[..from] + table + text[to..]);
    }

    /// <summary>A body of which the second half is sent when everybody has sent the first.</summary>
    private sealed class HalfAndHalf : HttpContent
    {
        private const int Block = 64 * 1024;
        private readonly int number;
        private readonly int length;
        private readonly Barrier middle;

        public HalfAndHalf(int number, int length, Barrier middle)
        {
            (this.number, this.length, this.middle) = (number, length, middle);
            Headers.ContentType = new("application/offset+octet-stream");
        }

        public static byte[] Bytes(int number, int length)
        {
            var bytes = new byte[length];
            Fill(bytes, number, 0);
            return bytes;
        }

        private static void Fill(Span<byte> bytes, int number, int from)
        {
            for (var at = 0; at < bytes.Length; at++)
            {
                bytes[at] = unchecked((byte)(((from + at) * 31) + ((from + at) >> 11) + number));
            }
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var block = new byte[Block];
            for (var at = 0; at < length; at += Block)
            {
                if (at == length / 2)
                {
                    await stream.FlushAsync();
                    await Task.Factory.StartNew(middle.SignalAndWait, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                }

                var count = Math.Min(Block, length - at);
                Fill(block.AsSpan(0, count), number, at);
                await stream.WriteAsync(block.AsMemory(0, count));
            }
        }

        protected override bool TryComputeLength(out long count)
        {
            count = length;
            return true;
        }
    }
}
