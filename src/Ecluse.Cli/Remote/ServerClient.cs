using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Host.Api;

namespace Ecluse.Cli.Remote;

/// <summary>Asks a server's API; what it refuses is thrown as the same error, with the same code and exit code, as here.</summary>
internal sealed class ServerClient : IDisposable
{
    private const long SlowestBytesPerSecond = 8 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private readonly HttpClient http;

    private ServerClient(HttpClient http) => this.http = http;

    /// <summary>The server of <c>--server</c>, asked with the token that is kept for it.</summary>
    public static ServerClient SignedIn(VerbContext context, ParseResult parsed)
    {
        var client = Unsigned(context, parsed);
        client.http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", new TokenFile(client.Address).Read());
        return client;
    }

    /// <summary>The same without a token.</summary>
    public static ServerClient Unsigned(VerbContext context, ParseResult parsed)
    {
        var address = AddressOf(parsed.GetValue(CommandLine.ServerAddress) ?? throw RemoteErrors.ServerMissing());
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !address.IsLoopback })
        {
            BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd($"ecluse/{typeof(ServerClient).Assembly.GetName().Version!.ToString(3)}");
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(context.Language(parsed) == Language.French ? "fr" : "en");
        return new ServerClient(http);
    }

    /// <summary>Where it is.</summary>
    public Uri Address => http.BaseAddress!;

    /// <summary>Asks for a document.</summary>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, At(path)), cancellation);
        return await ReadAsync<T>(answer, cancellation);
    }

    /// <summary>Sends a request that is made already, and reads the answer's document.</summary>
    public async Task<T> AskAsync<T>(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var answer = await SendAsync(request, cancellation);
        return await ReadAsync<T>(answer, cancellation);
    }

    /// <summary>The same where there is no document to read.</summary>
    public async Task DoAsync(HttpRequestMessage request, CancellationToken cancellation) => (await SendAsync(request, cancellation)).Dispose();

    /// <summary>The bytes of an answer, as they come.</summary>
    public async Task<Stream> StreamAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        await (await SendAsync(request, cancellation)).Content.ReadAsStreamAsync(cancellation);

    /// <summary>An answer with its headers; disposed by whoever asked.</summary>
    public Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation) => SendAsync(request, cancellation);

    /// <summary>Writes a document as the API reads it.</summary>
    public static byte[] Write(object body) => JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), ApiJson.Options);

    /// <summary>A document's bytes as a body.</summary>
    public static HttpContent Json(byte[] bytes) => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    /// <summary>Sends a document, or nothing, and reads the answer's.</summary>
    public async Task<T> PostAsync<T>(string path, object? body, CancellationToken cancellation)
    {
        using var answer = await SendAsync(Post(path, body), cancellation);
        return await ReadAsync<T>(answer, cancellation);
    }

    /// <summary>Sends a document, or nothing; there is no answer but that it is done.</summary>
    public async Task PostAsync(string path, object? body, CancellationToken cancellation) =>
        (await SendAsync(Post(path, body), cancellation)).Dispose();

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static HttpRequestMessage Post(string path, object? body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, At(path));
        if (body is not null)
        {
            request.Content = Json(Write(body));
        }

        return request;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            HttpResponseMessage answer;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Patience + TimeSpan.FromSeconds((request.Content?.Headers.ContentLength ?? 0) / SlowestBytesPerSecond));
            try
            {
                answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            }
            catch (OperationCanceledException cause) when (!cancellation.IsCancellationRequested)
            {
                throw RemoteErrors.NotReached(cause);
            }
            catch (HttpRequestException cause)
            {
                throw RemoteErrors.NotReached(cause);
            }

            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            using (answer)
            {
                throw await ProblemAsync(answer, cancellation);
            }
        }
    }

    private static async Task<EcluseException> ProblemAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (answer.Content.Headers.ContentType?.MediaType != ApiProblem.MediaType)
        {
            return RemoteErrors.NotUnderstood();
        }

        return Thrown(await ReadAsync<ApiProblem>(answer, cancellation));
    }

    /// <summary>The error that problem details stand for.</summary>
    public static EcluseException Thrown(ApiProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var kind = Enum.IsDefined((ErrorKind)problem.Exit) ? (ErrorKind)problem.Exit : ErrorKind.Failed;
        return new EcluseException(problem.Code, new(problem.Title, problem.Title), new(problem.Detail, problem.Detail), kind);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
            return await JsonSerializer.DeserializeAsync<T>(body, ApiJson.Options, cancellation) ?? throw RemoteErrors.NotUnderstood();
        }
        catch (JsonException)
        {
            throw RemoteErrors.NotUnderstood();
        }
    }

    private static Uri At(string path) => new(ApiSite.Root + path, UriKind.Relative);

    // In clear to this very machine alone.
    private static Uri AddressOf(string typed) =>
        Uri.TryCreate(typed, UriKind.Absolute, out var address) && address.PathAndQuery == "/" && address.UserInfo.Length == 0
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw RemoteErrors.NotAnAddress();
}
