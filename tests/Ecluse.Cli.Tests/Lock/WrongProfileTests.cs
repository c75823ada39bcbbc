using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Samples.Profiles;

namespace Ecluse.Cli.Lock;

/// <summary>A wrong profile on the command line; all ten stand in the tests of the sample laboratory.</summary>
public sealed class WrongProfileTests
{
    [Theory]
    [InlineData("inverted-sex", "patients-by-sex")]
    [InlineData("patient-of-the-twin", "patients-by-rank")]
    public async Task A_profile_that_writes_and_reads_wrongly_alike_is_caught_past_it_and_cannot_be_accepted(string wrong, string figure)
    {
        using var passage = await PreparedPassage.PlanAsync();
        await File.WriteAllTextAsync(passage.Of("profiles", "kalisil.profile.yaml"), WrongProfiles.All.Single(one => one.Name == wrong).Yaml);
        var plan = Path.Combine(passage.Folder, "wrong.json");
        (await passage.RunAsync("plan", "I-2026-001", "-o", plan)).Must(0);
        (await passage.RunAsync("sign", plan, "--key", passage.Stage.DirectorKey)).Must(0);
        var opened = (await passage.RunAsync("passage", "open", plan, "--signature", plan + ".sig", "--json")).Must(0);
        var id = JsonDocument.Parse(opened.Output).RootElement.GetProperty("passage").GetString()!;
        var acceptance = Path.Combine(passage.Folder, "acceptance.json");

        var ran = await passage.RunAsync("passage", "run", id);
        ran.Must((int)ErrorKind.PartlyDone);
        Assert.Contains("✓ leg 1", ran.Output, StringComparison.Ordinal);
        Assert.Contains($"✗ {figure}", ran.Output, StringComparison.Ordinal);
        (await passage.RunAsync("passage", "sample", id, "--line", "trois mouettes", "-o", acceptance)).Must((int)ErrorKind.Refused);
        (await passage.RunAsync("passage", "stop", id)).Must(0);
        Assert.Equal(0, passage.Rows().Patients);
    }
}
