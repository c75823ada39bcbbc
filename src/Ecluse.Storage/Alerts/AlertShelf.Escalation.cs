using System.Globalization;
using Ecluse.Acts;
using Ecluse.Alerts;
using Ecluse.Notices;
using Ecluse.Storage.Notices;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Alerts;

/// <content>What becomes due by itself.</content>
public sealed partial class AlertShelf
{
    private const int BatchMax = 50;

    private readonly Dictionary<string, EscalationPolicy> policies = [];

    /// <summary>
    /// Makes the steps that are due: each once, ever, with its notifications and its journal entry in one transaction. A round with nothing due is
    /// one query.
    /// </summary>
    /// <param name="cancellation">Stops between two transactions.</param>
    /// <returns>How many steps were made.</returns>
    public async Task<int> EscalateAsync(CancellationToken cancellation)
    {
        var made = 0;
        while (true)
        {
            var ids = await DueAsync(cancellation);
            if (ids.Count == 0)
            {
                return made;
            }

            made += await WriteAsync((state, now) => EscalateAsync(state, ids, now, cancellation), cancellation);
        }
    }

    private async Task<IReadOnlyList<string>> DueAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var state = open();
        return await state.Set<AlertRow>().AsNoTracking().Where(row => row.LookAt <= now).OrderBy(row => row.LookAt).ThenBy(row => row.Id)
            .Select(row => row.Id).Take(BatchMax).ToListAsync(cancellation);
    }

    private async Task<int> EscalateAsync(EcluseState state, IReadOnlyList<string> ids, DateTimeOffset now, CancellationToken cancellation)
    {
        var files = await FilesAsync(state, ids, cancellation);
        var making = await BeginAsync(state, now, cancellation);
        var made = 0;
        foreach (var file in files)
        {
            made += await MakeDueAsync(state, file, making, agent, now, cancellation);
        }

        return made;
    }

    // Until none is due: behind a step that nobody stands behind the next one is due at once.
    private async Task<int> MakeDueAsync(EcluseState state, AlertFile file, Telling making, string by, DateTimeOffset now, CancellationToken cancellation)
    {
        var made = 0;
        while (file.Standing(now).Due is [{ } due, ..])
        {
            await MakeAsync(state, file, due, making, by, now, cancellation);
            made++;
        }

        await TellHouseAsync(state, file, making, cancellation);
        file.Settle(now);
        return made;
    }

    private async Task MakeAsync(
        EcluseState state, AlertFile file, DueStep due, Telling telling, string by, DateTimeOffset now, CancellationToken cancellation)
    {
        var (row, step) = (file.Row, file.Policy.Step(due.Number));
        var people = telling.Reach.Of(step, row.Controller);
        foreach (var one in people)
        {
            telling.Making.Tell(one, NoticeKind.AlertStep, row.Id, run: due.Run, step: due.Number, policy: row.Policy);
        }

        foreach (var channel in step.Also.Where(telling.Reach.Ways.Others.Contains))
        {
            telling.Making.TellReceiver(channel, NoticeKind.AlertStep, row.Id, run: due.Run, step: due.Number, policy: row.Policy, controller: row.Controller);
        }

        // A receiver without a person behind it is told, and waits for nobody.
        var outcome = people.Count == 0 ? StepOutcome.Skipped : StepOutcome.Told;
        file.Add(state, new AlertStepRow { Alert = row.Id, Run = due.Run, Number = due.Number, DueAt = due.DueAt, MadeAt = now, Outcome = outcome });
        await append(
            state,
            Entry(
                row.Id, "alert.escalated", by, telling.Reach.ContractOf(row.Controller), ("run", Number(due.Run)), ("step", Number(due.Number)), ("outcome", AlertWords.Name(outcome))),
            cancellation);
    }

    // The end of a run that reached nobody outside is no end: the house's officers tell it by telephone or letter.
    private static async Task TellHouseAsync(EcluseState state, AlertFile file, Telling telling, CancellationToken cancellation)
    {
        foreach (var step in file.Steps.Where(one => file.Policy.IsLast(one.Number) && one.Outcome != StepOutcome.Told))
        {
            if (!await state.Set<NoticeRow>().AnyAsync(
                row => row.About == file.Row.Id && row.Kind == NoticeKind.NobodyOutside && row.Run == step.Run && row.Step == step.Number, cancellation))
            {
                foreach (var one in telling.Reach.House())
                {
                    telling.Making.Tell(one, NoticeKind.NobodyOutside, file.Row.Id, run: step.Run, step: step.Number, policy: file.Row.Policy);
                }
            }
        }
    }

    private async Task<Telling> BeginAsync(EcluseState state, DateTimeOffset now, CancellationToken cancellation)
    {
        var reach = await Reach.ReadAsync(state, contracts, ways(), now, cancellation);
        return new(reach, new NoticeMaking(state, reach, now));
    }

    private async Task<IReadOnlyList<AlertFile>> FilesAsync(EcluseState state, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var rows = await state.Set<AlertRow>().Where(row => ids.Contains(row.Id)).OrderBy(row => row.LookAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        var acts = (await state.Set<AlertActRow>().AsNoTracking().Where(row => ids.Contains(row.Alert)).OrderBy(row => row.Number).ToListAsync(cancellation)).ToLookup(row => row.Alert);
        var steps = (await state.Set<AlertStepRow>().AsNoTracking().Where(row => ids.Contains(row.Alert)).ToListAsync(cancellation)).ToLookup(row => row.Alert);
        var files = new List<AlertFile>(rows.Count);
        foreach (var row in rows)
        {
            files.Add(new AlertFile(row, await PolicyAsync(state, row.Policy, cancellation), [.. acts[row.Id]], [.. steps[row.Id]]));
        }

        return files;
    }

    // By their hash they never change: read once.
    private async Task<EscalationPolicy> PolicyAsync(EcluseState state, string sha256, CancellationToken cancellation)
    {
        lock (policies)
        {
            if (policies.TryGetValue(sha256, out var known))
            {
                return known;
            }
        }

        var kept = await state.Set<EscalationPolicyRow>().AsNoTracking().SingleAsync(row => row.Sha256 == sha256, cancellation);
        var read = EscalationPolicy.Read(sha256, kept.Bytes);
        lock (policies)
        {
            return policies[sha256] = read;
        }
    }

    private static Act Entry(string id, string name, string by, string? contract, params (string Name, string Id)[] more)
    {
        var subjects = new Dictionary<string, string>(more.Select(one => KeyValuePair.Create(one.Name, one.Id))) { ["alert"] = id };
        if (contract is not null)
        {
            subjects["contract"] = contract;
        }

        return new Act(name, by, subjects, new Dictionary<string, string>());
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<T> WriteAsync<T>(Func<EcluseState, DateTimeOffset, Task<T>> write, CancellationToken cancellation)
    {
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var answer = await write(state, clock.GetUtcNow());
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return answer;
    }

    private sealed record Telling(Reach Reach, NoticeMaking Making);
}
