using Ecluse.Passages;
using Ecluse.Testkit.Servers;

namespace Ecluse.Cli.Lock;

/// <summary>The depot in a bucket: the same commands, the same passage, and no parcel on this machine's disk.</summary>
public sealed class S3PassageTests
{
    [Fact]
    public async Task A_passage_killed_on_its_way_ends_and_its_certificate_says_what_was_seen_of_the_storage_and_what_was_not()
    {
        var (server, prefix) = (await S3Server.SharedAsync(), S3Server.NewPrefix());
        using var passage = await PreparedPassage.OpenAsync(configure: data => server.Configure(data, "plain", prefix));
        Assert.True(await KilledRun.KillAfterAsync(passage, 1, TimeSpan.Zero));
        await passage.ForgetLeaseAsync();
        (await passage.PassAsync()).Must(0);
        Assert.NotEmpty(Objects(server, prefix));
        Assert.Empty(Directory.EnumerateFiles(passage.Of("depot"), "*.age", SearchOption.AllDirectories));
        await passage.AcceptAsync();

        File.Move(passage.Of("depot.yaml"), passage.Of("away"));
        (await passage.RunAsync("erase", passage.Id)).Refused("S3-008");
        File.Move(passage.Of("away"), passage.Of("depot.yaml"));
        (await passage.RunAsync("erase", passage.Id)).Must(0);
        Assert.Equal(PassageState.Erased, await passage.StateAsync());
        Assert.Empty(Objects(server, prefix));
        var certificate = (await passage.RunAsync("certificate", "show", passage.Id, "--json")).Must(0).Output;
        Assert.Contains($"s3://plain/{prefix}depot/", certificate, StringComparison.Ordinal);
        Assert.Contains("a storage that others run", certificate, StringComparison.Ordinal);
        Assert.Contains("un stockage tenu par d’autres", System.Text.RegularExpressions.Regex.Unescape(certificate), StringComparison.Ordinal);
        (await passage.RunAsync("journal", "verify")).Must(0);
    }

    [Fact]
    public async Task A_bucket_that_keeps_versions_is_refused_before_a_parcel_is_in_it_and_parcels_here_before_it_is_used()
    {
        var server = await S3Server.SharedAsync();
        using var other = await PreparedPassage.OpenAsync(configure: data => server.Configure(data, "versioned", S3Server.NewPrefix()));
        (await other.PassAsync()).Refused("S3-005");
        Assert.DoesNotContain(server.Folder.Files(), file => file.StartsWith("versioned/", StringComparison.Ordinal));

        File.Delete(other.Of("depot.place"));
        var sealedHere = Path.Combine(Directory.CreateDirectory(other.Of("spaces", "s-0123456789ab")).FullName, new string('0', 32) + ".age");
        await File.WriteAllTextAsync(sealedHere, "x", TestContext.Current.CancellationToken);
        (await other.RunAsync("passage", "status", other.Id)).Refused("S3-009");
        File.Delete(sealedHere);
        File.SetUnixFileMode(other.Of("depot.yaml"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        (await other.RunAsync("passage", "status", other.Id)).Refused("CONN-002");
    }

    private static List<string> Objects(S3Server server, string prefix) =>
        [.. server.Folder.Files().Where(file => file.StartsWith("plain/" + prefix, StringComparison.Ordinal) && file.Contains(".age", StringComparison.Ordinal))];
}
