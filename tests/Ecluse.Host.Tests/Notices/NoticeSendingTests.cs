using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ecluse.Alerts;
using Ecluse.Errors;
using Ecluse.Host.Alerts;
using Ecluse.Notices;
using Ecluse.Testkit;

namespace Ecluse.Host.Notices;

/// <summary>Each way of telling against a receiver nobody here wrote, or written from the standard.</summary>
public sealed class NoticeSendingTests(MailServers servers) : IClassFixture<MailServers>, IDisposable
{
    private const string Key = "a-key-of-the-receiver-and-ours";
    private static readonly DateTimeOffset Made = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Mail_of_an_alert_reaches_its_officer_through_a_real_server_with_typed_words_alone()
    {
        SkipWithout();
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        File(Path.Combine(running.Data.Path, "notifications.yaml"), $"console: https://ecluse.example.org/\nmail:\n  host: 127.0.0.1\n  port: {servers.Plain}\n  security: none\n  from: ecluse@vendor.example\n");
        var address = $"ada-{Guid.NewGuid():N}@vendor.example";
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostFormAsync("/alerts/address", ("address", address))).StatusCode);
        var id = await TwoLaboratories.AlertAsync(running.Installation, null);
        await running.Server.AlertAsync(Stop);
        await running.Server.AlertAsync(Stop);

        var mail = Assert.Single((await servers.InMaildevAsync()).EnumerateArray(), one => one.GetRawText().Contains(address, StringComparison.Ordinal));
        var text = mail.GetProperty("text").GetString()!;
        Assert.Contains(id, mail.GetProperty("subject").GetString(), StringComparison.Ordinal);
        Assert.Contains($"https://ecluse.example.org/alerts/{id}", text, StringComparison.Ordinal);
        Assert.Contains("Une connexion depuis un réseau jamais vu", text, StringComparison.Ordinal);
        Assert.DoesNotContain("account:", text, StringComparison.Ordinal);
        var row = Assert.Single(await running.Installation.Notices.OfAsync(id, Stop), one => one.Channel == NoticeWays.Mail);
        Assert.Equal((NoticeState.Delivered, 1, "250"), (row.State, row.Tries, row.Code));
        Assert.Contains(row.Id + "@vendor.example", mail.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("taken (250)", await officer.TextAsync($"/alerts/{id}?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_goes_by_starttls_with_a_password_to_a_server_that_is_believed_and_to_no_other()
    {
        SkipWithout();
        File(folder.Of("password"), "correct horse battery\n");
        var settings = Mail("localhost", servers.StartTls, MailSecurity.StartTls) with { User = "ecluse", PasswordFile = folder.Of("password"), Trust = servers.Certificate };
        using (var sender = new MailSender(settings))
        {
            Assert.Equal(new SendResult(true, "250"), await sender.SendAsync(Notice("n-1", "a@b.example"), Stop));
            Assert.Equal(new SendResult(true, "250"), await sender.SendAsync(Notice("n-1", "a@b.example"), Stop));
        }

        // Twice the same: the receiver can tell by the id.
        var received = (await servers.InStartTlsAsync()).EnumerateArray().Where(one => one.GetRawText().Contains("n-1@vendor.example", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, received.Count);
        Assert.All(received, one => Assert.True(one.GetProperty("secure").GetBoolean()));
        Assert.All(received, one => Assert.Equal("ecluse", one.GetProperty("user").GetString()));

        using var unknown = new MailSender(settings with { Trust = null });
        Assert.Equal(new SendResult(false, "tls"), await unknown.SendAsync(Notice("n-2", "a@b.example"), Stop));
        using var plain = new MailSender(Mail("localhost", servers.Plain, MailSecurity.StartTls));
        Assert.Equal(new SendResult(false, "no-starttls"), await plain.SendAsync(Notice("n-3", "a@b.example"), Stop));
        await servers.AnswerAsync(451);
        using var busy = new MailSender(settings);
        Assert.Equal(new SendResult(false, "smtp-451"), await busy.SendAsync(Notice("n-4", "a@b.example"), Stop));
        await servers.AnswerAsync(550);
        using var gone = new MailSender(settings);
        Assert.Equal(new SendResult(false, "smtp-550", IsFinal: true), await gone.SendAsync(Notice("n-5", "a@b.example"), Stop));
        await servers.AnswerAsync(0);
        using var nobody = new MailSender(Mail("127.0.0.1", 1, MailSecurity.None));
        Assert.False((await nobody.SendAsync(Notice("n-6", "a@b.example"), Stop)).IsDelivered);
    }

    [Fact]
    public async Task A_webhook_is_signed_over_its_time_and_exact_body_and_follows_nobody_elsewhere()
    {
        File(folder.Of("key"), Key + "\n");
        using var receiver = new HttpListener();
        var port = FreePort();
        receiver.Prefixes.Add($"http://127.0.0.1:{port}/");
        receiver.Start();
        using var sender = new WebhookSender(new("siem", new Uri($"http://127.0.0.1:{port}/hook"), folder.Of("key"), null), TimeProvider.System);
        var sending = sender.SendAsync(Notice("n-1", null), Stop);
        var call = await receiver.GetContextAsync();
        using var body = new MemoryStream();
        await call.Request.InputStream.CopyToAsync(body, Stop);
        call.Response.StatusCode = 204;
        call.Response.Close();
        Assert.Equal(new SendResult(true, "http-204"), await sending);

        var at = call.Request.Headers["Ecluse-Timestamp"]!;
        byte[] signed = [.. Encoding.ASCII.GetBytes(at + "."), .. body.ToArray()];
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), signed);
        Assert.Equal("v1=" + Convert.ToHexStringLower(expected), call.Request.Headers["Ecluse-Signature"]);
        using var json = JsonDocument.Parse(body.ToArray());
        Assert.Equal(("n-1", "alert-step", "critical"), (json.RootElement.GetProperty("notice").GetString(), json.RootElement.GetProperty("kind").GetString(), json.RootElement.GetProperty("level").GetString()));

        foreach (var (status, isFinal) in new[] { (302, true), (403, true), (429, false), (503, false) })
        {
            sending = sender.SendAsync(Notice("n-2", null), Stop);
            call = await receiver.GetContextAsync();
            call.Response.StatusCode = status;
            call.Response.RedirectLocation = "http://127.0.0.1:1/";
            call.Response.Close();
            Assert.Equal(new SendResult(false, $"http-{status}", isFinal), await sending);
        }
    }

    [Theory]
    [InlineData(SyslogTransport.Tcp)]
    [InlineData(SyslogTransport.Udp)]
    public async Task Syslog_is_of_rfc_5424_and_by_tcp_its_octets_are_counted(SyslogTransport transport)
    {
        byte[] got;
        if (transport == SyslogTransport.Udp)
        {
            using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
            Assert.True((await SendAsync(((IPEndPoint)receiver.Client.LocalEndPoint!).Port)).IsDelivered);
            got = (await receiver.ReceiveAsync(Stop)).Buffer;
        }
        else
        {
            using var receiver = new TcpListener(IPAddress.Loopback, 0);
            receiver.Start();
            var sending = SendAsync(((IPEndPoint)receiver.LocalEndpoint).Port);
            using var client = await receiver.AcceptTcpClientAsync(Stop);
            using var bytes = new MemoryStream();
            await client.GetStream().CopyToAsync(bytes, Stop);
            Assert.True((await sending).IsDelivered);
            var space = Array.IndexOf(bytes.ToArray(), (byte)' ');
            got = bytes.ToArray()[(space + 1)..];
            Assert.Equal(got.Length, int.Parse(Encoding.ASCII.GetString(bytes.ToArray()[..space]), null));
        }

        // PRI 13*8+2, version, timestamp, host, application, no process, message id, structured data, BOM, words.
        Assert.Matches(
            @"\A<106>1 2026-03-01T12:00:00\.000Z lab-1 ecluse - alert-step \[ecluse@32473 notice=""n-1"" about=""a-000000000001"" level=""critical""\] \uFEFFAlert a-000000000001, critical\z",
            new UTF8Encoding(false).GetString(got));

        Task<SendResult> SendAsync(int port) => new SyslogSender(new("soc", "127.0.0.1", port, transport, null), "lab-1").SendAsync(Notice("n-1", null), Stop);
    }

    [Theory]
    [InlineData("mail:\n  host: smtp.example.org\n  port: 25\n  security: none\n  from: a@b.example\n", "NOTICE-001")]
    [InlineData("webhooks:\n  - name: a\n    url: http://example.org/x\n    key-file: k\n", "NOTICE-001")]
    [InlineData("webhooks:\n  - name: a\n    url: https://me:secret@example.org/x\n    key-file: k\n", "NOTICE-001")]
    [InlineData("webhooks:\n  - name: mail\n    url: https://example.org/x\n    key-file: k\n", "NOTICE-002")]
    [InlineData("mail:\n  host: smtp.example.org\n  port: 25\n  security: tls\n  from: Écluse <a@b.example>\n", "NOTICE-003")]
    public void Settings_that_would_tell_in_clear_or_twice_are_refused_with_their_line(string text, string code) =>
        Assert.Equal(code, Assert.Throws<Documents.DocumentException>(() => NoticeSettings.Read("notifications.yaml", Encoding.UTF8.GetBytes(text))).Code);

    [Fact]
    public async Task The_watcher_outside_says_once_that_it_is_silent_and_once_that_it_is_back_over_restarts_too()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Made);
        using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var settings = NoticeSettings.None with { Syslog = [new("soc", "127.0.0.1", ((IPEndPoint)receiver.Client.LocalEndPoint!).Port, SyslogTransport.Udp, null)] };
        var isAlive = true;
        OutsideWatch New() => new(settings, TimeSpan.FromMinutes(15), folder.Of("memory.json"), _ => Task.FromResult(isAlive), clock);
        var words = new List<string>();
        foreach (var (minutes, alive) in new[] { (0, true), (5, false), (9, false), (14, true), (15, false), (25, false), (29, false), (30, false), (40, false), (300, false), (301, true), (302, true), (400, false) })
        {
            clock.SetUtcNow(Made.AddMinutes(minutes));
            isAlive = alive;
            var watch = New();
            if (await watch.LookAsync(Stop) is { } word)
            {
                words.Add($"{minutes} {(word.IsBack ? "back" : "silent")}");
                Assert.Contains(word.IsBack ? "gives signs of life again" : "gives no sign of life", Encoding.UTF8.GetString((await receiver.ReceiveAsync(Stop)).Buffer), StringComparison.Ordinal);
            }

            Assert.Equal(minutes is >= 30 and < 301, watch.IsAlarmed);
        }

        Assert.Equal(["30 silent", "301 back"], words);
        Assert.Equal(0, receiver.Available);
    }

    [Fact]
    public async Task The_watcher_outside_sees_a_server_that_answers_and_one_that_is_gone()
    {
        await using var running = await RunningServer.StartAsync();
        var ask = OutsideWatch.Asking(running.Server.Address);
        using var client = new HttpClient();
        Assert.Equal(await client.GetStringAsync(new Uri(running.Server.Address, "/health"), Stop) == "ok", await ask(Stop));
        await running.StopAsync();
        Assert.False(await ask(Stop));
    }

    private static OutgoingNotice Notice(string id, string? to) => new(
        id, NoticeKind.AlertStep, "a-000000000001", AlertLevel.Critical, Made, new Text("Alert a-000000000001, critical", "Alerte a-000000000001, niveau critique"), new Text("Body", "Corps"), null, to);

    private static MailSettings Mail(string host, int port, MailSecurity security) => new(host, port, security, "ecluse@vendor.example", null, null, null, []);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void SkipWithout() => Assert.SkipWhen(servers.Missing is not null, servers.Missing ?? "");

    private static void File(string path, string text)
    {
        System.IO.File.WriteAllText(path, text);
        System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
