using Ecluse.Alerts;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Alerts;

/// <content>What people look at.</content>
public sealed partial class AlertShelf
{
    /// <summary>An alert with all that was done; null where there is none.</summary>
    public async Task<AlertDetail?> FindAsync(string id, CancellationToken cancellation)
    {
        await using var state = open();
        if (await state.Set<AlertRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } row)
        {
            return null;
        }

        var acts = await state.Set<AlertActRow>().AsNoTracking().Where(one => one.Alert == id).OrderBy(one => one.Number).ToListAsync(cancellation);
        var steps = await state.Set<AlertStepRow>().AsNoTracking().Where(one => one.Alert == id).OrderBy(one => one.Run).ThenBy(one => one.Number).ToListAsync(cancellation);
        return new(row, (await PolicyAsync(state, row.Policy, cancellation)).Of(row.Level), [.. acts.Select(AlertFile.Read)], [.. steps.Select(AlertFile.Read)]);
    }

    /// <summary>When each rule last found something, of the alerts that are kept and that somebody sees.</summary>
    /// <param name="controller">Name of the controller whose alerts they are; null for every one.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastOfRulesAsync(string? controller, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<AlertRow>().AsNoTracking().Where(row => controller == null || row.Controller == controller)
            .GroupBy(row => row.Rule).Select(rule => new { rule.Key, Last = rule.Max(row => row.LastAt) }).ToDictionaryAsync(rule => rule.Key, rule => rule.Last, cancellation);
    }

    /// <summary>The alerts that were closed last, of those that somebody sees.</summary>
    /// <param name="controller">Name of the controller whose alerts they are; null for every one.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<AlertRow>> ClosedAsync(string? controller, int take, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<AlertRow>().AsNoTracking().Where(row => row.ClosedAt != null && (controller == null || row.Controller == controller))
            .OrderByDescending(row => row.ClosedAt).ThenBy(row => row.Id).Take(take).ToListAsync(cancellation);
    }
}

/// <summary>An alert with all that was done about it.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Policy">What its policy says for its level.</param>
/// <param name="Acts">Acts of people, in order.</param>
/// <param name="Steps">Steps of its escalation, in order.</param>
public sealed record AlertDetail(AlertRow Alert, LevelPolicy Policy, IReadOnlyList<AlertAct> Acts, IReadOnlyList<AlertStep> Steps)
{
    /// <summary>Where it stands.</summary>
    public AlertStanding Standing(DateTimeOffset now) => AlertStanding.Of(Policy, Alert.RaisedAt, Acts, Steps, now);
}
