using System.Net;
using Ecluse.Host.Accounts;
using Ecluse.Passages;

namespace Ecluse.Host.Api;

public sealed class TokenTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_line_gets_a_token_once_its_person_typed_the_code_and_not_before()
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, _) = await running.EnrolledAsync();
        using var caller = new ApiCaller(running);
        var begun = await caller.BeginAsync();
        Assert.Equal("API-010", await ApiCaller.CodeAsync(await caller.TokenAsync(begun.Secret)));

        var shown = WebUtility.HtmlDecode(await (await browser.PostFormAsync("/device", ("code", begun.Code.ToLowerInvariant()))).Content.ReadAsStringAsync(Stop));
        Assert.Contains("127.0.0.1", shown, StringComparison.Ordinal);
        Assert.Contains("ecluse/test", shown, StringComparison.Ordinal);
        Assert.Equal("API-010", await ApiCaller.CodeAsync(await caller.TokenAsync(begun.Secret)));

        (await browser.PostFormAsync("/device/confirm", ("code", begun.Code), ("answer", "yes"))).EnsureSuccessStatusCode();
        var token = await ApiCaller.ReadAsync<SignInToken>(await caller.TokenAsync(begun.Secret));
        Assert.Equal("API-011", await ApiCaller.CodeAsync(await caller.TokenAsync(begun.Secret)));
        caller.Token = token.Token;
        Assert.Equal(token.Name, (await ApiCaller.ReadAsync<Me>(await caller.GetAsync("/api/v1/me"))).Name);
        Assert.Empty(await ApiCaller.ReadAsync<IReadOnlyList<Passage>>(await caller.GetAsync("/api/v1/passages")));
        Assert.Contains("account.token-made", await running.ActsAsync());
        Assert.Contains("command line", await browser.TextAsync("/sessions"), StringComparison.Ordinal);
        Assert.DoesNotContain(token.Token, System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(running.Data.Path, "ecluse.db"), Stop)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_person_refuses_what_is_asked_from_elsewhere_and_what_is_ten_minutes_old_gets_none()
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, passkey) = await running.EnrolledAsync();
        using var caller = new ApiCaller(running);
        var refused = await caller.BeginAsync();
        await browser.PostFormAsync("/device/confirm", ("code", refused.Code), ("answer", "no"));
        Assert.Equal("API-011", await ApiCaller.CodeAsync(await caller.TokenAsync(refused.Secret)));

        var stolen = await caller.BeginAsync();
        await browser.PostFormAsync("/device/confirm", ("code", stolen.Code), ("answer", "yes"));
        using (var thief = new ApiCaller(running, agent: "curl/8.0"))
        {
            Assert.Equal("API-011", await ApiCaller.CodeAsync(await thief.TokenAsync(stolen.Secret)));
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostFormAsync("/device", ("code", "BCDF-GHJK"))).StatusCode);
        var late = await caller.BeginAsync();
        running.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostFormAsync("/device/confirm", ("code", late.Code), ("answer", "yes"))).StatusCode);
        await browser.SignInAsync(passkey);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostFormAsync("/device/confirm", ("code", late.Code), ("answer", "yes"))).StatusCode);
        Assert.Equal("API-011", await ApiCaller.CodeAsync(await caller.TokenAsync(late.Secret)));
    }

    [Theory]
    [InlineData("signs out")]
    [InlineData("ends others")]
    [InlineData("goes away")]
    [InlineData("is there all day")]
    public async Task A_token_ends_with_the_session_it_is_bound_to(string what)
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, _) = await running.EnrolledAsync();
        using var caller = await ApiCaller.ConfirmedAsync(running, browser);
        await EndAsync(what, running, browser, caller);
        Assert.Equal("API-003", await ApiCaller.CodeAsync(await caller.GetAsync("/api/v1/me")));
    }

    [Fact]
    public async Task A_token_s_use_keeps_its_session_open_and_a_cookie_and_a_token_never_stand_for_each_other()
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, _) = await running.EnrolledAsync();
        using var caller = await ApiCaller.ConfirmedAsync(running, browser);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            running.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync("/api/v1/me")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sessions")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await caller.GetAsync("/sessions")).StatusCode);
        using var disguised = running.Open("ecluse/test");
        disguised.Hold("ecluse-session", caller.Token!);
        Assert.Equal(HttpStatusCode.Redirect, (await disguised.GetAsync("/sessions")).StatusCode);
    }

    [Fact]
    public async Task A_token_that_comes_from_another_program_ends_with_its_session_and_stands_in_the_journal()
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, _) = await running.EnrolledAsync();
        using var caller = await ApiCaller.ConfirmedAsync(running, browser);
        using var thief = new ApiCaller(running, caller.Token, "curl/8.0");
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await caller.GetAsync("/api/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/sessions")).StatusCode);
        Assert.Contains("account.shared-use", await running.ActsAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"secret\":null}")]
    [InlineData("{\"secret\":\"a\",\"secret\":\"b\"}")]
    [InlineData("{\"secret\":\"a\",\"more\":1}")]
    [InlineData("[\"a\"]")]
    [InlineData("{\"Secret\":\"a\"}")]
    public async Task A_body_that_is_not_of_the_shape_is_refused(string body)
    {
        await using var running = await RunningServer.StartAsync();
        using var caller = new ApiCaller(running);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sign-in/token")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        Assert.Equal("API-001", await ApiCaller.CodeAsync(await caller.SendAsync(request)));
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        await using var running = await RunningServer.StartAsync();
        using var caller = new ApiCaller(running);
        var answer = await caller.PostAsync("/api/v1/sign-in/token", new { secret = new string('a', ApiJson.BytesMax) });
        Assert.Contains(await ApiCaller.CodeAsync(answer), (string[])["API-001", "API-002"]);
    }

    [Fact]
    public async Task A_problem_is_told_in_the_language_asked_for()
    {
        await using var running = await RunningServer.StartAsync();
        using var french = new ApiCaller(running, language: "fr");
        var problem = System.Text.Json.JsonSerializer.Deserialize<ApiProblem>(
            await (await french.GetAsync("/api/v1/me")).Content.ReadAsStringAsync(Stop), ApiJson.Options)!;
        Assert.Equal(ApiErrors.NotSignedIn().Problem.French, problem.Title);
        Assert.Equal((401, 4), (problem.Status, problem.Exit));
    }

    private static async Task EndAsync(string what, RunningServer running, Testkit.Browser browser, ApiCaller caller)
    {
        switch (what)
        {
            case "signs out":
                await browser.PostFormAsync("/sign-out");
                break;
            case "ends others":
                await browser.PostFormAsync("/sessions/end-others");
                break;
            case "goes away":
                running.Clock.Advance(Sessions.Idle);
                break;
            default:
                for (var used = TimeSpan.Zero; used < Sessions.Longest; used += TimeSpan.FromMinutes(20))
                {
                    await caller.GetAsync("/api/v1/me");
                    running.Clock.Advance(TimeSpan.FromMinutes(20));
                }

                break;
        }
    }
}
