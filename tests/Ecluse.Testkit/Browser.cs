using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ecluse.Testkit;

/// <summary>What a browser does, without one: cookies, the Origin header, a passkey's ceremonies.</summary>
/// <param name="server">Where the server listens.</param>
/// <param name="stop">Gives up.</param>
public sealed partial class Browser(Uri server, CancellationToken stop) : IDisposable
{
    private System.Net.CookieContainer cookies = new();
    private HttpClient? made;

    /// <summary>What it calls itself; empty for nothing.</summary>
    public string Agent { get; init; } = "";

    /// <summary>The one certificate that it trusts on https, however it came to it; null for whatever the machine trusts.</summary>
    public byte[]? Trusted { get; init; }

    /// <summary>What it sends with every request, as a program may that is no browser.</summary>
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>The port it reaches in fact, as if a name server and a firewall led there; null for the address's own.</summary>
    public int? Port { get; init; }

    /// <summary>The address of this machine that it speaks from; null for whichever the machine takes.</summary>
    public System.Net.IPAddress? From { get; init; }

    /// <summary>A browser whose cookies it has, as if they had been copied.</summary>
    public Browser? CookiesOf
    {
        init => cookies = value?.cookies ?? cookies;
    }

    private HttpClient Client => made ??= Make();

    // As a browser does, whatever this machine's resolver thinks: localhost and every name under it is this machine.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext asked, CancellationToken stop)
    {
        var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
        if (From is { } from)
        {
            socket.Bind(new System.Net.IPEndPoint(from, 0));
        }

        await socket.ConnectAsync(System.Net.IPAddress.Loopback, Port ?? asked.DnsEndPoint.Port, stop);
        return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
    }

    private string Origin => server.GetLeftPart(UriPartial.Authority);

    private HttpClient Make()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies, ConnectCallback = ConnectAsync };
        if (Trusted is { } trusted)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetRawCertData().AsSpan().SequenceEqual(trusted);
        }

        var client = new HttpClient(handler) { BaseAddress = server };
        foreach (var (name, value) in Headers)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        if (Agent.Length > 0)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Agent);
        }

        return client;
    }

    /// <summary>Holds a cookie that the server would have set.</summary>
    public void Hold(string name, string value) => cookies.Add(server, new System.Net.Cookie(name, value));

    /// <summary>Asks for a page.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative), stop);

    /// <summary>The text of a page that is there.</summary>
    public async Task<string> TextAsync(string path)
    {
        var answer = await GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync(stop);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}\n{text}");
        return text;
    }

    /// <summary>Sends JSON as a page of this site does; with another origin, or with none when that is empty.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, object body, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (origin != "")
        {
            request.Headers.Add("Origin", origin ?? Origin);
        }

        return await Client.SendAsync(request, stop);
    }

    /// <summary>Sends a form as a page of this site does.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("Origin", Origin);
        return await Client.SendAsync(request, stop);
    }

    /// <summary>Sends a form with one file in a field of that name.</summary>
    public async Task<HttpResponseMessage> PostFileAsync(string path, string field, string file, byte[] bytes)
    {
        using var content = new MultipartFormDataContent { { new ByteArrayContent(bytes), field, file } };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Origin", Origin);
        return await Client.SendAsync(request, stop);
    }

    /// <summary>Sends a form with files as a page of this site does.</summary>
    public async Task<HttpResponseMessage> PostFilesAsync(string path, params (string Name, byte[] Bytes)[] files)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, bytes) in files)
        {
            content.Add(new ByteArrayContent(bytes), name, name);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Origin", Origin);
        return await Client.SendAsync(request, stop);
    }

    /// <summary>Sends any request as a program on a page of this site does, with headers of its own.</summary>
    public async Task<HttpResponseMessage> SendAsync(string method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        request.Headers.Add("Origin", Origin);
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await Client.SendAsync(request, stop);
    }

    /// <summary>What a browser would send as its cookies, for a program that is to be signed in as it is.</summary>
    public string Cookies => cookies.GetCookieHeader(server);

    /// <summary>Whether a stream of events begins there.</summary>
    public async Task<bool> BeginsAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        return answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
    }

    /// <summary>Opens a stream of events; its lines come as they are sent.</summary>
    public async Task<StreamReader> ListenAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/event-stream");
        var answer = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        answer.EnsureSuccessStatusCode();
        return new StreamReader(await answer.Content.ReadAsStreamAsync(stop));
    }

    /// <summary>Enrols with a code, up to the first refusal.</summary>
    public async Task<HttpResponseMessage> EnrolAsync(
        SoftPasskey passkey, string code, string name = "Ève Caradec", string organisation = "Éditeur du Val")
    {
        var asked = await PostAsync("/enrol/begin", new { code, name, organisation });
        if (!asked.IsSuccessStatusCode)
        {
            return asked;
        }

        var options = await asked.Content.ReadFromJsonAsync<JsonElement>(stop);
        passkey.User = options.GetProperty("user").GetProperty("id").GetString();
        return await PostAsync("/enrol/end", new { json = passkey.Enrol(options.GetProperty("challenge").GetString()!, Origin) });
    }

    /// <summary>Invites somebody as the people page does, and reads the code that it shows.</summary>
    public async Task<string> InviteAsync(string name, string role, string? controller = null)
    {
        var answer = await PostFormAsync("/people/invite", ("name", name), ("role", role), ("controller", controller ?? ""));
        var code = Code().Match(await answer.Content.ReadAsStringAsync(stop)).Value;
        Assert.NotEqual("", code);
        return code;
    }

    /// <summary>Signs in, up to the first refusal.</summary>
    public async Task<HttpResponseMessage> SignInAsync(SoftPasskey passkey, string? origin = null)
    {
        var asked = await PostAsync("/sign-in/begin", new { });
        var options = await asked.Content.ReadFromJsonAsync<JsonElement>(stop);
        return await PostAsync(
            "/sign-in/end", new { json = passkey.SignIn(options.GetProperty("challenge").GetString()!, origin ?? Origin) });
    }

    /// <summary>Adds a passkey to the account that is signed in, up to the first refusal.</summary>
    public async Task<HttpResponseMessage> AddPasskeyAsync(SoftPasskey passkey)
    {
        var asked = await PostAsync("/ways/passkey/begin", new { });
        if (!asked.IsSuccessStatusCode)
        {
            return asked;
        }

        var options = await asked.Content.ReadFromJsonAsync<JsonElement>(stop);
        passkey.User = options.GetProperty("user").GetProperty("id").GetString();
        return await PostAsync("/ways/passkey/end", new { json = passkey.Enrol(options.GetProperty("challenge").GetString()!, Origin) });
    }

    /// <summary>Signs the undertaking as its page does, up to the first refusal.</summary>
    public async Task<HttpResponseMessage> UndertakeAsync(SoftPasskey passkey, string name, string text = "en")
    {
        var asked = await PostAsync("/undertaking/begin", new { name, text });
        return asked.IsSuccessStatusCode
            ? await PostAsync("/undertaking/end", new { json = passkey.SignIn(await ChallengeAsync(asked), Origin) })
            : asked;
    }

    private async Task<string> ChallengeAsync(HttpResponseMessage asked) =>
        (await asked.Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("challenge").GetString()!;

    /// <inheritdoc/>
    public void Dispose() => made?.Dispose();

    [GeneratedRegex("(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}")]
    private static partial Regex Code();
}
