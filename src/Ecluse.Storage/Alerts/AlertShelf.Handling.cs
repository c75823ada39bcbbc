using Ecluse.Alerts;
using Ecluse.Notices;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Notices;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Alerts;

/// <content>What people do.</content>
public sealed partial class AlertShelf
{
    private static readonly TimeSpan AbsenceMax = TimeSpan.FromDays(366);

    /// <summary>Somebody has seen it.</summary>
    /// <exception cref="Errors.EcluseException"><c>ALERT-001</c> to <c>ALERT-003</c>.</exception>
    public Task AcknowledgeAsync(string id, AlertPerson by, CancellationToken cancellation) =>
        DoAsync(id, "alert.acknowledged", (_, at) => Act(AlertActKind.Acknowledged, by, at), cancellation);

    /// <summary>Somebody did something about it.</summary>
    /// <exception cref="Errors.EcluseException"><c>ALERT-001</c>, <c>ALERT-002</c>, <c>ALERT-004</c>.</exception>
    public Task ActAsync(string id, string words, AlertPerson by, CancellationToken cancellation)
    {
        var said = AlertRules.CheckedWords(words);
        return DoAsync(id, "alert.acted", (_, at) => Act(AlertActKind.Acted, by, at) with { Words = said }, cancellation);
    }

    /// <summary>Somebody asks for silence; it begins when another person agrees.</summary>
    /// <exception cref="Errors.EcluseException"><c>ALERT-001</c>, <c>ALERT-002</c>, <c>ALERT-004</c>, <c>ALERT-008</c>.</exception>
    public Task ProposeSilenceAsync(string id, DateTimeOffset until, string words, AlertPerson by, CancellationToken cancellation)
    {
        var said = AlertRules.CheckedWords(words);
        return DoAsync(id, "alert.silence-proposed", (_, at) => Act(AlertActKind.SilenceProposed, by, at) with { Until = until.ToUniversalTime(), Words = said }, cancellation);
    }

    /// <summary>Another person agrees to the silence.</summary>
    /// <exception cref="Errors.EcluseException"><c>ALERT-001</c>, <c>ALERT-002</c>, <c>ALERT-006</c> to <c>ALERT-008</c>.</exception>
    public Task SilenceAsync(string id, AlertPerson by, CancellationToken cancellation) => DoAsync(
        id, "alert.silenced",
        (file, at) => Act(AlertActKind.Silenced, by, at) with { Until = AlertRules.Proposed(file.Acts, AlertActKind.SilenceProposed, AlertActKind.Silenced)?.Until },
        cancellation);

    /// <summary>Somebody closes it, or, where two are asked for, proposes to.</summary>
    /// <returns>Whether it is closed; else another person confirms.</returns>
    /// <exception cref="Errors.EcluseException"><c>ALERT-001</c>, <c>ALERT-002</c>, <c>ALERT-004</c>, <c>ALERT-005</c>.</exception>
    public async Task<bool> CloseAsync(string id, AlertOutcome outcome, string words, AlertPerson by, CancellationToken cancellation)
    {
        var said = AlertRules.CheckedWords(words);
        var isClosed = false;
        await DoAsync(
            id, null,
            (file, at) =>
            {
                isClosed = !file.Policy.SecondPerson;
                return Act(isClosed ? AlertActKind.Closed : AlertActKind.ClosingProposed, by, at) with { Outcome = outcome, Words = said };
            },
            cancellation);
        return isClosed;
    }

    /// <summary>A second person closes it.</summary>
    /// <exception cref="Errors.EcluseException"><c>ALERT-001</c>, <c>ALERT-002</c>, <c>ALERT-005</c> to <c>ALERT-007</c>.</exception>
    public Task ConfirmAsync(string id, AlertPerson by, CancellationToken cancellation) => DoAsync(
        id, "alert.closed",
        (file, at) => Act(AlertActKind.Closed, by, at) with
        {
            Outcome = (AlertRules.Proposed(file.Acts, AlertActKind.ClosingProposed, AlertActKind.Closed) ?? throw Refusal(file)).Outcome,
        },
        cancellation);

    /// <summary>It becomes a breach, which keeps its first receipt, in one transaction.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="breachIn">Opens the breach in the transaction given, and says its id.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <returns>Id of the breach.</returns>
    /// <exception cref="Errors.EcluseException"><c>ALERT-001</c>, <c>ALERT-002</c>, <c>ALERT-011</c>.</exception>
    public async Task<string> BecomeAsync(string id, Func<EcluseState, DateTimeOffset, Task<string>> breachIn, AlertPerson by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(breachIn);
        return await WriteAsync(
            async (state, now) =>
            {
                var file = await FileAsync(state, id, cancellation);
                AlertRules.Check(file.Policy, file.Acts, Act(AlertActKind.BecameBreach, by, file.NotBefore(now)));
                var breach = file.Row.Breach = await breachIn(state, file.Row.FirstAt);
                await DoAsync(state, file, "alert.became-breach", (_, at) => Act(AlertActKind.BecameBreach, by, at) with { Breach = breach }, now, cancellation);
                return breach;
            },
            cancellation);
    }

