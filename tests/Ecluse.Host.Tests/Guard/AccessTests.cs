using System.Net;
using Ecluse.Accounts;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Guard;

public sealed class AccessTests
{
    private static readonly string[] OpenToAnybody =
    [
        "GET /health", "GET /assets/console.css", "GET /assets/passkey.js", "GET /assets/live.js", "GET /assets/mark.svg", "GET /enrol", "POST /enrol/begin", "POST /enrol/end",
        "GET /sign-in", "POST /sign-in/begin", "POST /sign-in/end", "POST /sign-in/password",
        "GET /sign-in/with", "GET /sign-in/with/{provider}", "POST /sign-in/with/code", "POST /enrol/with",
        "GET /assets/signing.js", "GET /assets/drop.js", "GET /assets/depot-vendor.js", "GET /assets/depot-vendor.txt", "GET /signing/back", "GET /s/key", "POST /s/key/begin", "POST /s/key/end", "GET /s/document",
        "POST /s/document/begin", "POST /s/document/end",
        "GET /.well-known/security.txt", "GET /assets/show-work.js", "GET /warning", "POST /warning", "GET /warning/thread", "POST /warning/thread", "POST /warning/thread/add", "POST /warning/thread/release",
        "POST /api/v1/sign-in", "POST /api/v1/sign-in/token",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_endpoint_says_who_may_call_it_and_only_those_named_here_are_open()
    {
        await using var running = await RunningServer.StartAsync();
        var all = running.Server.Endpoints.All;

        Assert.Empty(all.Where(endpoint => endpoint.Rule is null).Select(endpoint => $"{endpoint.Method} {endpoint.Route} says nothing"));
        Assert.Equal(
            OpenToAnybody.Order(StringComparer.Ordinal),
            all.Where(endpoint => endpoint.Rule!.IsOpen).Select(endpoint => $"{endpoint.Method} {endpoint.Route}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_is_not_signed_in_gets_nothing_but_sign_in_and_health()
    {
        await using var running = await RunningServer.StartAsync();
        using var stranger = running.Open();
        foreach (var (method, route, rule) in running.Server.Endpoints.All.Where(endpoint => !endpoint.Rule!.IsOpen))
        {
            var path = route.Replace("{id}", "p-000000000000", StringComparison.Ordinal);
            var answer = method == "GET" ? await stranger.GetAsync(path)
                : method == "POST" ? await stranger.PostAsync(path, new { })
                : await stranger.SendAsync(method, path);
            Assert.True(
                answer.StatusCode is HttpStatusCode.Unauthorized
                    || answer.Headers.Location?.ToString() == "/sign-in", $"{method} {route} ({rule!.Right}): {answer.StatusCode}");
            var said = await answer.Content.ReadAsStringAsync(Stop);
            Assert.True(said.Length == 0 || (path.StartsWith("/api/", StringComparison.Ordinal) && said.Contains("\"API-003\"", StringComparison.Ordinal)), said);
        }

        Assert.Equal("ok", await (await stranger.GetAsync("/health")).Content.ReadAsStringAsync(Stop));
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync("/what-is-not-there")).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost")]
    public async Task A_request_that_another_site_began_is_refused_before_it_is_read(string origin)
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, _) = await running.EnrolledAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("/sign-out", new { }, origin)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Another_name_for_this_machine_is_not_answered()
    {
        await using var running = await RunningServer.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(running.Server.Address, "/health"));
        request.Headers.Host = $"evil.example:{running.Server.Address.Port}";
        Assert.Equal((HttpStatusCode)StatusCodes.Status421MisdirectedRequest, (await client.SendAsync(request, Stop)).StatusCode);
    }

    [Fact]
    public async Task Every_answer_keeps_scripts_frames_and_caches_out()
    {
        await using var running = await RunningServer.StartAsync();
        using var browser = running.Open();
        foreach (var path in new[] { "/", "/sign-in", "/enrol", "/health", "/assets/passkey.js", "/nowhere" })
        {
            var headers = (await browser.GetAsync(path)).Headers;
            var policy = headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.True(headers.CacheControl!.NoStore);
            Assert.False(headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task A_session_s_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        await using var running = await RunningServer.StartAsync();
        using var browser = running.Open();
        using var passkey = new Testkit.SoftPasskey(Server.Name);
        var cookies = (await browser.EnrolAsync(passkey, running.Server.FirstCode!)).Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.StartsWith("ecluse-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookies, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookies, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_right_stands_in_the_table_for_somebody() =>
        Assert.All(Enum.GetValues<Right>(), right => Assert.Contains(
            Enum.GetValues<Role>(), role => Enum.GetValues<Side>().Any(side => Rights.Allows(role, side, right))));
}
