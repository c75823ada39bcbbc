using Ecluse.Host.Composition;
using Ecluse.Notices;
using Ecluse.Storage.Notices;

namespace Ecluse.Host.Notices;

/// <summary>Sends what waits in the outbox: claimed, sent, its result written. One at a time in a process.</summary>
internal sealed class NoticePost(Installation installation)
{
    // So few that the claims of all hold until the last has been tried.
    private const int AtOnce = 5;
    private static readonly SemaphoreSlim One = new(1);

    /// <summary>Sends everything that is due now.</summary>
    /// <returns>How many were tried.</returns>
    public async Task<int> SendAsync(CancellationToken cancellation)
    {
        if (!await installation.Notices.IsAnyDueAsync(cancellation))
        {
            return 0;
        }

        await One.WaitAsync(cancellation);
        try
        {
            return await SendDueAsync(new NoticeSettingsFile(installation.Data).Read(), cancellation);
        }
        finally
        {
            One.Release();
        }
    }

    private async Task<int> SendDueAsync(NoticeSettings settings, CancellationToken cancellation)
    {
        var senders = Senders(settings, installation.Clock);
        try
        {
            var (tried, wording) = (0, new NoticeWording(installation, settings));
            while (await installation.Notices.ClaimAsync(AtOnce, cancellation) is { Count: > 0 } claimed)
            {
                foreach (var one in claimed)
                {
                    await SendAsync(one, wording, senders.GetValueOrDefault(one.Channel), cancellation);
                    tried++;
                }
            }

            return tried;
        }
        finally
        {
            foreach (var sender in senders.Values.OfType<IDisposable>())
            {
                sender.Dispose();
            }
        }
    }

    private async Task SendAsync(ClaimedNotice claimed, NoticeWording wording, INoticeSender? sender, CancellationToken cancellation)
    {
        var notice = await wording.OfAsync(claimed, cancellation);
        var result = sender is null ? new SendResult(false, "no-such-way")
            : notice is null || (claimed.Channel == NoticeWays.Mail && notice.To is null) ? new SendResult(false, "nobody", IsFinal: true)
            : await sender.SendAsync(notice, cancellation);
        if (result.IsDelivered)
        {
            await installation.Notices.DeliveredAsync(claimed, result.Code, cancellation);
        }
        else
        {
            await installation.Notices.FailedAsync(claimed, result.Code, result.IsFinal, cancellation);
        }
    }

    /// <summary>The senders of the settings, by name.</summary>
    public static Dictionary<string, INoticeSender> Senders(NoticeSettings settings, TimeProvider clock)
    {
        var senders = new List<INoticeSender>();
        if (settings.Mail is { } mail)
        {
            senders.Add(new MailSender(mail));
        }

        senders.AddRange(settings.Webhooks.Select(hook => new WebhookSender(hook, clock)));
        senders.AddRange(settings.Syslog.Select(receiver => new SyslogSender(receiver, Machine())));
        return senders.ToDictionary(sender => sender.Channel);
    }

    private static string Machine() => new([.. Environment.MachineName.Where(letter => letter is > ' ' and < '\x7f').Take(255).DefaultIfEmpty('-')]);
}
