using Ecluse.Errors;

namespace Ecluse.Months;

/// <summary>Which hours a month covers.</summary>
public sealed class CalendarMonthTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Theory]
    [InlineData("2026-02", "2026-01-31T23:00:00Z", 672)]
    [InlineData("2028-02", "2028-01-31T23:00:00Z", 696)]
    [InlineData("2026-03", "2026-02-28T23:00:00Z", 743)]
    [InlineData("2026-10", "2026-09-30T22:00:00Z", 745)]
    [InlineData("2026-12", "2026-11-30T23:00:00Z", 744)]
    public void Begins_at_midnight_in_Paris_and_has_an_hour_more_or_less_when_the_clock_changes(string month, string begins, int hours)
    {
        var asked = CalendarMonth.Read(month);
        Assert.Equal(DateTimeOffset.Parse(begins, null), asked.BeginsIn(Paris));
        Assert.Equal(hours, (asked.Next.BeginsIn(Paris) - asked.BeginsIn(Paris)).TotalHours);
    }

    [Fact]
    public void Ends_where_the_next_one_begins_in_every_zone_of_this_machine() => Assert.All(TimeZoneInfo.GetSystemTimeZones(), zone =>
    {
        var month = new CalendarMonth(2026, 3);
        for (var i = 0; i < 24; i++, month = month.Next)
        {
            var (begins, ends) = (month.BeginsIn(zone), month.Next.BeginsIn(zone));
            Assert.Equal((month, month), (CalendarMonth.Of(begins, zone), CalendarMonth.Of(ends.AddTicks(-1), zone)));
        }
    });

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("10/2026")]
    [InlineData("")]
    [InlineData(null)]
    public void Refuses_what_is_no_month(string? text) => Assert.Equal("CHECK-004", Assert.Throws<EcluseException>(() => CalendarMonth.Read(text)).Code);
}
