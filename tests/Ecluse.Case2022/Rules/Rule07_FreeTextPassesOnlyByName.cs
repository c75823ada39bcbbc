namespace Ecluse.Rules;

/// <summary>Rule 7: free text passes column by column, each with a written reason, under the signature of the plan.</summary>
public sealed class Rule07_FreeTextPassesOnlyByName(PassedLaboratory passed)
{
    [Fact]
    public Task Listing_one_without_a_reason_is_refused() =>
        new Paragraph45_CommentsPAndDAreNeverSelected(passed).Listing_one_takes_a_written_reason();

    [Fact]
    public async Task Each_that_passes_stands_in_the_signed_plan_with_its_reason()
    {
        using var plan = System.Text.Json.JsonDocument.Parse(await File.ReadAllBytesAsync(passed.Lab.Plan));
        var listed = plan.RootElement.GetProperty("free-text").EnumerateArray().ToArray();

        Assert.NotEmpty(listed);
        Assert.All(listed, one => Assert.True(one.GetProperty("reason").GetString()!.Length > 10));
        Assert.DoesNotContain(listed, one => one.GetProperty("field").GetString() is "comment-p" or "comment-d");
    }
}
