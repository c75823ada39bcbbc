namespace Ecluse.Watch;

public sealed class RuleWordsTests
{
    [Fact]
    public void A_condition_is_said_in_amounts_that_people_read()
    {
        var volume = RuleWords.Of(new AboveUsual("bytes", 2L << 30, 5, TimeSpan.FromDays(1), TimeSpan.FromDays(30)));
        Assert.Equal("within 1 day, 5 times the most of the last 30 days and at least 2 GiB", volume.English);
        Assert.Equal("en 1 j, 5 fois le maximum des derniers 30 j et au moins 2 Gio", volume.French);
        Assert.Equal("1 000 000 lignes en 1 h", RuleWords.Of(new Sum("rows", 1_000_000, TimeSpan.FromHours(1))).French.Replace('\u202f', ' '));
        Assert.Equal("20 différents (personne) en 1 h", RuleWords.Of(new Distinct("person", 20, TimeSpan.FromHours(1))).French);
        Assert.Equal(("once it is over", "ends within 30 days"), (RuleWords.Of(new DueWithin(TimeSpan.FromSeconds(1))).English, RuleWords.Of(new DueWithin(TimeSpan.FromDays(30))).English));
    }
}
