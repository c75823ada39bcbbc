using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ecluse.Testkit;

namespace Ecluse.Host.Api;

/// <summary>A program in front of the server: no cookies, a name of its own, a token if it has one.</summary>
internal sealed class ApiCaller : IDisposable
{
    private readonly HttpClient http;

    public ApiCaller(RunningServer running, string? token = null, string agent = "ecluse/test", string language = "en")
    {
        http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = running.Server.Address };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(agent);
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        Token = token;
    }

    public string? Token
    {
        get => http.DefaultRequestHeaders.Authorization?.Parameter;
        set => http.DefaultRequestHeaders.Authorization = value is null ? null : new AuthenticationHeaderValue("Bearer", value);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A caller that the person of a browser has just confirmed in the console.</summary>
    public static async Task<ApiCaller> ConfirmedAsync(RunningServer running, Browser browser, string language = "en", string agent = "ecluse/test")
    {
        var caller = new ApiCaller(running, agent: agent, language: language);
        var begun = await caller.BeginAsync();
        (await browser.PostFormAsync("/device/confirm", ("code", begun.Code), ("answer", "yes"))).EnsureSuccessStatusCode();
        caller.Token = (await ReadAsync<SignInToken>(await caller.TokenAsync(begun.Secret))).Token;
        return caller;
    }

    public async Task<SignInBegun> BeginAsync() => await ReadAsync<SignInBegun>(await PostAsync("/api/v1/sign-in", null));

    public Task<HttpResponseMessage> TokenAsync(string secret) => PostAsync("/api/v1/sign-in/token", new { secret });

    public Task<HttpResponseMessage> GetAsync(string path) => http.GetAsync(path, Stop);

    public Task<HttpResponseMessage> PostAsync(string path, object? body) =>
        http.PostAsync(path, body is null ? null : JsonContent.Create(body, options: ApiJson.Options), Stop);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => http.SendAsync(request, Stop);

    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<T>(text, ApiJson.Options)!;
    }

    /// <summary>The code of a refusal, which is problem details.</summary>
    public static async Task<string> CodeAsync(HttpResponseMessage answer)
    {
        Assert.Equal(ApiProblem.MediaType, answer.Content.Headers.ContentType?.MediaType);
        return JsonSerializer.Deserialize<ApiProblem>(await answer.Content.ReadAsStringAsync(Stop), ApiJson.Options)!.Code;
    }

    public void Dispose() => http.Dispose();
}
