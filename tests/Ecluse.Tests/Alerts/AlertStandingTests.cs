using Ecluse.Testkit;

namespace Ecluse.Alerts;

public sealed class AlertStandingTests
{
    private static readonly DateTimeOffset Raised = new(2024, 2, 28, 22, 0, 0, TimeSpan.Zero);
    private static readonly LevelPolicy Policy = EscalationPolicy.Shipped.Of(AlertLevel.Critical);

    [Fact]
    public void Nobody_acts_and_each_step_is_due_when_the_wait_of_the_one_before_is_over()
    {
        Assert.Equal([(0, 0, At(0)), (0, 1, At(15)), (0, 2, At(60))], Made([], until: At(10_000)));
        Assert.Equal(At(300), Standing([], At(61), Made([], At(61))).Next);
    }

    [Fact]
    public void While_nobody_acts_the_last_step_comes_again_whenever_its_wait_is_over()
    {
        Assert.Equal(
            [(0, 0, At(0)), (0, 1, At(15)), (0, 2, At(60)), (0, 3, At(300)), (0, 4, At(540))],
            Walk([], [.. Enumerable.Range(0, 140).Select(step => At(step * 5))], _ => StepOutcome.Told));
    }

    [Fact]
    public void After_a_long_absence_one_reminder_is_made_and_not_each_that_was_missed()
    {
        var week = 7 * 24 * 60;
        var looks = new[] { At(0), At(15), At(60), At(week), At(week + 1) };
        Assert.Equal([(0, 0, At(0)), (0, 1, At(15)), (0, 2, At(60)), (0, 43, At(60 + (41 * 240)))], Walk([], looks, _ => StepOutcome.Told));

        // Where nothing ran at all the last step itself, made late, is the reminder.
        Assert.Equal([(0, 0, At(0)), (0, 1, At(15)), (0, 2, At(60))], Walk([], [At(week), At(week + 1)], _ => StepOutcome.Told));
    }

    [Fact]
    public void More_at_stake_begins_the_escalation_again_at_once_and_ends_a_silence()
    {
        AlertAct[] acts = [Act(AlertActKind.Silenced, 5) with { Until = At(2_000) }, Act(AlertActKind.LevelRaised, 30)];
        Assert.Equal([(0, 0, At(0)), (2, 0, At(30)), (2, 1, At(45)), (2, 2, At(90))], Made(acts, until: At(100)));
        Assert.Equal(new AlertClock(AlertClockKind.Acknowledge, At(45)), Standing([Act(AlertActKind.LevelRaised, 30)], At(31), []).Clock);
        Assert.Equal(AlertClockKind.Act, Standing([Act(AlertActKind.Acknowledged, 5), Act(AlertActKind.LevelRaised, 30)], At(31), []).Clock!.Kind);
    }

    [Fact]
    public void An_acknowledgement_stops_the_first_clock_and_without_an_act_the_escalation_begins_again()
    {
        AlertAct[] acts = [Act(AlertActKind.Acknowledged, 10)];
        Assert.Equal([(0, 0, At(0)), (1, 0, At(250)), (1, 1, At(265)), (1, 2, At(310))], Made(acts, until: At(10_000)));
        Assert.Equal(new AlertClock(AlertClockKind.Act, At(250)), Standing(acts, At(20), Made(acts, At(20))).Clock);
    }

    [Fact]
    public void Acknowledging_again_sets_no_clock_back()
    {
        AlertAct[] once = [Act(AlertActKind.Acknowledged, 10)];
        AlertAct[] twice = [.. once, Act(AlertActKind.Acknowledged, 200)];
        Assert.Equal(Made(once, until: At(10_000)), Made(twice, until: At(10_000)));
    }

    [Fact]
    public void An_act_gives_time_until_the_next_one()
    {
        AlertAct[] acts = [Act(AlertActKind.Acted, 5), Act(AlertActKind.Acted, 200)];
        Assert.Equal([(0, 0, At(0)), (2, 0, At(440)), (2, 1, At(455)), (2, 2, At(500))], Made(acts, until: At(10_000)));
    }

    [Fact]
    public void A_closed_one_is_never_woken()
    {
        AlertAct[] acts = [Act(AlertActKind.Acted, 5), Act(AlertActKind.Closed, 6)];
        foreach (var minutes in new[] { 6, 246, 1_000_000 })
        {
            var standing = Standing(acts, At(minutes), []);
            Assert.Empty(standing.Due);
            Assert.Null(standing.Next);
            Assert.Null(standing.Clock);
        }
    }

    [Fact]
    public void A_silence_holds_until_its_end_whatever_is_said_meanwhile()
    {
        AlertAct[] acts = [Act(AlertActKind.Silenced, 5) with { Until = At(2_000) }, Act(AlertActKind.Acknowledged, 30)];
        Assert.Equal([(0, 0, At(0)), (2, 0, At(2_000)), (2, 1, At(2_015)), (2, 2, At(2_060))], Made(acts, until: At(10_000)));
    }

    [Fact]
    public void Behind_a_step_that_nobody_stands_behind_the_next_one_is_due_at_once()
    {
        Assert.Equal(
            [(0, 0, At(0)), (0, 1, At(0)), (0, 2, At(45))],
            Made([], until: At(10_000), outcome: due => due.Number == 0 ? StepOutcome.Skipped : StepOutcome.Told));
    }

