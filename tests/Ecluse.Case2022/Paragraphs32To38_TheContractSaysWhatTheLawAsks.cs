using System.Text.RegularExpressions;

namespace Ecluse;

/// <summary>§32-38: the terms of sale held none of the mentions of article 28, the maintenance contract not enough.</summary>
public sealed class Paragraphs32To38_TheContractSaysWhatTheLawAsks(PlannedLaboratory planned)
{
    /// <summary>The seven opening mentions of art. 28(3), its clauses (a) to (h) and what stands around them.</summary>
    public static TheoryData<string> Points() =>
    [
        "subject-matter", "duration", "nature", "purpose", "data-types", "data-subjects", "controller-rights", "instructions",
        "confidentiality", "security", "sub-processors", "data-subject-requests", "assistance", "end-of-contract", "audits",
        "unlawful-instruction", "sub-processor-authorisation", "flow-down", "written-form",
    ];

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_contract_without_this_point_is_not_in_force(string point)
    {
        var path = await WrittenAsync($"without-{point}.yaml", text => Regex.Replace(text, $@"(?m)^  {point}:\n(?:    .*\n)+", ""));

        await NotInForceAsync(path, point);
    }

    [Theory]
    [InlineData("purpose")]
    [InlineData("security")]
    [InlineData("audits")]
    public async Task A_contract_that_leaves_this_sentence_empty_is_not_in_force(string point)
    {
        var path = await WrittenAsync($"empty-{point}.yaml", text => Regex.Replace(text, $@"(?m)^(  {point}:\n    text:).*$", "$1 \"\""));

        await NotInForceAsync(path, point);
    }

    [Fact]
    public async Task The_complete_contract_is_in_force()
    {
        var check = await planned.Lab.RunAsync("contract", "check", planned.Lab.Of("laboratory", "contract.yaml"), "--json");

        Assert.All(check.Json().GetProperty("findings").EnumerateArray(), finding => Assert.Equal("present", finding.GetProperty("state").GetString()));
    }

    private async Task NotInForceAsync(string path, string point)
    {
        var check = await planned.Lab.RunAsync("contract", "check", path, "--json");

        Assert.Equal(4, check.Exit);
        var finding = System.Text.Json.JsonDocument.Parse(check.Output).RootElement.GetProperty("findings").EnumerateArray()
            .Single(one => one.GetProperty("point").GetString() == point);
        Assert.NotEqual("present", finding.GetProperty("state").GetString());
    }

    private async Task<string> WrittenAsync(string name, Func<string, string> change)
    {
        var right = await File.ReadAllTextAsync(planned.Lab.Of("laboratory", "contract.yaml"));
        var wrong = change(right);
        Assert.NotEqual(right, wrong);
        var path = planned.Lab.Of("laboratory", name);
        await File.WriteAllTextAsync(path, wrong);
        return path;
    }
}
