using CsCheck;

namespace Ecluse.Warnings;

public sealed class WarningClockTests
{
    // 25 March 2020, 10 in the morning in Paris: the warning that nobody answered.
    private static readonly DateTimeOffset March2020 = new(2020, 3, 25, 9, 0, 0, TimeSpan.Zero);

    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static readonly Gen<DateTimeOffset> Instants =
        Gen.Long[new DateTime(2019, 1, 1).Ticks / TimeSpan.TicksPerMinute, new DateTime(2033, 1, 1).Ticks / TimeSpan.TicksPerMinute]
            .Select(minutes => new DateTimeOffset(minutes * TimeSpan.TicksPerMinute, TimeSpan.Zero));

    private static Warning From(DateTimeOffset received, WarningSource source = WarningSource.Employee) =>
        new("w-000000000000", source, [WarningSubject.OpenToAnybody], received, WarningDelays.Current.Version);

    [Theory]
    [InlineData(WarningSource.Authority, "2020-03-26 09:00")]
    [InlineData(WarningSource.Employee, "2020-03-28 09:00")]
    [InlineData(WarningSource.Anonymous, "2020-03-28 09:00")]
    public void An_authority_waits_a_day_for_a_sign_and_anybody_else_three(WarningSource source, string ends) =>
        Assert.Equal(DateTimeOffset.Parse(ends + "Z", null), From(March2020, source).Clocks[0].Ends);

    [Theory]
    [InlineData("2020-03-25 09:00", "2020-06-25 08:00")]
    [InlineData("2020-11-30 12:00", "2021-02-28 12:00")]
    [InlineData("2020-11-30 23:30", "2021-02-28 23:30")]
    [InlineData("2019-11-30 12:00", "2020-02-29 12:00")]
    [InlineData("2020-02-29 12:00", "2020-05-29 11:00")]
    [InlineData("2024-12-31 01:30", "2025-03-31 00:30")]
    public void Three_months_end_on_the_same_day_or_on_the_month_s_last(string received, string ends) =>
        Assert.Equal(DateTimeOffset.Parse(ends + "Z", null), From(DateTimeOffset.Parse(received + "Z", null)).Clocks[2].Ends);

    [Fact]
    public void No_clock_ends_later_than_the_day_that_the_law_reckons_in_Paris_summer_time_and_leap_days_included() => Instants.Sample(
        received =>
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(received, Paris).DateTime);
        DateTimeOffset EndOf(DateOnly last)
        {
            var midnight = last.AddDays(1).ToDateTime(TimeOnly.MinValue);
            return new(midnight, Paris.GetUtcOffset(midnight));
        }

        var clocks = From(received).Clocks;
        Assert.True(clocks[1].Ends <= EndOf(day.AddDays(7)));
        Assert.True(clocks[2].Ends <= EndOf(day.AddMonths(3)));
        Assert.Equal(TimeSpan.FromHours(72), clocks[0].Ends - received);
    },
        iter: 20_000);

    [Fact]
    public void What_is_done_after_the_end_keeps_no_clock_and_what_is_done_before_keeps_it_for_good() => Gen.Select(Instants, Gen.Int[0, 200 * 24 * 60], Gen.Int[0, 200 * 24 * 60]).Sample((received, acted, looked) =>
    {
        var done = received.AddMinutes(acted);
        var warning = From(received) with { AcknowledgedAt = done };
        var clock = warning.Clocks[0];
        var now = received.AddMinutes(looked);

        Assert.Equal(done <= clock.Ends, clock.IsKept);
        Assert.Equal(done > clock.Ends && now > clock.Ends, clock.HasRunOut(now));
    });

    [Fact]
    public void A_clock_that_ran_out_stays_run_out_whatever_happens_later() => Gen.Select(Instants, Gen.Int[0, 300], Gen.Int[0, 300], Gen.Int[0, 300]).Sample((received, first, answer, close) =>
    {
        var now = received.AddDays(first);
        var before = From(received).RunOut(now);
        var later = From(received) with { AnsweredAt = now.AddDays(answer), ClosedAt = now.AddDays(answer + close) };

        Assert.Subset(later.RunOut(now.AddDays(1000)).ToHashSet(), before.ToHashSet());
    });

    [Fact]
    public void An_answer_says_that_it_was_seen_and_its_outcome_is_an_answer()
    {
        var answered = From(March2020) with { AnsweredAt = March2020.AddHours(10) };
        Assert.Equal([true, true, false], answered.Clocks.Select(clock => clock.IsKept));
        Assert.Equal(WarningClockKind.Outcome, answered.Next(March2020.AddHours(11))!.Kind);

        var closed = From(March2020) with { ClosedAt = March2020.AddHours(10) };
        Assert.All(closed.Clocks, clock => Assert.True(clock.IsKept));
        Assert.Null(closed.Next(March2020.AddHours(11)));
    }

    [Fact]
    public void Where_no_handler_may_read_it_the_first_notice_is_due_at_once() =>
        Assert.Equal([WarningClockKind.Acknowledge], (From(March2020) with { IsUnreadable = true }).RunOut(March2020.AddMinutes(1)));

    [Fact]
    public void Each_delay_names_its_source_in_both_languages() => Assert.All(
        WarningDelays.Current.All, delay => Assert.True(delay.Source.English.Length > 10 && delay.Source.French.Length > 10 && delay.Hours + delay.Days + delay.Months > 0));

    [Fact]
    public void A_file_of_delays_that_has_something_else_in_it_is_refused() =>
        Assert.Throws<Documents.DocumentException>(() => WarningDelays.Read("x.yaml", "version: 1\nread-on: 2026-01-01\ndelays: []\nmore: 1\n"u8));
}
