using System.Text;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Alerts;

public sealed class EscalationPolicyTests
{
    private static string Shipped => Encoding.UTF8.GetString(EscalationPolicy.Shipped.Bytes.Span);

    [Fact]
    public void The_shipped_one_ends_outside_the_vendor_at_every_level_and_sooner_the_more_is_at_stake()
    {
        var ends = Enum.GetValues<AlertLevel>().Select(level => EscalationPolicy.Shipped.Of(level))
            .Select(policy => policy.Steps.SkipLast(1).Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Wait)).ToList();
        Assert.Equal(ends.OrderDescending(), ends);
        Assert.All(Enum.GetValues<AlertLevel>(), level => Assert.True(EscalationPolicy.Shipped.Of(level).Steps[^1].IsOutside));
    }

    [Theory]
    [InlineData("- to: [controller-dpo]\n        wait: 4h", "- to: [dpo]\n        wait: 4h", "ALERT-020")]
    [InlineData("- to: [controller-dpo]\n        wait: 4h", "- to: [controller-dpo, dpo]\n        wait: 4h", "ALERT-020")]
    [InlineData("- to: [controller-dpo]\n        wait: 4h", "- to: [controller-signatory]\n        wait: 4h", "ALERT-020")]
    [InlineData("act-within: 4h\n    second-person: true", "act-within: 4h\n    second-person: false", "ALERT-021")]
    public void One_that_does_not_end_at_the_laboratory_or_lets_one_person_close_is_refused_with_its_line(string what, string instead, string code)
    {
        var wrong = Shipped.Replace(what, instead, StringComparison.Ordinal);
        Assert.NotEqual(Shipped, wrong);
        var refused = Assert.Throws<DocumentException>(() => Read(wrong));
        Assert.Equal(code, refused.Code);
        Assert.True(Assert.Single(refused.Problems).Mark.Line > 1);
    }

    [Theory]
    [InlineData("wait: 15m", "wait: 0m")]
    [InlineData("wait: 15m", "wait: 15")]
    [InlineData("to: [security-officer, dpo]", "to: []")]
    [InlineData("to: [security-officer, dpo]", "to: [someone]")]
    [InlineData("second-person: true", "second-persons: true")]
    public void What_the_form_does_not_know_is_refused(string what, string instead) =>
        Assert.Throws<DocumentException>(() => Read(Shipped.Replace(what, instead, StringComparison.Ordinal)));

    [Fact]
    public void Its_version_is_its_text() =>
        Assert.NotEqual(EscalationPolicy.Shipped.Sha256, Read(Shipped.Replace("wait: 15m", "wait: 16m", StringComparison.Ordinal)).Sha256);

    private static EscalationPolicy Read(string text) => EscalationPolicy.Read("escalation.yaml", Encoding.UTF8.GetBytes(text));
}
