using Ecluse.Errors;
using Ecluse.Writing;

namespace Ecluse.Pages.Tests.Writing;

public sealed class DatesTests
{
    private static readonly PageZone Paris = PageZone.Of(TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));

    [Theory]
    [InlineData(2017, 5, 7, "7\u00A0mai\u00A02017", "7\u00A0May\u00A02017")]
    [InlineData(2016, 6, 1, "1er\u00A0juin\u00A02016", "1\u00A0June\u00A02016")]
    [InlineData(2026, 8, 31, "31\u00A0août\u00A02026", "31\u00A0August\u00A02026")]
    public void A_day_is_written_out(int year, int month, int day, string french, string english)
    {
        Assert.Equal(french, Dates.Day(new DateOnly(year, month, day), Language.French));
        Assert.Equal(english, Dates.Day(new DateOnly(year, month, day), Language.English));
    }

    [Fact]
    public void An_instant_is_told_in_the_pages_zone_summer_and_winter()
    {
        var winter = new DateTimeOffset(2026, 11, 15, 23, 12, 4, TimeSpan.Zero);
        var summer = new DateTimeOffset(2026, 7, 1, 7, 5, 0, TimeSpan.Zero);
        Assert.Equal("16\u00A0novembre\u00A02026 à 0\u00A0h\u00A012", Dates.Instant(winter, Paris, Language.French));
        Assert.Equal("16\u00A0November\u00A02026 at 00:12", Dates.Instant(winter, Paris, Language.English));
        Assert.Equal("1er\u00A0juil., 9\u00A0h\u00A005\u00A0min\u00A000\u00A0s", Dates.ShortInstant(summer, Paris, Language.French));
        Assert.Equal("1\u00A0Jul, 09:05:00", Dates.ShortInstant(summer, Paris, Language.English));
        Assert.Equal("2026-07-01T09:05:00+02:00", Dates.Machine(summer, Paris));
    }

    [Theory]
    [InlineData(619_680, "7\u00A0j\u00A04\u00A0h\u00A008\u00A0min", "7\u00A0d\u00A04\u00A0h\u00A008\u00A0min")]
    [InlineData(604_800, "7\u00A0j", "7\u00A0d")]
    [InlineData(8_460, "2\u00A0h\u00A021\u00A0min", "2\u00A0h\u00A021\u00A0min")]
    [InlineData(184, "3\u00A0min\u00A004\u00A0s", "3\u00A0min\u00A004\u00A0s")]
    [InlineData(3.49, "3,4\u00A0s", "3.4\u00A0s")]
    [InlineData(0.42, "420\u00A0ms", "420\u00A0ms")]
    [InlineData(-8_460, "\u22122\u00A0h\u00A021\u00A0min", "\u22122\u00A0h\u00A021\u00A0min")]
    public void A_duration_is_rounded_down(double seconds, string french, string english)
    {
        Assert.Equal(french, Dates.Duration(TimeSpan.FromSeconds(seconds), Language.French));
        Assert.Equal(english, Dates.Duration(TimeSpan.FromSeconds(seconds), Language.English));
    }

    [Fact]
    public void A_zone_is_named_after_its_town()
    {
        Assert.Equal(new Text("Paris time", "heure de Paris"), Paris.Name);
        var athens = PageZone.Of(TimeZoneInfo.CreateCustomTimeZone("Europe/Athens", TimeSpan.FromHours(2), "x", "x"));
        Assert.Equal("heure d’Athens", athens.Name.French);
        Assert.Same(PageZone.Utc, PageZone.Of(TimeZoneInfo.Utc));
    }

    [Fact]
    public void French_marks_do_not_leave_their_word()
    {
        Assert.Equal("Niveau\u00A0: «\u00A0oui\u00A0», n°\u00A05\u00A0?", Typography.French("Niveau : « oui », n° 5 ?"));
        Assert.Equal("a b", Typography.French("a b"));
    }
}