    /// <summary>Enters where a person, or a controller's officer without an account, is told by e-mail.</summary>
    /// <param name="owner">Id of the person, or name of the controller.</param>
    /// <param name="address">The address; empty to be told by e-mail no more.</param>
    /// <param name="by">Id of who enters it.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <exception cref="Errors.EcluseException"><c>ALERT-009</c>, <c>ALERT-010</c>.</exception>
    public async Task SetAddressAsync(string owner, string address, string by, CancellationToken cancellation)
    {
        var plain = (address ?? "").Trim();
        if (plain.Length > 0 && !MailAddresses.Is(plain))
        {
            throw AlertErrors.NotAnAddress();
        }

        await WriteAsync(
            async (state, now) =>
            {
                var isPerson = await state.Set<PersonRow>().AnyAsync(row => row.Id == owner, cancellation);
                var contract = (await contracts.ControllersAsync(cancellation)).Where(one => one.Value == owner && owner.Length > 0).Select(one => one.Key).Order(StringComparer.Ordinal).FirstOrDefault();
                var key = isPerson ? owner : contract is not null ? "controller:" + owner : throw AlertErrors.NobodyOfThatName();
                if (await state.Set<MailAddressRow>().SingleOrDefaultAsync(row => row.Owner == key, cancellation) is { } there)
                {
                    state.Remove(there);
                    await state.SaveChangesAsync(cancellation);
                }

                if (plain.Length > 0)
                {
                    state.Add(new MailAddressRow { Owner = key, Address = plain, At = now, By = by });
                }

                var subjects = new Dictionary<string, string> { [isPerson ? "person" : "contract"] = isPerson ? owner : contract!, ["kind"] = plain.Length > 0 ? "set" : "withdrawn" };
                return await append(state, new("notice.address-set", by, subjects, new Dictionary<string, string>()), cancellation);
            },
            cancellation);
    }

    /// <summary>Where somebody is told by e-mail; null where nothing stands.</summary>
    /// <param name="owner">Id of the person, or <c>controller:</c> and the name.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<string?> AddressOfAsync(string owner, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<MailAddressRow>().AsNoTracking().Where(row => row.Owner == owner).Select(row => row.Address).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Enters that a person is away: steps pass them over from then to then.</summary>
    /// <exception cref="Errors.EcluseException"><c>ALERT-010</c>, <c>ALERT-012</c>.</exception>
    public async Task AwayAsync(string person, DateTimeOffset from, DateTimeOffset until, string by, CancellationToken cancellation)
    {
        if (until <= from || until <= clock.GetUtcNow() || until > from + AbsenceMax)
        {
            throw AlertErrors.NotAnAbsence();
        }

        await WriteAsync(
            async (state, _) =>
            {
                if (!await state.Set<PersonRow>().AnyAsync(row => row.Id == person, cancellation))
                {
                    throw AlertErrors.NobodyOfThatName();
                }

                if (await state.Set<AbsenceRow>().SingleOrDefaultAsync(row => row.Person == person && row.From == from, cancellation) is { } there)
                {
                    there.Until = until;
                }
                else
                {
                    state.Add(new AbsenceRow { Person = person, From = from, Until = until, By = by });
                }

                return await append(state, new("absence.entered", by, new Dictionary<string, string> { ["person"] = person }, new Dictionary<string, string>()), cancellation);
            },
            cancellation);
    }

    private static AlertAct Act(AlertActKind kind, AlertPerson by, DateTimeOffset at) => new(kind, by.Person, at) { BySide = by.Controller };

    private static Errors.EcluseException Refusal(AlertFile file) =>
        file.Acts.Any(act => act.Kind == AlertActKind.Closed) ? AlertErrors.Closed() : AlertErrors.NothingProposed();

    private Task<bool> DoAsync(string id, string? name, Func<AlertFile, DateTimeOffset, AlertAct> act, CancellationToken cancellation) => WriteAsync(
        async (state, now) =>
        {
            await DoAsync(state, await FileAsync(state, id, cancellation), name, act, now, cancellation);
            return true;
        },
        cancellation);

    // What was due before an act is made before it, in its transaction: nobody escapes a step by acting while nothing ran.
    private async Task DoAsync(
        EcluseState state, AlertFile file, string? name, Func<AlertFile, DateTimeOffset, AlertAct> make, DateTimeOffset now, CancellationToken cancellation)
    {
        var at = file.NotBefore(now);
        var act = make(file, at);
        AlertRules.Check(file.Policy, file.Acts, act);
        var telling = await BeginAsync(state, now, cancellation);
        await MakeDueAsync(state, file, telling, agent, at, cancellation);
        file.Add(state, new AlertActRow
        {
            Alert = file.Row.Id, Number = file.Acts.Count + 1, Kind = act.Kind, By = act.By, BySide = act.BySide, At = act.At, Until = act.Until,
            Outcome = act.Outcome, Words = act.Words, Breach = act.Breach,
        });
        file.Settle(at);
        List<(string, string)> more = [];
        if (act.Outcome is { } outcome)
        {
            more.Add(("outcome", AlertWords.Name(outcome)));
        }

        if (act.Breach is { } breach)
        {
            more.Add(("breach", breach));
        }

        var entry = Entry(
            file.Row.Id, name ?? (act.Kind == AlertActKind.Closed ? "alert.closed" : "alert.closing-proposed"), act.By, telling.Reach.ContractOf(file.Row.Controller), [.. more]);
        await append(state, act.Words is { } words ? entry with { Texts = new Dictionary<string, string> { ["reason"] = words } } : entry, cancellation);
    }

    private async Task<AlertFile> FileAsync(EcluseState state, string id, CancellationToken cancellation) =>
        await FilesAsync(state, [id], cancellation) is [{ } file] ? file : throw AlertErrors.NotFound();
}

/// <summary>Who acts on an alert.</summary>
/// <param name="Person">Id of the person.</param>
/// <param name="Controller">The controller whose person it is; null for the house itself.</param>
public sealed record AlertPerson(string Person, string? Controller);
