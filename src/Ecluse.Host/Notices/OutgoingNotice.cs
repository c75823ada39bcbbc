using Ecluse.Alerts;
using Ecluse.Errors;
using Ecluse.Notices;

namespace Ecluse.Host.Notices;

/// <summary>What is sent: typed fields, and two languages made of them. Nothing that somebody typed is in it.</summary>
/// <param name="Id">Id of the notification: the same at each try.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="About">Id of the alert, warning or breach.</param>
/// <param name="Level">Level of an alert; null for others.</param>
/// <param name="MadeAt">When it was made: the same at each try.</param>
/// <param name="Subject">In a line.</param>
/// <param name="Body">What it is and what to do.</param>
/// <param name="Link">Where to look; null where the settings say no address.</param>
/// <param name="To">Address, for e-mail; null for others.</param>
internal sealed record OutgoingNotice(
    string Id, NoticeKind Kind, string About, AlertLevel? Level, DateTimeOffset MadeAt, Text Subject, Text Body, Uri? Link, string? To);

/// <summary>What a try ended with.</summary>
/// <param name="IsDelivered">Whether the other side took it; by UDP, whether it went.</param>
/// <param name="Code">A code of ours or of the protocol: <c>250</c>, <c>smtp-421</c>, <c>http-503</c>, <c>tls</c>; never the other side's words.</param>
/// <param name="IsFinal">Whether trying again is of no use.</param>
internal sealed record SendResult(bool IsDelivered, string Code, bool IsFinal = false)
{
    /// <summary>How long the other side may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What a failure below the protocol is called.</summary>
    public static SendResult Of(Exception failure) => new(false, failure switch
    {
        EcluseException refused => refused.Code,
        System.Security.Authentication.AuthenticationException or MailKit.Security.SslHandshakeException => "tls",
        MailKit.Security.AuthenticationException => "authentication",
        NotSupportedException => "no-starttls",
        OperationCanceledException or TimeoutException => "timeout",
        _ => "connection",
    });
}

/// <summary>One way of telling.</summary>
internal interface INoticeSender
{
    /// <summary>Its name in the settings.</summary>
    string Channel { get; }

    /// <summary>Sends; whatever happens is a result.</summary>
    Task<SendResult> SendAsync(OutgoingNotice notice, CancellationToken cancellation);
}
