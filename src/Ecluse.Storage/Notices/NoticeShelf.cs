using Ecluse.Alerts;
using Ecluse.Notices;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Breaches;
using Ecluse.Storage.Contracts;
using Ecluse.Storage.Warnings;
using Ecluse.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Notices;

/// <summary>
/// The outbox: every notification is a row before it is sent. A row is claimed, sent, and its result written; if the process ends in between,
/// the claim runs out and it is sent again under the same id, by which the receiver knows it for a copy. Nothing is forgotten.
/// </summary>
/// <param name="open">Opens the state.</param>
/// <param name="contracts">Whose contracts there are.</param>
/// <param name="ways">By which ways people can be told.</param>
/// <param name="clock">What time it is.</param>
public sealed class NoticeShelf(Func<EcluseState> open, ContractShelf contracts, Func<NoticeWays> ways, TimeProvider clock)
{
    /// <summary>How long a claim holds.</summary>
    public static readonly TimeSpan ClaimFor = TimeSpan.FromMinutes(3);

    /// <summary>Pauses between tries; after the last of them it is undelivered.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(10)];

    /// <summary>Code of a try whose end nobody saw.</summary>
    public const string NoEnd = "no-end";

    /// <summary>Takes the next ones to be sent; nobody else takes them while the claim holds.</summary>
    public Task<IReadOnlyList<ClaimedNotice>> ClaimAsync(int take, CancellationToken cancellation) => WriteAsync<IReadOnlyList<ClaimedNotice>>(
        async (state, now) =>
        {
            var rows = await state.Set<NoticeRow>().Where(row => row.NextAt <= now).OrderBy(row => row.NextAt).ThenBy(row => row.Id).Take(take).ToListAsync(cancellation);
            var claimed = new List<ClaimedNotice>();
            foreach (var row in rows)
            {
                if (row.State == NoticeState.Claimed && row.Tries > Pauses.Count)
                {
                    await GiveUpAsync(state, row, NoEnd, now, cancellation);
                    continue;
                }

                (row.State, row.Tries, row.NextAt) = (NoticeState.Claimed, row.Tries + 1, now + ClaimFor);
                claimed.Add(new(row.Id, row.Tries, row.Kind, row.About, row.Detail, row.Run, row.Step, row.Channel, row.Recipient, row.Controller, row.MadeAt));
            }

            return claimed;
        },
        cancellation);

