using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Testkit;

namespace Ecluse.Host.Guard;

public sealed class TlsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_local_certificate_people_enrol_and_sign_in_over_https_and_cookies_are_this_host_s_alone()
    {
        await using var running = await RunningServer.StartAsync(isTls: true);
        Assert.Equal(Uri.UriSchemeHttps, running.Server.Address.Scheme);
        using var browser = running.Open();
        using var passkey = new SoftPasskey(Server.Name);
        var enrolled = await browser.EnrolAsync(passkey, running.Server.FirstCode!);
        Assert.Equal(HttpStatusCode.NoContent, enrolled.StatusCode);
        var cookie = enrolled.Headers.GetValues("Set-Cookie").Single(one => one.Contains("ecluse-session", StringComparison.Ordinal));
        Assert.StartsWith("__Host-ecluse-session=", cookie, StringComparison.Ordinal);
        Assert.All(["; path=/", "; secure", "; samesite=strict", "; httponly"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
        Assert.Equal("/sign-in", (await browser.PostAsync("/sign-out", new { })).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NoContent, (await browser.SignInAsync(passkey)).StatusCode);
    }

    [Fact]
    public async Task TLS_1_2_and_1_3_are_spoken_and_http_is_not()
    {
        await using var running = await RunningServer.StartAsync(isTls: true);
        Assert.Equal(SslProtocols.Tls13, await SpokenAsync(running, SslProtocols.Tls12 | SslProtocols.Tls13));
        Assert.Equal(SslProtocols.Tls12, await SpokenAsync(running, SslProtocols.Tls12));
        using var plain = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(
            () => plain.GetAsync(new Uri($"http://127.0.0.1:{running.Server.Address.Port}/health"), Stop));
    }

    [Fact]
    public async Task The_local_certificate_is_made_once_for_both_sites_lies_for_its_owner_alone_and_is_renewed_before_its_end()
    {
        await using var running = await RunningServer.StartAsync(isTls: true);
        var first = running.Certificate!.Leaf;
        Assert.Equal(first.RawData, running.Certificate!.Leaf.RawData);
        Assert.True(first.MatchesHostname(Server.Name) && first.MatchesHostname("sign.localhost") && !first.MatchesHostname("evil.example"));
        var folder = Path.Combine(running.Data.Path, "tls");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "localhost.pem")));
        Assert.DoesNotContain("PRIVATE", await File.ReadAllTextAsync(Path.Combine(folder, "localhost.crt"), Stop), StringComparison.Ordinal);

        running.Clock.Advance(TimeSpan.FromDays(368));
        Assert.NotEqual(first.RawData, running.Certificate!.Leaf.RawData);
    }

    [Fact]
    public async Task A_certificate_of_one_s_own_that_is_over_or_whose_key_others_read_is_refused()
    {
        await using var running = await RunningServer.StartAsync(isTls: true);
        var pem = Path.Combine(running.Data.Path, "tls", "localhost.pem");
        var now = running.Clock.GetUtcNow();
        Assert.Equal(running.Certificate!.Leaf.RawData, ServerCertificate.Own(pem, pem, now).Leaf.RawData);

        Refused(() => ServerCertificate.Own(pem, pem, now.AddDays(398)));
        Refused(() => ServerCertificate.Own(pem, "", now));
        Refused(() => ServerCertificate.Own(Path.Combine(running.Data.Path, "nothing.pem"), pem, now));
        File.SetUnixFileMode(pem, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Refused(() => ServerCertificate.Own(pem, pem, now));
    }

    private static void Refused(Action act) => Assert.Equal("SERVE-043", Assert.Throws<EcluseException>(act).Code);

    private static async Task<SslProtocols> SpokenAsync(RunningServer running, SslProtocols offered)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, running.Server.Address.Port, Stop);
        var trusted = running.Certificate!.Leaf.RawData;
        await using var stream = new SslStream(
            socket.GetStream(), false, (_, shown, _, _) => shown!.GetRawCertData().AsSpan().SequenceEqual(trusted));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = Server.Name, EnabledSslProtocols = offered }, Stop);
        return stream.SslProtocol;
    }
}
