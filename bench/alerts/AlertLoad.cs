using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Alerts;
using Ecluse.Host;
using Ecluse.Host.Alerts;
using Ecluse.Host.Composition;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Journal;
using Ecluse.Storage.Warnings;
using Ecluse.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Bench;

/// <summary>10,000 alerts, 700 of them open, and 100 open warnings with three clocks each: 1,000 timers, on SQLite with a real journal and a real server.</summary>
/// <param name="folder">An empty folder.</param>
internal sealed class AlertLoad(string folder)
{
    private const int Alerts = 10_000;
    private const int OpenAlerts = 700;
    private const int OpenWarnings = 100;
    private const int Rounds = 51;
    private const string Officer = "person:0000000000000001";
    private static readonly string Token = new('1', 64);

    /// <summary>Measures; each line is a row of the table.</summary>
    public async Task<IReadOnlyList<string>> MeasureAsync(CancellationToken cancellation)
    {
        var clock = TimeProvider.System;
        var data = new DataFolder(Path.Combine(folder, "data"));
        var places = new JournalPlaces(data, Path.Combine(folder, "state-home"));
        await new JournalSetup(places, clock).StartAsync("bench.example/alerts", "agent:bench", cancellation);
        await using var installation = await Installation.OpenAsync(data, clock, cancellation, places);
        await FillAsync(installation, clock.GetUtcNow(), cancellation);
        using var asked = new AskedQueries(data.Path);
        using var listening = DiagnosticListener.AllListeners.Subscribe(asked);
        var shelf = installation.Alerts;
        var rows = new List<string>();

        // The first use of everything is not what a round costs.
        await shelf.OpenAsync(null, 20, cancellation);
        rows.Add(await RowAsync(asked, "steps of every open alert due at once, with notifications and journal entries", async () => $"{await shelf.EscalateAsync(cancellation)} steps"));
        rows.Add(await RowAsync(asked, "a round with nothing due", async () => $"{await shelf.EscalateAsync(cancellation)} steps"));

        var parts = new ServerParts(installation) { MasterKey = new MasterKey(Path.Combine(folder, "master.key"), data.Path) };
        await using var server = await Server.StartAsync(parts, new Site(Server.Name) { Port = 0 }, cancellation);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, ConnectCallback = ConnectAsync }) { BaseAddress = server.Address };
        _ = await PageAsync(client, cancellation);
        var took = new List<double>();
        (int Queries, int Bytes) page = default;
        for (var round = 0; round < Rounds; round++)
        {
            asked.Count = 0;
            var watch = Stopwatch.StartNew();
            page.Bytes = (await PageAsync(client, cancellation)).Length;
            took.Add(watch.Elapsed.TotalMilliseconds);
            page.Queries = asked.Count;
        }

        took.Sort();
        rows.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"| the page of today, {Rounds} times | {page.Queries} | median {took[Rounds / 2]:0} ms, nine in ten within {took[Rounds * 9 / 10]:0} ms | {page.Bytes:N0} bytes of HTML |"));
        return rows;
    }

    private static async Task<string> RowAsync(AskedQueries asked, string what, Func<Task<string>> run)
    {
        asked.Count = 0;
        var watch = Stopwatch.StartNew();
        var said = await run();
        return string.Create(CultureInfo.InvariantCulture, $"| {what} | {asked.Count} | {watch.Elapsed.TotalMilliseconds:0} ms | {said} |");
    }

    private static async Task<byte[]> PageAsync(HttpClient client, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/?lang=en") { Headers = { { "Cookie", "ecluse-session=" + Token } } };
        using var answer = await client.SendAsync(request, cancellation);
        var bytes = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellation);
        return Encoding.UTF8.GetString(bytes).Contains("/alerts/a-", StringComparison.Ordinal) ? bytes : throw new InvalidOperationException("The page has no alert.");
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext asked, CancellationToken stop)
    {
        var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(System.Net.IPAddress.Loopback, asked.DnsEndPoint.Port, stop);
        return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
    }

    private static async Task FillAsync(Installation installation, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        state.Add(new PersonRow { Id = Officer, Name = "Ada", Organisation = "bench", Role = "security-officer" });
        state.Add(new AccountRow
        {
            Person = Officer, EnrolledAt = now, Undertaking = Host.Accounts.Undertaking.Version, UndertakenAt = now, TrainedOn = DateOnly.FromDateTime(now.UtcDateTime),
        });
        state.Add(new SessionRow
        {
            TokenSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token))), Person = Officer, BegunAt = now, SeenAt = now, Network = "127.0.0.1", Device = "",
        });
        var policy = EscalationPolicy.Shipped;
        state.Add(new EscalationPolicyRow { Sha256 = policy.Sha256, Bytes = policy.Bytes.ToArray(), At = now });
        for (var number = 0; number < Alerts; number++)
        {
            state.Add(AlertOf(number, policy.Sha256, now));
        }

        for (var number = 0; number < OpenWarnings; number++)
        {
            state.Add(new WarningRow
            {
                Id = $"w-{number:x12}", Source = WarningSource.Press, Subjects = "weakness", About = WarningAbout.Nobody, Told = "", ReceivedAt = now.AddMinutes(-number),
                Delays = WarningDelays.Current.Version, IsUnreadable = false, EnteredBy = Officer, RegisteredAt = now,
            });
        }

        await state.SaveChangesAsync(cancellation);
    }

    private static AlertRow AlertOf(int number, string policy, DateTimeOffset now)
    {
        var isOpen = number < OpenAlerts;
        return new AlertRow
        {
            Id = $"a-{number:x12}", Rule = "volume", RuleVersion = "1", Level = AlertLevel.High, Subject = "installation", Title = "Volume far above the usual",
            TitleFrench = "Volume bien au-dessus de l’habituel", Why = "why", WhyFrench = "pourquoi", Todo = "look", TodoFrench = "regarder", Evidence = "",
            OpenGroup = isOpen ? $"{number:x64}" : null, FirstAt = now, RaisedAt = now, LastAt = now, Count = 1, Policy = policy, LookAt = isOpen ? now : null,
            ClockKind = AlertClockKind.Acknowledge, ClockEnds = now.AddHours(2).AddSeconds(number), ClosedAt = isOpen ? null : now, Entry = number,
        };
    }
}
