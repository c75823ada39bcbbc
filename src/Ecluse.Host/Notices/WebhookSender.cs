using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ecluse.Alerts;
using Ecluse.Notices;

namespace Ecluse.Host.Notices;

/// <summary>
/// A signed webhook: HMAC-SHA256 over the timestamp, a point and the exact body. The receiver compares in constant time, refuses a timestamp that is
/// not of these minutes and an id that it has seen (docs/spec/alerts.md).
/// </summary>
internal sealed class WebhookSender : INoticeSender, IDisposable
{
    private readonly WebhookSettings settings;
    private readonly TimeProvider clock;
    private readonly HttpClient client;

    public WebhookSender(WebhookSettings settings, TimeProvider clock)
    {
        (this.settings, this.clock) = (settings, clock);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false };
        if (new TrustedRoot(settings.Trust).Check is { } check)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = check;
        }

        client = new HttpClient(handler) { Timeout = SendResult.Patience };
    }

    public string Channel => settings.Name;

    public void Dispose() => client.Dispose();

    public async Task<SendResult> SendAsync(OutgoingNotice notice, CancellationToken cancellation)
    {
        try
        {
            var body = Body(notice);
            var at = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.Add("Ecluse-Notice", notice.Id);
            request.Headers.Add("Ecluse-Timestamp", at);
            request.Headers.Add("Ecluse-Signature", "v1=" + Sign(NoticeSettingsFile.Secret(settings.KeyFile), at, body));
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var status = (int)answer.StatusCode;
            return new(answer.IsSuccessStatusCode, "http-" + status.ToString(CultureInfo.InvariantCulture), status is >= 300 and < 500 and not (408 or 425 or 429));
        }
#pragma warning disable CA1031 // Whatever the other side does is a result.
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return failure.InnerException is System.Security.Authentication.AuthenticationException tls ? SendResult.Of(tls) : SendResult.Of(failure);
        }
    }

    /// <summary>The signature of a body at a timestamp.</summary>
    internal static string Sign(string key, string timestamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key));
        mac.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        mac.AppendData(body);
        return Convert.ToHexStringLower(mac.GetHashAndReset());
    }

    private static byte[] Body(OutgoingNotice notice) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        notice = notice.Id,
        kind = AlertWords.Name(notice.Kind),
        about = notice.About,
        level = notice.Level is { } level ? AlertWords.Name(level) : null,
        madeAt = notice.MadeAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        subject = new { en = notice.Subject.English, fr = notice.Subject.French },
        link = notice.Link?.ToString(),
    });
}
