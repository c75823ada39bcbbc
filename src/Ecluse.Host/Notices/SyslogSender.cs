using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Ecluse.Alerts;
using Ecluse.Notices;

namespace Ecluse.Host.Notices;

/// <summary>Syslog after RFC 5424: by UDP (5426), by TCP with octets counted (6587), or the same inside TLS (5425).</summary>
internal sealed class SyslogSender(SyslogSettings settings, string machine) : INoticeSender
{
    // Facility 13, log audit.
    private const int Facility = 13;

    public string Channel => settings.Name;

    public async Task<SendResult> SendAsync(OutgoingNotice notice, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(SendResult.Patience);
        try
        {
            var line = Line(notice, machine);
            if (settings.Transport == SyslogTransport.Udp)
            {
                using var udp = new UdpClient();
                udp.Connect(settings.Host, settings.Port);
                await udp.SendAsync(line, patience.Token);
                return new(true, "sent");
            }

            await SendCountedAsync(line, patience.Token);
            return new(true, "written");
        }
#pragma warning disable CA1031 // Whatever the other side does is a result.
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return SendResult.Of(failure);
        }
    }

    /// <summary>The message: header, structured data with the id, then words in UTF-8.</summary>
    internal static byte[] Line(OutgoingNotice notice, string machine)
    {
        var severity = notice.Level switch { AlertLevel.Critical => 2, AlertLevel.High => 3, AlertLevel.Medium => 4, AlertLevel.Low => 5, _ => notice.Kind == NoticeKind.Test ? 6 : 4 };
        var at = notice.MadeAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var level = notice.Level is { } known ? AlertWords.Name(known) : "-";
        var head = string.Create(CultureInfo.InvariantCulture, $"<{(Facility * 8) + severity}>1 {at} {machine} ecluse - {AlertWords.Name(notice.Kind)} ");
        return
        [
            // 32473 is the number that the registry keeps for whoever has none of their own.
            .. Encoding.ASCII.GetBytes(head + $"[ecluse@32473 notice=\"{notice.Id}\" about=\"{notice.About}\" level=\"{level}\"] "),
            .. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(notice.Subject.English ?? ""),
        ];
    }

    private async Task SendCountedAsync(byte[] line, CancellationToken cancellation)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(settings.Host, settings.Port, cancellation);
        await using var plain = tcp.GetStream();
        await using Stream stream = settings.Transport == SyslogTransport.Tls ? new SslStream(plain, leaveInnerStreamOpen: false, new TrustedRoot(settings.Trust).Check) : plain;
        if (stream is SslStream tls)
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = settings.Host }, cancellation);
        }

        byte[] counted = [.. Encoding.ASCII.GetBytes(line.Length.ToString(CultureInfo.InvariantCulture) + " "), .. line];
        await stream.WriteAsync(counted, cancellation);
        await stream.FlushAsync(cancellation);
        if (stream is SslStream told)
        {
            // RFC 5425, 4.4: whoever closes says so first.
            await told.ShutdownAsync();
        }
    }
}
