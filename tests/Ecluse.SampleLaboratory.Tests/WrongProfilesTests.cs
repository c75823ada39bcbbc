using Ecluse.Samples.Profiles;

namespace Ecluse;

public sealed class WrongProfilesTests
{
    [Fact]
    public void Are_the_ten_mistakes_that_the_issue_names() =>
        Assert.Equal(
            [
                "low-and-high-exchanged", "unit-factor-1000", "inverted-sex", "day-and-month-exchanged",
                "two-tests-exchanged", "decimal-comma-lost", "time-zone-shifted", "flag-dropped",
                "comment-of-another-order", "patient-of-the-twin",
            ],
            WrongProfiles.All.Select(wrong => wrong.Name));

    [Fact]
    public void Each_differ_from_the_right_profile_and_from_one_another()
    {
        var all = WrongProfiles.All.Select(wrong => wrong.Yaml).Append(SampleProfiles.Kalisil()).ToList();

        Assert.Equal(all.Count, all.Distinct().Count());
    }

    [Fact]
    public void Leave_the_checks_and_the_raw_rows_as_they_are()
    {
        var right = Kept(SampleProfiles.Kalisil());

        Assert.All(WrongProfiles.All, wrong => Assert.Equal(right, Kept(wrong.Yaml)));
    }

    [Theory]
    [InlineData("absent")]
    [InlineData("a")]
    public void Cannot_be_made_by_an_edit_that_misses_or_hits_twice(string right) =>
        Assert.Throws<InvalidOperationException>(() => WrongProfile.Apply("a b a", right, "c"));

    private static string Kept(string yaml) => yaml[yaml.IndexOf("\nchecks:", StringComparison.Ordinal)..];
}
