using System.Text;
using Ecluse.Documents;

namespace Ecluse.Watch;

public sealed class RuleFileTests
{
    private const string Good = """
        type: watch-rule/1
        id: too-much
        level: high
        title: { en: Too much, fr: Trop }
        why: { en: Because., fr: Parce que. }
        todo: { en: Look., fr: Regarder. }
        looks-at: events
        kinds: [object.out]
        by: [person]
        subject: person
        condition: sum
        of: bytes
        at-least: 1000
        within: 10m
        law: [GDPR 32]
        """;

    [Fact]
    public void A_rule_is_read_with_its_duration_its_law_and_its_version()
    {
        var rule = Read(Good);

        Assert.Equal(new Sum("bytes", 1000, TimeSpan.FromMinutes(10)), rule.When);
        Assert.Equal(["GDPR 32"], rule.Law);
        Assert.Equal(16, rule.Version.Length);
        Assert.NotEqual(rule.Version, Read(Good.Replace("1000", "1001", StringComparison.Ordinal)).Version);
    }

    [Theory]
    [InlineData("at-least: 1000\n", "", "WATCH-001", 11)]
    [InlineData("of: bytes", "usual: 3d\nof: bytes", "WATCH-002", 12)]
    [InlineData("subject: person", "subject: space", "WATCH-003", 10)]
    [InlineData("condition: sum\nof: bytes\nat-least: 1000", "condition: distinct\nof: object\nat-least: 100000", "WATCH-004", 13)]
    [InlineData("[object.out]", "[object.stolen]", "WATCH-005", 8)]
    [InlineData("level: high", "level: high\nstatus: off", "WATCH-009", 2)]
    [InlineData("level: high", "level: high\nreason: nobody looks at it here", "WATCH-009", 2)]
    [InlineData("within: 10m", "within: 10 minutes", "DOC-006", 14)]
    [InlineData("level: high", "level: urgent", "DOC-006", 3)]
    [InlineData("law: [GDPR 32]", "lawful: [GDPR 32]", "DOC-003", 15)]
    public void A_file_that_is_no_rule_is_refused_at_its_line(string good, string bad, string code, int line)
    {
        var refused = Assert.Throws<DocumentException>(() => Read(Good.Replace(good, bad, StringComparison.Ordinal)));

        Assert.Contains(refused.Problems, problem => problem.Code == code && problem.Mark.Line == line);
    }

    [Fact]
    public void A_rule_that_is_switched_off_says_why_and_does_not_watch()
    {
        var off = Read(Good.Replace("level: high", "level: high\nstatus: off\nreason: nobody has objects here", StringComparison.Ordinal));
        Assert.Equal((true, "nobody has objects here"), (off.IsOff, off.Reason));
    }

    private static WatchRule Read(string text) => RuleFile.Read("too-much.rule.yaml", Encoding.UTF8.GetBytes(text));
}