    /// <summary>Whether any is to be sent now: one query, without a transaction.</summary>
    public async Task<bool> IsAnyDueAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var state = open();
        return await state.Set<NoticeRow>().AnyAsync(row => row.NextAt <= now, cancellation);
    }

    /// <summary>The other side took it. Says nothing about one that somebody else has claimed since.</summary>
    public Task DeliveredAsync(ClaimedNotice claimed, string code, CancellationToken cancellation) => EndAsync(
        claimed,
        (_, row, now) =>
        {
            (row.State, row.NextAt, row.Code, row.EndedAt) = (NoticeState.Delivered, null, code, now);
            return Task.CompletedTask;
        },
        cancellation);

    /// <summary>The other side did not take it: tried again later, or given up.</summary>
    /// <param name="claimed">Which.</param>
    /// <param name="code">What it ended with; never what the other side said.</param>
    /// <param name="isFinal">Whether trying again is of no use.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    public Task FailedAsync(ClaimedNotice claimed, string code, bool isFinal, CancellationToken cancellation) => EndAsync(
        claimed,
        async (state, row, now) =>
        {
            if (isFinal || row.Tries > Pauses.Count)
            {
                await GiveUpAsync(state, row, code, now, cancellation);
                return;
            }

            (row.State, row.NextAt, row.Code) = (NoticeState.Waiting, now + Pauses[row.Tries - 1], code);
        },
        cancellation);

    /// <summary>Every notification of one thing, oldest first.</summary>
    public async Task<IReadOnlyList<NoticeRow>> OfAsync(string about, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<NoticeRow>().AsNoTracking().Where(row => row.About == about).OrderBy(row => row.MadeAt).ThenBy(row => row.Id).ToListAsync(cancellation);
    }

    /// <summary>Erases the notifications made before an instant that tell of no alert, warning or breach that is there.</summary>
    internal static async Task<int> ForgetAsync(Func<EcluseState> open, DateTimeOffset madeBefore, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<NoticeRow>().Where(row => row.MadeAt <= madeBefore
            && !state.Set<AlertRow>().Any(one => one.Id == row.About) && !state.Set<WarningRow>().Any(one => one.Id == row.About)
            && !state.Set<BreachRow>().Any(one => one.Id == row.About)).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Asks for a test by every way: to the person by e-mail where an address stands, and to each receiver.</summary>
    /// <returns>How many will be sent.</returns>
    public Task<int> TestAsync(string person, CancellationToken cancellation) => WriteAsync(
        async (state, now) =>
        {
            var reach = await Reach.ReadAsync(state, contracts, ways(), now, cancellation);
            var making = new NoticeMaking(state, reach, now);
            var detail = NoticeIds.New();
            making.Tell(new(person, "", null), NoticeKind.Test, person, detail);
            foreach (var channel in reach.Ways.Others)
            {
                making.TellReceiver(channel, NoticeKind.Test, person, detail);
            }

            return reach.Ways.Others.Count + (reach.AddressOf(new(person, "", null)) is null ? 0 : 1);
        },
        cancellation);

    /// <summary>
    /// Makes the notifications of unanswered warnings that have none yet: to the data protection officers of the controller that the notice is for,
    /// and where it has none that can be told, to the house's, who tell it by other means.
    /// </summary>
    /// <returns>How many notices were taken up.</returns>
    public async Task<int> TakeUpWarningsAsync(CancellationToken cancellation)
    {
        await using (var look = open())
        {
            if (!await Untold(look).AnyAsync(cancellation))
            {
                return 0;
            }
        }

        return await WriteAsync(
            async (state, now) =>
            {
                var notices = await Untold(state).OrderBy(notice => notice.MadeAt).ThenBy(notice => notice.Warning).ThenBy(notice => notice.Controller).ToListAsync(cancellation);
                var reach = await Reach.ReadAsync(state, contracts, ways(), now, cancellation);
                var making = new NoticeMaking(state, reach, now);
                foreach (var notice in notices)
                {
                    Tell(reach, making, NoticeKind.UnansweredWarning, notice.Warning, WarningWords.Name(notice.Clock), notice.Controller);
                }

                return notices.Count;
            },
            cancellation);
    }

    /// <summary>Makes the reminders of duties after breaches that have none yet.</summary>
    /// <param name="reminders">Which are due.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <returns>How many were taken up.</returns>
    public async Task<int> RemindAsync(IReadOnlyList<BreachReminder> reminders, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reminders);
        if (reminders.Count == 0)
        {
            return 0;
        }

        return await WriteAsync(
            async (state, now) =>
            {
                var breaches = reminders.Select(one => one.Breach).Distinct().ToList();
                var there = (await state.Set<NoticeRow>().AsNoTracking().Where(row => row.Kind == NoticeKind.BreachDuty && breaches.Contains(row.About))
                    .Select(row => new { row.About, row.Detail }).ToListAsync(cancellation)).Select(row => (row.About, row.Detail)).ToHashSet();
                var due = reminders.Where(one => there.Add((one.Breach, one.Detail))).ToList();
                if (due.Count > 0)
                {
                    var reach = await Reach.ReadAsync(state, contracts, ways(), now, cancellation);
                    var making = new NoticeMaking(state, reach, now);
                    due.ForEach(one => Tell(reach, making, NoticeKind.BreachDuty, one.Breach, one.Detail, one.Controller));
                }

                return due.Count;
            },
            cancellation);
    }

    // The row for the controller stands whoever is reached: what was made once is not made again.
    private static void Tell(Reach reach, NoticeMaking making, NoticeKind kind, string about, string detail, string controller)
    {
        var officers = controller.Length == 0 ? reach.House() : reach.OfficersOf(controller);
        foreach (var one in officers)
        {
            making.Tell(one, kind, about, detail);
        }

        if (officers.Count == 0)
        {
            making.Tell(new Reachable("controller:" + controller, "", controller.Length == 0 ? null : controller), kind, about, detail);
            foreach (var one in controller.Length == 0 ? [] : reach.House())
            {
                making.Tell(one with { Controller = controller }, NoticeKind.NobodyOutside, about, $"{detail}:{reach.ContractOf(controller) ?? "no-contract"}");
            }
        }
    }

    private static IQueryable<WarningNoticeRow> Untold(EcluseState state)
    {
        var (acknowledge, answer, outcome) = (WarningWords.Name(WarningClockKind.Acknowledge), WarningWords.Name(WarningClockKind.Answer), WarningWords.Name(WarningClockKind.Outcome));
        return state.Set<WarningNoticeRow>().AsNoTracking().Where(notice => !state.Set<NoticeRow>().Any(row =>
            row.Kind == NoticeKind.UnansweredWarning && row.About == notice.Warning && (row.Controller ?? "") == notice.Controller
            && row.Detail == (notice.Clock == WarningClockKind.Acknowledge ? acknowledge : notice.Clock == WarningClockKind.Answer ? answer : outcome)));
    }

    // A step is undelivered when no message of it to anybody arrived: then its alert is looked at, and the next step is due at once.
    private static async Task GiveUpAsync(EcluseState state, NoticeRow row, string code, DateTimeOffset now, CancellationToken cancellation)
    {
        (row.State, row.NextAt, row.Code, row.EndedAt) = (NoticeState.Undelivered, null, code, now);
        if (row.Kind != NoticeKind.AlertStep || row.Channel != NoticeWays.Mail)
        {
            return;
        }

        await state.SaveChangesAsync(cancellation);
        var isReached = await state.Set<NoticeRow>().AnyAsync(
            one => one.About == row.About && one.Kind == NoticeKind.AlertStep && one.Run == row.Run && one.Step == row.Step
                && one.Channel == NoticeWays.Mail && one.State != NoticeState.Undelivered, cancellation);
        if (!isReached && await state.Set<AlertStepRow>().SingleOrDefaultAsync(
            one => one.Alert == row.About && one.Run == row.Run && one.Number == row.Step, cancellation) is { Outcome: StepOutcome.Told } step)
        {
            (step.Outcome, step.EndedAt) = (StepOutcome.Undelivered, now);
            if (await state.Set<AlertRow>().SingleAsync(one => one.Id == row.About, cancellation) is { ClosedAt: null } alert)
            {
                alert.LookAt = now;
            }
        }
    }

    private Task<bool> EndAsync(ClaimedNotice claimed, Func<EcluseState, NoticeRow, DateTimeOffset, Task> end, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(claimed);
        return WriteAsync(
            async (state, now) =>
            {
                if (await state.Set<NoticeRow>().SingleOrDefaultAsync(
                    row => row.Id == claimed.Id && row.Tries == claimed.Try && row.State == NoticeState.Claimed, cancellation) is not { } row)
                {
                    return false;
                }

                await end(state, row, now);
                return true;
            },
            cancellation);
    }

    private async Task<T> WriteAsync<T>(Func<EcluseState, DateTimeOffset, Task<T>> write, CancellationToken cancellation)
    {
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var answer = await write(state, clock.GetUtcNow());
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return answer;
    }
}

/// <summary>A notification that this process sends now.</summary>
/// <param name="Id">Its id: the same at each try.</param>
/// <param name="Try">Which try, from 1.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="About">Id of the alert, warning or breach.</param>
/// <param name="Detail">Which of it.</param>
/// <param name="Run">Run of the escalation.</param>
/// <param name="Step">Step of the escalation, from 0.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="Controller">Whose person it is; null for the house's.</param>
/// <param name="MadeAt">When it was made.</param>
public sealed record ClaimedNotice(
    string Id, int Try, NoticeKind Kind, string About, string Detail, int Run, int Step, string Channel, string Recipient, string? Controller, DateTimeOffset MadeAt);
