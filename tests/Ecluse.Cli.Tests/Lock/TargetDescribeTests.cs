using Ecluse.Documents;
using Ecluse.Plans;

namespace Ecluse.Cli.Lock;

public sealed class TargetDescribeTests
{
    [Fact]
    public async Task The_target_s_side_writes_what_the_target_can_hold_without_an_installation()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var file = Path.Combine(passage.Folder, "target.json");

        (await passage.RunAsync(
            "target", "describe", "kalisil", "--profile", passage.Of("profiles", "kalisil.profile.yaml"),
            "--connections", passage.Of("connections.yaml"), "-o", file)).Must(0);

        var described = CanonicalDocument.Read<TargetDescription>(await File.ReadAllBytesAsync(file));
        var planned = CanonicalDocument.Read<Plan>(await File.ReadAllBytesAsync(passage.Plan)).Target;
        Assert.Equal((planned.Profile.Sha256, planned.Description.SchemaSha256), (described.ProfileSha256, described.SchemaSha256));
        Assert.Contains(described.Fields, field => field.LengthMax is not null);
        Assert.All(described.ExistingRecords.Values, count => Assert.Equal(0, count));
    }

    [Fact]
    public async Task A_connection_that_is_not_in_the_file_is_refused_by_its_code()
    {
        using var passage = await PreparedPassage.OpenAsync();

        (await passage.RunAsync(
            "target", "describe", "elsewhere", "--profile", passage.Of("profiles", "kalisil.profile.yaml"),
            "--connections", passage.Of("connections.yaml"), "-o", Path.Combine(passage.Folder, "target.json")))
            .Refused("CONN-007", Ecluse.Errors.ErrorKind.NotFound);
    }
}
