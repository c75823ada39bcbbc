using Ecluse.Alerts;

namespace Ecluse.Storage.Alerts;

/// <summary>An alert with all that its standing follows from, inside one transaction.</summary>
internal sealed class AlertFile(AlertRow row, EscalationPolicy policy, List<AlertActRow> acts, List<AlertStepRow> steps)
{
    public AlertRow Row { get; } = row;

    public LevelPolicy Policy => policy.Of(Row.Level);

    public IReadOnlyList<AlertAct> Acts { get; private set; } = [.. acts.Select(Read)];

    public IReadOnlyList<AlertStep> Steps { get; private set; } = [.. steps.Select(Read)];

    /// <summary>Never before the act above: a clock that was set back reorders nothing.</summary>
    public DateTimeOffset NotBefore(DateTimeOffset now)
    {
        var last = Acts.Count > 0 ? Acts[^1].At : Row.RaisedAt;
        return now > last ? now : last;
    }

    public AlertStanding Standing(DateTimeOffset now) => AlertStanding.Of(Policy, Row.RaisedAt, Acts, Steps, now);

    public void Add(EcluseState state, AlertActRow act)
    {
        state.Add(act);
        Acts = [.. Acts, Read(act)];
    }

    public void Add(EcluseState state, AlertStepRow step)
    {
        state.Add(step);
        Steps = [.. Steps, Read(step)];
    }

    /// <summary>Writes beside the row what lists and rounds order by; it follows from the rest, and is never read to decide.</summary>
    public void Settle(DateTimeOffset now)
    {
        var standing = Standing(now);
        Row.LookAt = standing.LookAt;
        if (standing.Clock is { } clock)
        {
            (Row.ClockKind, Row.ClockEnds) = (clock.Kind, clock.Ends);
        }

        if (standing.ClosedAt is { } closed)
        {
            (Row.ClosedAt, Row.OpenGroup) = (closed, null);
        }
    }

    public static AlertAct Read(AlertActRow row) => new(row.Kind, row.By, row.At)
    {
        BySide = row.BySide, Until = row.Until, Outcome = row.Outcome, Words = row.Words, Breach = row.Breach,
    };

    public static AlertStep Read(AlertStepRow row) => new(row.Run, row.Number, row.DueAt, row.MadeAt, row.Outcome, row.EndedAt);
}
