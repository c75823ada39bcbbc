namespace Ecluse.Breaches;

public sealed class BreachClockTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Fact]
    public void Without_a_statement_one_is_aware_24_hours_after_receipt_by_itself()
    {
        var written = new WrittenDossier();
        Assert.Null(written.Dossier.Aware(WrittenDossier.Received.AddHours(24).AddTicks(-1)));
        Assert.Equal((WrittenDossier.Received.AddHours(24), null), written.Dossier.Aware(WrittenDossier.Received.AddHours(24)));
        Assert.Equal((WrittenDossier.Received.AddHours(24), null), written.Dossier.Aware(WrittenDossier.Received.AddYears(3)));
    }

    [Fact]
    public void Received_aware_and_told_stay_three_instants_whatever_is_entered()
    {
        var written = new WrittenDossier { Now = WrittenDossier.Received.AddHours(5) };
        written.Say(0, "aware", WrittenDossier.Received.AddHours(2), "the rows are ours: same codes").Say(1, "told", WrittenDossier.Received.AddHours(4), "its director, by telephone");
        var (dossier, clock) = (written.Dossier, written.Clock("gdpr-33-2", 1));

        Assert.Equal(WrittenDossier.Received, dossier.Breach.Origin.ReceivedAt);
        Assert.Equal(WrittenDossier.Received.AddHours(2), dossier.Aware(written.Now)!.Value.At);
        Assert.Equal(WrittenDossier.Received.AddHours(4), dossier.Told(1));
        Assert.Null(dossier.Told(2));
        Assert.Equal((WrittenDossier.Received.AddHours(2), WrittenDossier.Received.AddHours(26), ClockState.Done), (clock.From, clock.Due, clock.State(written.Now)));
    }

    [Fact]
    public void Two_clocks_run_side_by_side_and_the_72_hours_begin_when_the_controller_is_told()
    {
        var written = new WrittenDossier { Now = WrittenDossier.Received.AddHours(30) };
        Assert.Equal(ClockState.Waiting, written.Clock("gdpr-33-1", 1).State(written.Now));
        Assert.Equal(WrittenDossier.Received.AddHours(48), written.Clock("gdpr-33-2", 1).Due);

        written.Say(1, "told", WrittenDossier.Received.AddHours(30), "its officer, by telephone");
        Assert.Equal(WrittenDossier.Received.AddHours(102), written.Clock("gdpr-33-1", 1).Due);
        Assert.Equal(ClockState.Running, written.Clock("gdpr-33-1", 1).State(written.Now));
        Assert.Equal(ClockState.Waiting, written.Clock("gdpr-33-1", 2).State(written.Now));
        Assert.Equal(ClockState.Late, written.Clock("gdpr-33-1", 1).State(WrittenDossier.Received.AddHours(102)));
    }

    [Fact]
    public void A_controller_that_knew_otherwise_has_its_72_hours_from_then()
    {
        var written = new WrittenDossier { Now = WrittenDossier.Received.AddHours(30) };
        written.Say(1, "knew-otherwise", WrittenDossier.Received.AddHours(1), "the CNIL's letter of that day").Say(1, "told", written.Now, "its officer, by telephone");
        Assert.Equal(WrittenDossier.Received.AddHours(73), written.Clock("gdpr-33-1", 1).Due);
    }

    [Theory]
    [InlineData("2026-10-23T20:00:00+02:00", "a week-end in which the clocks go back")]
    [InlineData("2026-03-27T20:00:00+01:00", "a week-end in which they go forward")]
    [InlineData("2028-02-27T12:00:00+01:00", "the 29th of February")]
    [InlineData("2026-12-31T23:30:00+01:00", "New Year")]
    public void Seventy_two_hours_are_consecutive_whatever_the_calendar_does(string told, string because)
    {
        var at = DateTimeOffset.Parse(told, null);
        var written = new WrittenDossier(at.AddHours(-1)) { Now = at };
        written.Say(1, "told", at, "its officer, by telephone");
        var due = written.Clock("gdpr-33-1", 1).Due!.Value;

        Assert.True(due - at == TimeSpan.FromHours(72), because);
        Assert.Equal(Paris.GetUtcOffset(due) - Paris.GetUtcOffset(at), TimeZoneInfo.ConvertTime(due, Paris).DateTime - TimeZoneInfo.ConvertTime(at, Paris).DateTime - TimeSpan.FromHours(72));
    }

    [Fact]
    public void A_clock_says_the_same_at_an_instant_whatever_was_asked_before_and_whatever_the_machine_s_clock_did()
    {
        var random = new Random(Testkit.TestSizes.Seed);
        var written = new WrittenDossier { Now = WrittenDossier.Received.AddHours(200) };
        written.Say(1, "told", WrittenDossier.Received.AddHours(30), "its officer, by telephone").Say(1, "authority-notified", WrittenDossier.Received.AddHours(180), "CNIL-2020-1234");
        var kept = DutyBook.Kept(DutyBook.Write(written.Breach.Duties));
        for (var number = 0; number < 500; number++)
        {
            // Forward, back, by leaps of years: what stands in the dossier is all that counts.
            var at = WrittenDossier.Received.AddMinutes(random.Next(-1_000_000, 3_000_000));
            var clock = BreachClock.Of(new BreachDossier(written.Breach with { Duties = kept }, written.Dossier.Entries), at).Single(one => one.Duty.Id == "gdpr-33-2" && one.Part.Number == 2);
            var expected = at < WrittenDossier.Received.AddHours(24) ? ClockState.Waiting : at < WrittenDossier.Received.AddHours(48) ? ClockState.Running : ClockState.Late;
            Assert.Equal(expected, clock.State(at));
        }

        Assert.Equal(ClockState.DoneLate, written.Clock("gdpr-33-1", 1).State(written.Now));
    }

    [Fact]
    public void For_any_instants_the_controller_s_end_is_72_hours_after_the_first_that_it_knew_by_and_no_correction_of_ours_makes_awareness_later()
    {
        var random = new Random(Testkit.TestSizes.Seed);
        for (var number = 0; number < 300; number++)
        {
            var received = WrittenDossier.Received.AddMinutes(random.Next(0, 3_000_000));
            var written = new WrittenDossier(received) { Now = received.AddHours(400) };
            DateTimeOffset told = received.AddSeconds(random.Next(0, 1_000_000)), otherwise = received.AddSeconds(random.Next(0, 1_000_000));
            written.Say(1, "told", told, "its officer, by telephone").Say(1, "knew-otherwise", otherwise, "a letter of the authority");
            var knew = told < otherwise ? told : otherwise;
            Assert.Equal(knew.AddHours(72), written.Clock("gdpr-33-1", 1).Due);

            var before = written.Dossier.Aware(written.Now)!.Value.At;
            for (var tries = 0; tries < 5; tries++)
            {
                var said = Record.Exception(() => written.Say(0, "aware", received.AddSeconds(random.Next(-5_000, 200_000)), "another look at the rows"));
                var after = written.Dossier.Aware(written.Now)!.Value.At;
                Assert.True(after <= before && after >= received, $"{said?.Message}");
                before = after;
            }
        }
    }

    [Fact]
    public void Telling_the_persons_is_owed_from_important_severity_on_and_no_longer_where_a_ground_stands()
    {
        var written = new WrittenDossier { Now = WrittenDossier.Received.AddHours(3) };
        written.Say(0, "severity", "limited", "names alone, no result");
        Assert.DoesNotContain(BreachClock.Of(written.Dossier, written.Now), clock => clock.Duty.Id == "gdpr-34");
        written.Say(1, "severity", "maximal", "results of HIV tests are in it");
        Assert.Equal(1, BreachClock.Of(written.Dossier, written.Now).Single(clock => clock.Duty.Id == "gdpr-34").Part.Number);
        written.Say(1, "persons-decision", "no-removed", "the host erased it before anybody read it");
        Assert.DoesNotContain(BreachClock.Of(written.Dossier, written.Now), clock => clock.Duty.Id == "gdpr-34");
    }

    [Fact]
    public void Nis2_has_its_clocks_where_somebody_said_that_it_applies_and_none_elsewhere()
    {
        var written = new WrittenDossier { Now = WrittenDossier.Received.AddHours(3) };
        Assert.DoesNotContain(BreachClock.Of(written.Dossier, written.Now), clock => clock.Duty.Applies == DutyCondition.Nis2);
        written.Say(1, "nis2-applies", "yes", "an important entity of the health sector").Say(1, "told", written.Now, "its officer, by telephone");
        Assert.Equal(written.Now.AddHours(24), written.Clock("nis2-early", 1).Due);
        Assert.Equal(written.Now.AddHours(72), written.Clock("nis2-notice", 1).Due);
    }

    [Fact]
    public void A_controller_alone_has_no_processor_s_clock_and_its_72_hours_from_awareness()
    {
        var written = new WrittenDossier();
        written.Breach = written.Breach with { Parts = [new BreachPart(1, "Cabinet du Dr Test", null, null, [], IsOwn: true)] };
        written.Now = WrittenDossier.Received.AddDays(2);
        Assert.DoesNotContain(BreachClock.Of(written.Dossier, written.Now), clock => clock.Duty.Who == DutyBearer.Processor);
        Assert.Equal(WrittenDossier.Received.AddHours(24 + 72), written.Clock("gdpr-33-1", 1).Due);
    }
}
