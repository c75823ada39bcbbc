using System.Globalization;
using Ecluse.Notices;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Ecluse.Host.Notices;

/// <summary>
/// E-mail. The Message-ID is made of the notification's id and the date is when it was made: a second copy is the same message to whoever receives it.
/// </summary>
internal sealed class MailSender(MailSettings settings) : INoticeSender, IDisposable
{
    private readonly SmtpClient client = new() { Timeout = (int)SendResult.Patience.TotalMilliseconds };

    public string Channel => NoticeWays.Mail;

    public void Dispose() => client.Dispose();

    public async Task<SendResult> SendAsync(OutgoingNotice notice, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(SendResult.Patience);
        try
        {
            await ConnectAsync(patience.Token);
            await client.SendAsync(Message(notice), patience.Token);
            return new(true, "250");
        }
        catch (SmtpCommandException refused)
        {
            var code = (int)refused.StatusCode;
            return new(false, "smtp-" + code.ToString(CultureInfo.InvariantCulture), code >= 500);
        }
#pragma warning disable CA1031 // Whatever the other side does is a result, and its words stay out of it.
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return SendResult.Of(failure);
        }
    }

    /// <summary>The message as it is sent.</summary>
    internal MimeMessage Message(OutgoingNotice notice)
    {
        var message = new MimeMessage { MessageId = $"{notice.Id}@{settings.From[(settings.From.IndexOf('@', StringComparison.Ordinal) + 1)..]}", Date = notice.MadeAt };
        message.From.Add(new MailboxAddress("Écluse", settings.From));
        message.To.Add(new MailboxAddress("", notice.To!));
        message.Subject = $"[Écluse] {notice.Subject.French} / {notice.Subject.English}";
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Body = new TextPart("plain") { Text = $"{notice.Body.French}\n\n--\n\n{notice.Body.English}\n{(notice.Link is null ? "" : $"\n{notice.Link}\n")}" };
        return message;
    }

    // One connection for all that goes at once. A server that offers no STARTTLS where it is asked for is refused.
    private async Task ConnectAsync(CancellationToken cancellation)
    {
        if (client.IsConnected)
        {
            return;
        }

        client.ServerCertificateValidationCallback = new TrustedRoot(settings.Trust).Check;
        client.CheckCertificateRevocation = settings.Trust is null;
        await client.ConnectAsync(settings.Host, settings.Port, settings.Security switch
        {
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        }, cancellation);
        if (settings is { User: { } user, PasswordFile: { } file })
        {
            await client.AuthenticateAsync(user, NoticeSettingsFile.Secret(file), cancellation);
        }
    }
}
