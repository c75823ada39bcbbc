using System.Net;
using System.Text.RegularExpressions;

namespace Ecluse;

/// <summary>§60: there was no procedure, no roles, and the laboratory got no account of what had been done.</summary>
public sealed class Paragraph60_EveryStepIsOnThePassagesPage(PassedLaboratory passed)
{
    private readonly Laboratory lab = passed.Lab;

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Every_step_with_its_time_and_who_did_it(string language)
    {
        var page = lab.Of($"status.{language}.html");
        // The page tells decisions about rejects in the table of rejects, without their time.
        var steps = (await lab.RunAsync("passage", "status", lab.Passage, "--json")).Json().GetProperty("steps").EnumerateArray()
            .Where(step => step.GetProperty("name").GetString() != "reject.decided").ToArray();
        (await lab.RunAsync("passage", "status", lab.Passage, "--page", page, "--lang", language)).MustSucceed();
        var html = await File.ReadAllTextAsync(page);
        var paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

        Assert.Equal(
            ["passage.opened", "source-gate.closed", "target-gate.closed", "passage.reconciled", "sample.shown", "passage.accepted", "passage.erased"],
            steps.Select(step => step.GetProperty("name").GetString()).Where(name => name is not ("passage.differs" or "source-gate.opened" or "target-gate.opened" or "passage.erasing")));
        Assert.All(steps, step => Assert.Contains(
            TimeZoneInfo.ConvertTime(step.GetProperty("at").GetDateTimeOffset(), paris).ToString("yyyy-MM-dd'T'HH:mm:sszzz", null), html,
            StringComparison.Ordinal));
        Assert.All(
            ["Nadia Kervella, Solvane Santé", "Dr Hélène Aubrac-Nivel", "agent:source-gate", "agent:target-gate"],
            who => Assert.Contains(who, Text(html), StringComparison.Ordinal));
    }

    private static string Text(string html) => WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]*>", " "));
}
