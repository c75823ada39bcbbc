using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;
using Microsoft.EntityFrameworkCore;
using ServerCertificate = Ecluse.Host.Composition.ServerCertificate;

namespace Ecluse.Host.Guard;

public sealed class SiteTests : IDisposable
{
    private const string Name = "lab.example";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Under_a_name_or_an_address_that_others_reach_it_does_not_start_in_clear()
    {
        Refused("SERVE-044", new Site(Name));
        Refused("SERVE-044", new Site(Server.Name) { Address = IPAddress.Any });
        Refused("SERVE-044", new Site(Server.Name) { Address = IPAddress.Parse("192.0.2.1") });
        Refused("SERVE-044", new Site(Name) { Address = IPAddress.Any, IsBehindProxy = true });
        Refused("SERVE-044", new Site(Name) { Certificate = Own(Name, "sign." + Name), IsBehindProxy = true });
        Assert.NotNull(new Site(Name) { Certificate = Own(Name, "sign." + Name), Address = IPAddress.Any }.Checked());
        Assert.NotNull(new Site(Name) { IsBehindProxy = true }.Checked());
        Assert.NotNull(new Site(Server.Name) { Address = IPAddress.IPv6Loopback }.Checked());
    }

    [Fact]
    public void A_certificate_names_the_server_and_its_signing_site_and_a_name_is_a_host_name()
    {
        Refused("SERVE-045", new Site(Name) { Certificate = Own(Name) });
        Refused("SERVE-045", new Site("other.example") { Certificate = Own(Name, "sign." + Name) });
        Assert.All(["192.0.2.1", "Lab.example", "lab.example:443", "[::1]", "lab example", ""], name => Refused("SERVE-046", new Site(name)));
    }

    [Fact]
    public async Task Under_a_name_of_its_own_people_enrol_and_sign_in_and_no_other_name_is_answered()
    {
        await using var running = await RunningServer.StartAsync(site: new Site(Name) { Certificate = Own(Name, "sign." + Name) });
        Assert.Equal($"https://{Name}:{running.Server.Port}/", running.Server.Address.ToString());
        using var browser = running.Open();
        using var passkey = new SoftPasskey(Name);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.EnrolAsync(passkey, running.Server.FirstCode!)).StatusCode);
        var page = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("max-age=31536000; includeSubDomains", page.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Contains($"form-action 'self' https://sign.{Name}:{running.Server.Port}", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.SignInAsync(passkey)).StatusCode);
        using var local = new SoftPasskey(Server.Name) { User = passkey.User };
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignInAsync(local)).StatusCode);

        using var stranger = new Browser(new Uri($"https://localhost:{running.Server.Port}"), Stop) { Trusted = running.Site.Certificate!.Leaf.RawData };
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await stranger.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task Behind_nginx_as_it_ships_people_sign_in_and_who_asks_is_what_the_proxy_saw_not_what_the_client_wrote()
    {
        await using var running = await RunningServer.StartAsync(site: new Site(Name) { IsBehindProxy = true });
        await using var proxy = await NginxServer.StartAsync(running.Server.Port);
        using var browser = new Browser(running.Server.Address, Stop) { Port = proxy.Port, Trusted = proxy.Certificate };
        using var passkey = new SoftPasskey(Name);
        Assert.Equal($"https://{Name}/", running.Server.Address.ToString());
        var enrolled = await browser.EnrolAsync(passkey, running.Server.FirstCode!);
        Assert.Equal(HttpStatusCode.NoContent, enrolled.StatusCode);
        Assert.Contains(enrolled.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-ecluse-session=", StringComparison.Ordinal));
        Assert.Contains("Ève Caradec", await browser.TextAsync("/"), StringComparison.Ordinal);

        using var signing = new Browser(new Uri($"https://sign.{Name}"), Stop) { Port = proxy.Port, Trusted = proxy.Certificate };
        Assert.Equal(HttpStatusCode.OK, (await signing.GetAsync("/s/key")).StatusCode);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await signing.GetAsync("/sign-in")).StatusCode);

        using var liar = new Browser(running.Server.Address, Stop)
        {
            Port = proxy.Port, Trusted = proxy.Certificate, Headers = { ["X-Forwarded-For"] = "203.0.113.9", ["X-Forwarded-Proto"] = "http" },
        };
        Assert.Equal(HttpStatusCode.NoContent, (await liar.SignInAsync(passkey)).StatusCode);
        await using var state = running.Data.Open();
        Assert.All(await state.Set<SessionRow>().Select(session => session.Network).ToListAsync(Stop), network => Assert.Contains("127.0.0.1", network, StringComparison.Ordinal));
        Assert.Equal("", proxy.Errors);
    }

    [Fact]
    public async Task Behind_a_proxy_a_request_that_came_in_clear_is_not_answered_and_without_one_no_such_header_is_believed()
    {
        await using var proxied = await RunningServer.StartAsync(site: new Site(Name) { IsBehindProxy = true });
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await AskAsync(client, proxied, Name, null));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await AskAsync(client, proxied, Name, "http"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(client, proxied, Name, "https"));

        await using var alone = await RunningServer.StartAsync();
        using var browser = new Browser(alone.Server.Address, Stop) { Headers = { ["X-Forwarded-For"] = "203.0.113.9", ["X-Forwarded-Proto"] = "https" } };
        using var passkey = new SoftPasskey(Server.Name);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.EnrolAsync(passkey, alone.Server.FirstCode!)).StatusCode);
        await using var state = alone.Data.Open();
        Assert.DoesNotContain("203.0.113.9", await state.Set<SessionRow>().Select(session => session.Network).SingleAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_sends_its_headers_drop_by_drop_is_let_go()
    {
        await using var running = await RunningServer.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, running.Server.Port, Stop);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Drop: "), Stop);
        var drops = Task.Run(async () =>
        {
            while (true)
            {
                await Task.Delay(500, Stop);
                await stream.WriteAsync("a"u8.ToArray(), Stop);
            }
        }, Stop);
        var answer = new StringBuilder();
        var bytes = new byte[512];
        try
        {
            for (var read = 1; read > 0;)
            {
                read = await stream.ReadAsync(bytes, Stop);
                answer.Append(Encoding.ASCII.GetString(bytes, 0, read));
            }
        }
        catch (IOException)
        {
            // Reset instead of closed: gone as well.
        }

        Assert.DoesNotContain("200 OK", answer.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<IOException>(() => drops);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, RunningServer running, string host, string? proto)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{running.Server.Port}/health");
        request.Headers.Host = host;
        if (proto is not null)
        {
            request.Headers.Add("X-Forwarded-Proto", proto);
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        }

        using var answer = await client.SendAsync(request, Stop);
        return answer.StatusCode;
    }

    private static void Refused(string code, Site site) => Assert.Equal(code, Assert.Throws<EcluseException>(site.Checked).Code);

    private ServerCertificate Own(params string[] hosts)
    {
        var now = new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero);
        Testkit.Servers.ServerCertificate.Write(folder.Path, now, hosts);
        return ServerCertificate.Own(folder.Of("server.pem"), folder.Of("server.key"), now);
    }
}