    [Fact]
    public void A_step_whose_messages_did_not_arrive_waits_no_longer_than_that_was_known()
    {
        AlertStep[] made = [new(0, 0, At(0), At(0), StepOutcome.Undelivered, At(4))];
        Assert.Equal([new DueStep(0, 1, At(4))], AlertStanding.Of(Policy, Raised, [], made, At(5)).Due);
        AlertStep[] late = [new(0, 0, At(0), At(0), StepOutcome.Undelivered, At(20))];
        Assert.Equal([new DueStep(0, 1, At(15))], AlertStanding.Of(Policy, Raised, [], late, At(21)).Due);
    }

    [Fact]
    public void Days_are_24_hours_over_the_29th_of_February_and_over_the_change_of_the_clocks()
    {
        var low = EscalationPolicy.Shipped.Of(AlertLevel.Low);
        foreach (var begins in new[] { Raised, new DateTimeOffset(2024, 3, 30, 12, 0, 0, TimeSpan.FromHours(1)), new DateTimeOffset(2024, 10, 26, 12, 0, 0, TimeSpan.FromHours(2)) })
        {
            var clock = AlertStanding.Of(low, begins, [], [], begins).Clock!;
            Assert.Equal(TimeSpan.FromHours(7 * 24), clock.Ends - begins);
        }
    }

    [Fact]
    public void What_is_made_follows_from_the_acts_and_never_from_when_somebody_looks()
    {
        var random = new Random(TestSizes.Seed);
        for (var round = 0; round < 300; round++)
        {
            var acts = RandomActs(random);
            var skips = random.Next(4);
            StepOutcome Outcome(DueStep due) => (due.Run + due.Number) % 4 < skips ? StepOutcome.Skipped : StepOutcome.Told;
            var often = Walk(acts, [.. Enumerable.Range(0, 701).Select(step => At(step * 5))], Outcome);

            // A process that is down most of the time, is killed, and comes back when it likes.
            var seldom = Walk(acts, [.. Enumerable.Range(0, random.Next(4)).Select(_ => At(random.Next(3_500))).Order(), At(3_500)], Outcome);
            Assert.Equal(Steps(often), Steps(seldom));

            // Reminders are the only thing that a process which is down leaves out; what it makes is of those that it would have made.
            Assert.Subset(often.ToHashSet(), seldom.ToHashSet());
            Assert.Equal(often.Count, often.Select(one => (one.Item1, one.Item2)).Distinct().Count());
        }
    }

    private static IEnumerable<(int, int, DateTimeOffset)> Steps(IEnumerable<(int, int Number, DateTimeOffset)> made) => made.Where(one => one.Number < Policy.Steps.Count);

    private static AlertAct[] RandomActs(Random random)
    {
        var acts = new List<AlertAct>();
        var minutes = 0;
        while (minutes < 3_000 && random.Next(6) > 0)
        {
            minutes += random.Next(500);
            var kind = (AlertActKind)random.Next(5);
            acts.Add(Act(kind, minutes) with { Until = At(minutes + 1 + random.Next(800)) });
        }

        if (random.Next(3) == 0)
        {
            acts.Add(Act(AlertActKind.Closed, minutes + random.Next(300)));
        }

        return [.. acts];
    }

    // As the shelf does: what is due is made before an act is added, and at every look.
    private static IReadOnlyList<(int, int, DateTimeOffset)> Walk(AlertAct[] acts, DateTimeOffset[] looks, Func<DueStep, StepOutcome> outcome)
    {
        var made = new List<AlertStep>();
        var done = new List<AlertAct>();
        foreach (var (at, act) in acts.Select(act => (act.At, (AlertAct?)act)).Concat(looks.Select(look => (look, (AlertAct?)null))).OrderBy(one => one.Item1).ThenBy(one => one.Item2 is null ? 1 : 0))
        {
            while (AlertStanding.Of(Policy, Raised, done, made, at).Due is [{ } due, ..])
            {
                made.Add(new(due.Run, due.Number, due.DueAt, at, outcome(due), null));
            }

            if (act is not null)
            {
                done.Add(act);
            }
        }

        return [.. made.Select(step => (step.Run, step.Number, step.DueAt)).Order()];
    }

    private static IReadOnlyList<(int, int, DateTimeOffset)> Made(AlertAct[] acts, DateTimeOffset until, Func<DueStep, StepOutcome>? outcome = null) =>
        Walk([.. acts.Where(act => act.At <= until)], [until], outcome ?? (_ => StepOutcome.Told));

    private static AlertStanding Standing(AlertAct[] acts, DateTimeOffset now, IReadOnlyList<(int Run, int Number, DateTimeOffset Due)> made) =>
        AlertStanding.Of(Policy, Raised, acts, [.. made.Select(one => new AlertStep(one.Run, one.Number, one.Due, one.Due, StepOutcome.Told, null))], now);

    private static AlertAct Act(AlertActKind kind, int minutes) => new(kind, "person:1", At(minutes));

    private static DateTimeOffset At(int minutes) => Raised.AddMinutes(minutes);
}
