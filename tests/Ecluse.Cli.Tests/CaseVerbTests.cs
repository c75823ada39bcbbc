using System.Text;
using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Testkit;

namespace Ecluse.Cli;

public sealed class CaseVerbTests
{
    private static readonly string[] Refusals =
    [
        "PLAN-003", "✗", "INSTRUCTION-002", "", "INSTRUCTION-010", "SIGN-001", "APPROVAL-003", "APPROVAL-001", "APPROVAL-002",
        "APPROVAL-005", "AGE-004", "PERSON-001",
    ];

    [Fact]
    public async Task Each_reproach_is_attempted_and_refused_by_its_own_code_and_told_on_a_page()
    {
        using var folder = new TestFolder();
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var terminal = new Terminal(() => Stream.Null, () => output, error, false, Language.English);

        var exit = await CommandLine.RunAsync(
            ["case", "--folder", folder.Of("case"), "--page", folder.Of("case.html"), "--json"], terminal, TimeProvider.System);

        Assert.True(exit == 0, error.ToString());
        var outcomes = JsonDocument.Parse(Encoding.UTF8.GetString(output.ToArray())).RootElement.EnumerateArray().ToList();
        Assert.Equal(Refusals.Length, outcomes.Count);
        Assert.All(outcomes.Zip(Refusals), pair =>
        {
            Assert.True(pair.First.GetProperty("holds").GetBoolean());
            Assert.StartsWith(pair.Second, pair.First.GetProperty("answer").GetString()!.Trim(), StringComparison.Ordinal);
        });
        var page = await File.ReadAllTextAsync(folder.Of("case.html"));
        Assert.Contains("SAN-2022-009", page, StringComparison.Ordinal);
        Assert.All(Refusals.Where(code => code.Contains('-', StringComparison.Ordinal)), code => Assert.Contains(code, page, StringComparison.Ordinal));
    }
}
