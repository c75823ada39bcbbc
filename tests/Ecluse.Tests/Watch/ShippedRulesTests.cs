namespace Ecluse.Watch;

public sealed class ShippedRulesTests
{
    private static readonly IReadOnlyList<(WatchRule Rule, IReadOnlyList<RuleCase> Cases)> Shipped = RuleBook.ReadFiles(null);

    public static TheoryData<string> Ids => [.. Shipped.Select(one => one.Rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_shipped_rule_does_what_its_cases_say(string id)
    {
        var (rule, cases) = Shipped.Single(one => one.Rule.Id == id);

        Assert.Contains(cases, one => one.MustFire);
        Assert.Contains(cases, one => !one.MustFire);
        Assert.All(cases, one => Assert.True(one.Holds(one.Run(rule)), $"{rule.Id}: {one.What.English}: {one.Run(rule)}"));
    }

    // The list, each by a rule of its own.
    [Theory]
    [InlineData("sign-in-new-network")]
    [InlineData("sign-in-failures-account")]
    [InlineData("sign-in-failures-key")]
    [InlineData("sign-in-failures-source")]
    [InlineData("sign-in-failures-spread")]
    [InlineData("account-two-places")]
    [InlineData("key-two-places")]
    [InlineData("volume-of-person")]
    [InlineData("volume-of-laboratory")]
    [InlineData("plan-volume")]
    [InlineData("many-objects")]
    [InlineData("access-outside")]
    [InlineData("access-outside-machine")]
    [InlineData("space-due")]
    [InlineData("erase-failed")]
    [InlineData("erase-late")]
    [InlineData("key-gone")]
    [InlineData("journal-broken")]
    [InlineData("events-stop")]
    [InlineData("events-lost")]
    [InlineData("certificate-due")]
    [InlineData("security-txt-due")]
    [InlineData("rights-due")]
    [InlineData("clock-jumped")]
    [InlineData("gate-silent")]
    public void What_has_to_be_watched_has_a_rule(string id) => Assert.Contains(Shipped, one => one.Rule.Id == id);

    [Fact]
    public void What_a_rule_finds_says_why_in_both_languages_and_names_ids_only()
    {
        foreach (var (rule, cases) in Shipped)
        {
            var engine = new WatchEngine([rule]);
            var fires = cases.First(one => one.MustFire);
            var taken = fires.Seen.SelectMany(one => engine.Take(one with { Source = rule.Looks.Source })).ToList();
            var found = taken.Concat(engine.Look(fires.Until, [])).First();

            Assert.Equal(found, found.Checked() with { Evidence = found.Evidence });
            Assert.Equal(found.Evidence, found.Checked().Evidence);
            Assert.NotEqual(rule.Why.English, found.Why.English);
            Assert.NotEqual(found.Why.English, found.Why.French);
            Assert.NotEmpty(rule.FalsePositives);
            Assert.NotEmpty(rule.Law);
        }
    }
}
