namespace Ecluse.Rules;

/// <summary>Rule 6: a credential cannot be listed, is not read by any statement, and is found under a harmless name.</summary>
public sealed class Rule06_CredentialsNeverPass(PassedLaboratory passed)
{
    private readonly Paragraph08_CredentialsNeverLeave paragraph = new(passed);

    [Fact]
    public Task None_can_be_listed() => paragraph.None_can_be_listed("password");

    [Fact]
    public Task A_profile_that_reads_one_is_refused() => paragraph.A_profile_that_reads_a_password_column_is_refused();

    [Fact]
    public void No_statement_names_one_and_none_arrives() => paragraph.No_statement_names_them_and_none_arrives();

    [Fact]
    public async Task A_column_without_a_class_is_no_part_of_a_profile()
    {
        var path = passed.Lab.Of("unclassed.profile.yaml");
        var text = Samples.Profiles.SampleProfiles.Megabus();
        var wrong = text.Replace("      PM: credential\n", "", StringComparison.Ordinal).Replace("comment-d: { column: COMMD,", "comment-d: { column: PM,", StringComparison.Ordinal);
        Assert.NotEqual(text, wrong);
        await File.WriteAllTextAsync(path, wrong);

        Assert.NotEqual(0, (await passed.Lab.RunAsync("profile", "check", path)).Exit);
    }
}
