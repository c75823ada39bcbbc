using Ecluse.CasePages;
using Ecluse.ContractPages;
using Ecluse.Errors;
using Ecluse.Pages.Tests.Gallery;
using Ecluse.Pages.Tests.Layout;

namespace Ecluse.Pages.Tests.CasePages;

public sealed class CasePageTests
{
    [Fact]
    public void Tells_each_reproach_with_the_attempt_and_the_refusal()
    {
        var text = PlainText.Of(CasePage.Render(InventedCase.Held(), Language.English));
        Assert.Contains("2 of 2 attempts met their rule", text, StringComparison.Ordinal);
        Assert.Contains("§ 36 rule 1 held Then The contracts held none of the mentions. Attempt Open a passage", text, StringComparison.Ordinal);
        Assert.Contains("Audits (GDPR 28(3)(h)) is absent. CONTRACT-101", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_at_the_top_that_a_rule_did_not_hold()
    {
        var text = PlainText.Of(CasePage.Render(InventedCase.Broken(), Language.French));
        Assert.Contains("1 tentative sur 2 est passée", text, StringComparison.Ordinal);
        Assert.Contains("la règle 1 n’a pas tenu", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_praise_a_play_of_nothing() =>
        Assert.Contains("Nothing was played", PlainText.Of(CasePage.Render(InventedCase.Held() with { Reproaches = [] }, Language.English)), StringComparison.Ordinal);

    [Fact]
    public void A_contract_shows_each_point_present_not_concrete_or_absent()
    {
        var text = PlainText.Of(ContractPage.Render(InventedCase.Contract(), Language.English));
        Assert.Contains("Not in force: no passage opens under it. 1 of 3 points there with something concrete", text, StringComparison.Ordinal);
        Assert.Contains("Subject-matter GDPR 28(3) present", text, StringComparison.Ordinal);
        Assert.Contains("Security GDPR 28(3)(c) not concrete measures: no measure is named", text, StringComparison.Ordinal);
        Assert.Contains("Audits GDPR 28(3)(h) absent", text, StringComparison.Ordinal);
    }
}
