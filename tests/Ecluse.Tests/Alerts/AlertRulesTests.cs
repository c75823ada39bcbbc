using Ecluse.Errors;

namespace Ecluse.Alerts;

public sealed class AlertRulesTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly LevelPolicy Two = EscalationPolicy.Shipped.Of(AlertLevel.High);
    private static readonly LevelPolicy One = EscalationPolicy.Shipped.Of(AlertLevel.Low);

    [Fact]
    public void An_acknowledgement_is_no_act_and_closes_nothing()
    {
        AlertAct[] acts = [Act(AlertActKind.Acknowledged, "a")];
        Refused("ALERT-005", One, acts, Act(AlertActKind.Closed, "a"));
        Refused("ALERT-005", Two, acts, Act(AlertActKind.ClosingProposed, "a"));
        AlertRules.Check(One, [.. acts, Act(AlertActKind.Acted, "a")], Act(AlertActKind.Closed, "a"));
    }

    [Fact]
    public void Where_two_are_asked_for_the_one_who_proposed_cannot_confirm()
    {
        AlertAct[] acts = [Act(AlertActKind.Acted, "a")];
        Refused("ALERT-007", Two, acts, Act(AlertActKind.Closed, "b"));
        AlertAct[] proposed = [.. acts, Act(AlertActKind.ClosingProposed, "a")];
        Refused("ALERT-006", Two, proposed, Act(AlertActKind.Closed, "a"));
        AlertRules.Check(Two, proposed, Act(AlertActKind.Closed, "b"));

        // Whoever proposes again is the first of the two from then on.
        Refused("ALERT-006", Two, [.. proposed, Act(AlertActKind.ClosingProposed, "b")], Act(AlertActKind.Closed, "b"));
    }

    [Fact]
    public void A_silence_has_an_end_and_a_second_person()
    {
        Refused("ALERT-008", One, [], Act(AlertActKind.SilenceProposed, "a"));
        Refused("ALERT-008", One, [], Act(AlertActKind.SilenceProposed, "a") with { Until = Now });
        Refused("ALERT-008", One, [], Act(AlertActKind.SilenceProposed, "a") with { Until = Now.AddDays(31) });
        var proposal = Act(AlertActKind.SilenceProposed, "a") with { Until = Now.AddDays(2) };
        AlertRules.Check(One, [], proposal);
        Refused("ALERT-007", One, [], Act(AlertActKind.Silenced, "b"));
        Refused("ALERT-006", One, [proposal], Act(AlertActKind.Silenced, "a"));
        AlertRules.Check(One, [proposal], Act(AlertActKind.Silenced, "b"));
        Refused("ALERT-007", One, [proposal, Act(AlertActKind.Silenced, "b")], Act(AlertActKind.Silenced, "c"));
        Refused("ALERT-008", One, [proposal], Act(AlertActKind.Silenced, "b") with { At = Now.AddDays(3) });
    }

    [Fact]
    public void Nothing_is_done_on_a_closed_one()
    {
        AlertAct[] acts = [Act(AlertActKind.Acted, "a"), Act(AlertActKind.Closed, "b")];
        Assert.All(Enum.GetValues<AlertActKind>(), kind => Refused("ALERT-002", Two, acts, Act(kind, "c") with { Until = Now.AddDays(1) }));
    }

    [Theory]
    [InlineData("too short")]
    [InlineData("its number is 2 61 03 75 116 002 45 in there")]
    public void What_says_nothing_or_reads_like_a_patient_is_not_taken(string words) =>
        Assert.Equal("ALERT-004", Assert.Throws<EcluseException>(() => AlertRules.CheckedWords(words)).Code);

    private static void Refused(string code, LevelPolicy policy, AlertAct[] acts, AlertAct act) =>
        Assert.Equal(code, Assert.Throws<EcluseException>(() => AlertRules.Check(policy, acts, act)).Code);

    private static AlertAct Act(AlertActKind kind, string by) => new(kind, "person:" + by, Now);
}
