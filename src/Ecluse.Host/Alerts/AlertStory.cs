using Ecluse.Alerts;
using Ecluse.Errors;
using Ecluse.Notices;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Notices;

namespace Ecluse.Host.Alerts;

/// <summary>An alert as command line and API say it: the rule's own words, typed ids, what people did.</summary>
/// <param name="Id">Id.</param>
/// <param name="Level">How much is at stake.</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="RuleVersion">Which text of it.</param>
/// <param name="Subject">Typed id of what it is about.</param>
/// <param name="Controller">Name of the controller; null for the installation.</param>
/// <param name="Title">What it is.</param>
/// <param name="Why">Why it fired.</param>
/// <param name="ToDo">What to do.</param>
/// <param name="Evidence">Typed ids and counts.</param>
/// <param name="FirstAt">First receipt.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="LastAt">When the latest of its group was seen.</param>
/// <param name="Count">How many findings.</param>
/// <param name="Policy">Hash of the policy that it began with.</param>
/// <param name="Breach">Id of the breach that it became.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Clock">What it waits for; null once closed.</param>
/// <param name="Acts">What people did, in order.</param>
/// <param name="Steps">Steps of its escalation, in order.</param>
/// <param name="Kept">When it is erased; null while it has no date.</param>
/// <param name="Notices">Whom it told, of those that this person may know of.</param>
/// <param name="At">The instant at which all this stood so.</param>
internal sealed record AlertStory(
    string Id, AlertLevel Level, string Rule, string RuleVersion, string Subject, string? Controller, Text Title, Text Why, Text ToDo, IReadOnlyList<string> Evidence,
    DateTimeOffset FirstAt, DateTimeOffset RaisedAt, DateTimeOffset LastAt, int Count, string Policy, string? Breach, DateTimeOffset? ClosedAt, AlertClock? Clock,
    IReadOnlyList<AlertAct> Acts, IReadOnlyList<AlertStep> Steps, AlertKept? Kept, IReadOnlyList<AlertNoticed> Notices, DateTimeOffset At)
{
    /// <summary>What it is at an instant.</summary>
    public static AlertStory Of(AlertDetail one, AlertKept? kept, IEnumerable<NoticeRow> notices, DateTimeOffset now)
    {
        var row = one.Alert;
        return new(
            row.Id, row.Level, row.Rule, row.RuleVersion, row.Subject, row.Controller, new(row.Title, row.TitleFrench), new(row.Why, row.WhyFrench), new(row.Todo, row.TodoFrench),
            row.Evidence.Length == 0 ? [] : row.Evidence.Split('\n'), row.FirstAt, row.RaisedAt, row.LastAt, row.Count, row.Policy, row.Breach, row.ClosedAt, one.Standing(now).Clock,
            one.Acts, one.Steps, kept, [.. notices.Select(AlertNoticed.Of)], now);
    }
}

/// <summary>A notification of an alert.</summary>
internal sealed record AlertNoticed(string Id, NoticeKind Kind, int Run, int Step, string Channel, string Recipient, DateTimeOffset MadeAt, NoticeState State, int Tries, string? Code)
{
    /// <summary>Of a row.</summary>
    public static AlertNoticed Of(NoticeRow one) => new(one.Id, one.Kind, one.Run, one.Step, one.Channel, one.Recipient, one.MadeAt, one.State, one.Tries, one.Code);
}

/// <summary>The open alerts that somebody sees, and when.</summary>
internal sealed record AlertList(IReadOnlyList<OpenAlert> Open, DateTimeOffset At);

/// <summary>The policy in force: whom each level tells, and when the next step follows.</summary>
/// <param name="Sha256">Hash of the file.</param>
/// <param name="Levels">The highest first.</param>
internal sealed record PolicyFacts(string Sha256, IReadOnlyList<LevelFacts> Levels)
{
    /// <summary>What stands in it.</summary>
    public static PolicyFacts Of(EscalationPolicy policy) => new(
        policy.Sha256,
        [
            .. Enum.GetValues<AlertLevel>().Reverse().Select(level => new LevelFacts(
                level, [.. policy.Of(level).Steps.Select(step => new StepFacts([.. step.To.Select(to => to.Name), .. step.Also], step.Wait))])),
        ]);
}

/// <summary>What a policy says for a level.</summary>
internal sealed record LevelFacts(AlertLevel Level, IReadOnlyList<StepFacts> Steps);

/// <summary>A step: whom it tells, and how long the next one waits after it.</summary>
internal sealed record StepFacts(IReadOnlyList<string> To, TimeSpan Wait);

/// <summary>What became of a test by one way.</summary>
internal sealed record TestFacts(string Channel, NoticeState State, string? Code);
