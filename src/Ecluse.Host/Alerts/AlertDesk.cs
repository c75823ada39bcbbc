using Ecluse.Breaches;
using Ecluse.Host.Composition;
using Ecluse.Host.Notices;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Notices;

namespace Ecluse.Host.Alerts;

/// <summary>What verbs and console do with alerts, and the round that makes what is due and sends it.</summary>
internal sealed class AlertDesk(Installation installation)
{
    /// <summary>The alerts of the state.</summary>
    public AlertShelf Shelf => installation.Alerts;

    /// <summary>Makes the steps and notices that are due, without sending: a clock in doubt makes them wait, as it does erasing.</summary>
    public async Task MakeDueAsync(CancellationToken cancellation)
    {
        if (await new ClockWatch(installation).IsDoubtedAsync(cancellation))
        {
            return;
        }

        await Shelf.EscalateAsync(cancellation);
        await installation.Notices.TakeUpWarningsAsync(cancellation);
        var now = installation.Clock.GetUtcNow();
        await installation.Notices.RemindAsync([.. (await installation.Breaches.ListAsync(cancellation)).SelectMany(dossier => BreachReminder.Of(dossier, now))], cancellation);
    }

    /// <summary>One round: what is due is made, then sent; what could not be delivered makes the next step due, in the same round.</summary>
    /// <returns>How many notifications were tried.</returns>
    public async Task<int> RoundAsync(CancellationToken cancellation)
    {
        await MakeDueAsync(cancellation);
        var tried = await new NoticePost(installation).SendAsync(cancellation);
        if (tried > 0)
        {
            await MakeDueAsync(cancellation);
        }

        return tried;
    }

    /// <summary>It becomes a breach, in one act, with its first receipt.</summary>
    /// <returns>Id of the breach.</returns>
    /// <exception cref="Errors.EcluseException"><c>ALERT-001</c>, <c>ALERT-002</c>, <c>ALERT-011</c>, <c>BREACH-003</c>.</exception>
    public Task<string> BecomeAsync(string id, AlertPerson by, CancellationToken cancellation) => Shelf.BecomeAsync(
        id,
        async (state, first) => (await installation.Breaches.OpenAsync(
            state, new BreachOpening(new BreachOrigin(OriginKind.Alert, id, first), Cause.Everything), by.Person, cancellation)).Id,
        by, cancellation);
}
