using System.Security.Cryptography;
using System.Text;
using Ecluse.Acts;
using Ecluse.Alerts;
using Ecluse.Errors;
using Ecluse.Notices;
using Ecluse.Storage.Contracts;
using Ecluse.Storage.Passages;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Alerts;

/// <summary>Alerts on the state's database; each change in one transaction with its journal entry.</summary>
/// <param name="open">Opens the state.</param>
/// <param name="append">Appends an act's entry to the journal, in the transaction of the state given.</param>
/// <param name="contracts">Whose contracts there are.</param>
/// <param name="policy">The policy in force, for alerts that begin now.</param>
/// <param name="ways">By which ways people can be told.</param>
/// <param name="agent">Id of the agent whose escalation it is.</param>
/// <param name="clock">What time it is.</param>
public sealed partial class AlertShelf(
    Func<EcluseState> open, JournalAppend append, ContractShelf contracts, Func<EscalationPolicy> policy, Func<NoticeWays> ways, string agent, TimeProvider clock)
{
    /// <summary>
    /// Raises findings in the caller's transaction: they are there when the caller commits, or not at all. A finding whose group has an open alert
    /// counts up on it, and raises its level where more is at stake; any other opens one, with its entry <c>alert.raised</c>. Telling anybody is the next tick's.
    /// </summary>
    /// <param name="state">The state, with a transaction open that may write; the caller saves and commits.</param>
    /// <param name="findings">What rules found.</param>
    /// <param name="by">Id of the agent whose rules they are.</param>
    /// <param name="cancellation">Stops before the end.</param>
    /// <returns>For each finding its alert, and whether it is a new one.</returns>
    public async Task<IReadOnlyList<RaisedAlert>> RaiseAsync(
        EcluseState state, IReadOnlyList<Finding> findings, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(findings);
        var now = clock.GetUtcNow();
        var raised = new List<RaisedAlert>(findings.Count);
        foreach (var finding in findings.Select(one => one.Checked()))
        {
            var group = Hash(finding.Group);
            if (await OpenOfGroupAsync(state, group, cancellation) is { } there)
            {
                there.Count++;
                there.LastAt = finding.At > there.LastAt ? finding.At : there.LastAt;
                if (finding.Level > there.Level)
                {
                    await RaiseLevelAsync(state, there, finding.Level, by, now, cancellation);
                }

                raised.Add(new(there.Id, IsNew: false));
                continue;
            }

            raised.Add(new(await AddAsync(state, finding, group, by, now, cancellation), IsNew: true));
        }

        return raised;
    }

    /// <summary>The open alerts that somebody sees, the largest risk first: by level, then by whose clock ends first. One query, by its index.</summary>
    /// <param name="controller">Name of the controller whose alerts they are; null for every one.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<OpenAlert>> OpenAsync(string? controller, int take, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<AlertRow>().AsNoTracking().Where(row => row.ClosedAt == null && (controller == null || row.Controller == controller))
            .OrderByDescending(row => row.Level).ThenBy(row => row.ClockEnds).ThenBy(row => row.Id).Take(take)
            .Select(row => new OpenAlert(
                row.Id, row.Level, row.Rule, row.Subject, row.Controller, new Text(row.Title, row.TitleFrench), row.RaisedAt, row.Count, new AlertClock(row.ClockKind, row.ClockEnds)))
            .ToListAsync(cancellation);
    }

    private async Task<string> AddAsync(EcluseState state, Finding finding, string group, string by, DateTimeOffset now, CancellationToken cancellation)
    {
        var began = policy();
        await KeepAsync(state, began, now, cancellation);
        var id = AlertIds.New();
        var act = await AboutAsync(id, "alert.raised", by, finding.Controller, cancellation, ("rule", finding.Rule), ("level", AlertWords.Name(finding.Level)));
        state.Add(new AlertRow
        {
            Id = id, Rule = finding.Rule, RuleVersion = finding.RuleVersion, Level = finding.Level, Subject = finding.Subject, Controller = finding.Controller,
            Title = finding.Title.English, TitleFrench = finding.Title.French, Why = finding.Why.English, WhyFrench = finding.Why.French,
            Todo = finding.Todo.English, TodoFrench = finding.Todo.French, Evidence = string.Join('\n', finding.Evidence), OpenGroup = group,
            FirstAt = finding.At < now ? finding.At : now, RaisedAt = now, LastAt = finding.At, Count = 1, Policy = began.Sha256, LookAt = now,
            ClockKind = AlertClockKind.Acknowledge, ClockEnds = now + began.Of(finding.Level).Steps[0].Wait,
            Entry = await append(state, act with { Hashes = new Dictionary<string, string> { ["policy"] = began.Sha256 } }, cancellation),
        });
        return id;
    }

    // What was due by the steps of the lower level is made before; then those of the higher one begin.
    private async Task RaiseLevelAsync(EcluseState state, AlertRow row, AlertLevel level, string by, DateTimeOffset now, CancellationToken cancellation)
    {
        await state.SaveChangesAsync(cancellation);
        var file = await FileAsync(state, row.Id, cancellation);
        var at = file.NotBefore(now);
        await MakeDueAsync(state, file, await BeginAsync(state, now, cancellation), agent, at, cancellation);
        row.Level = level;
        file.Add(state, new AlertActRow { Alert = row.Id, Number = file.Acts.Count + 1, Kind = AlertActKind.LevelRaised, By = by, At = at });
        file.Settle(at);
        await append(state, await AboutAsync(row.Id, "alert.level-raised", by, row.Controller, cancellation, ("level", AlertWords.Name(level))), cancellation);
    }

    // Tracked, so that several findings of one call count up on one row, also on one that this call adds.
    private static async Task<AlertRow?> OpenOfGroupAsync(EcluseState state, string group, CancellationToken cancellation) =>
        state.ChangeTracker.Entries<AlertRow>().Select(entry => entry.Entity).FirstOrDefault(row => row.OpenGroup == group)
        ?? await state.Set<AlertRow>().SingleOrDefaultAsync(row => row.OpenGroup == group, cancellation);

    private static async Task KeepAsync(EcluseState state, EscalationPolicy began, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!state.ChangeTracker.Entries<EscalationPolicyRow>().Any(entry => entry.Entity.Sha256 == began.Sha256)
            && !await state.Set<EscalationPolicyRow>().AnyAsync(row => row.Sha256 == began.Sha256, cancellation))
        {
            state.Add(new EscalationPolicyRow { Sha256 = began.Sha256, Bytes = began.Bytes.ToArray(), At = now });
        }
    }

    // The journal holds a contract's number, never a name.
    private async Task<Act> AboutAsync(
        string id, string name, string by, string? controller, CancellationToken cancellation, params (string Name, string Id)[] more)
    {
        var subjects = new Dictionary<string, string>(more.Select(one => KeyValuePair.Create(one.Name, one.Id))) { ["alert"] = id };
        if (controller is not null && (await contracts.ControllersAsync(cancellation)).Where(one => one.Value == controller)
            .Select(one => one.Key).Order(StringComparer.Ordinal).FirstOrDefault() is { } contract)
        {
            subjects["contract"] = contract;
        }

        return new Act(name, by, subjects, new Dictionary<string, string>());
    }

    private static string Hash(string group) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(group)));
}

/// <summary>The alert of a finding.</summary>
/// <param name="Id">Id of the alert.</param>
/// <param name="IsNew">Whether the finding opened it; else it counted up on it.</param>
public sealed record RaisedAlert(string Id, bool IsNew);

/// <summary>An open alert in a list.</summary>
/// <param name="Id">Id.</param>
/// <param name="Level">How much is at stake.</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Subject">Typed id of what it is about.</param>
/// <param name="Controller">Name of the controller; null for the installation.</param>
/// <param name="Title">What it is.</param>
/// <param name="RaisedAt">Since when.</param>
/// <param name="Count">How many findings.</param>
/// <param name="Clock">What it waits for, and until when.</param>
public sealed record OpenAlert(
    string Id, AlertLevel Level, string Rule, string Subject, string? Controller, Text Title, DateTimeOffset RaisedAt, int Count, AlertClock Clock);
