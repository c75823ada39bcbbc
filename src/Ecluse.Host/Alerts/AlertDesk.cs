using Ecluse.Alerts;
using Ecluse.Breaches;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Notices;
using Ecluse.Notices;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Notices;

namespace Ecluse.Host.Alerts;

/// <summary>What verbs and console do with alerts, and the round that makes what is due and sends it.</summary>
internal sealed class AlertDesk(Installation installation)
{
    private const int ListMax = 1000;

    /// <summary>The alerts of the state.</summary>
    public AlertShelf Shelf => installation.Alerts;

    /// <summary>The open alerts that somebody sees, the largest risk first.</summary>
    public async Task<AlertList> ListAsync(Account me, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(me);
        return new(await Shelf.OpenAsync(me.Controller, ListMax, cancellation), installation.Clock.GetUtcNow());
    }

    /// <summary>
    /// An alert that somebody sees, null for another one: the processor's people all, a controller's officers their controller's, and one of the
    /// installation once it has told them.
    /// </summary>
    public async Task<AlertDetail?> FindAsync(Account me, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(me);
        return AlertIds.Is(id) && await Shelf.FindAsync(id, cancellation) is { } one
            && (me.Controller is null || one.Alert.Controller == me.Controller
                || (one.Alert.Controller is null && (await installation.Notices.OfAsync(id, cancellation)).Any(notice => notice.Recipient == me.Person)))
            ? one : null;
    }

    /// <summary>Whom an alert told, of those that somebody may know of: whom else it told is another laboratory's business.</summary>
    public async Task<IReadOnlyList<NoticeRow>> NoticesAsync(Account me, string id, CancellationToken cancellation) =>
        [.. (await installation.Notices.OfAsync(id, cancellation)).Where(one => me.Controller is null || one.Controller is null || one.Controller == me.Controller)];

    /// <summary>All that somebody may know of one.</summary>
    public async Task<AlertStory> StoryAsync(Account me, AlertDetail one, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(one);
        var id = one.Alert.Id;
        return AlertStory.Of(one, await Shelf.KeptAsync(id, cancellation), await NoticesAsync(me, id, cancellation), installation.Clock.GetUtcNow());
    }

    /// <summary>Sends a test by every way, to a person's address and to each receiver.</summary>
    /// <param name="person">Id of the person.</param>
    /// <param name="cancellation">Stops before the next is sent.</param>
    public async Task<IReadOnlyList<TestFacts>> TestAsync(string person, CancellationToken cancellation)
    {
        _ = new NoticeSettingsFile(installation.Data).Read();
        var made = await installation.Notices.TestAsync(person, cancellation);
        await new NoticePost(installation).SendAsync(cancellation);
        return
        [
            .. (await installation.Notices.OfAsync(person, cancellation)).Where(row => row.Kind == NoticeKind.Test && row.Channel != NoticeWays.Console).TakeLast(made)
                .Select(row => new TestFacts(row.Channel, row.State, row.Code)),
        ];
    }

    /// <summary>The id of somebody of the house, whose it is to say whom alerts reach.</summary>
    /// <exception cref="Errors.EcluseException"><c>ALERT-013</c>.</exception>
    public static string House(Account me)
    {
        ArgumentNullException.ThrowIfNull(me);
        return me.Controller is null ? me.Person : throw AlertErrors.NotAHandler();
    }

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
