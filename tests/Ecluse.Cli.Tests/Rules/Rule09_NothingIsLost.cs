using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Cli.Rules;

/// <summary>Rule 9: what the target refuses is kept until somebody decides; the unit is the patient; nothing passes by default.</summary>
public sealed class Rule09_NothingIsLost
{
    [Fact]
    public async Task A_refused_patient_is_out_whole_is_kept_by_code_and_holds_the_passage_until_somebody_decides()
    {
        using var passage = await PreparedPassage.OpenAsync(misfits: true);

        (await passage.PassAsync()).Must((int)ErrorKind.PartlyDone);

        Assert.Equal(PassageState.Loaded, await passage.StateAsync());
        Assert.Contains("REJECT-UNIQUE", (await passage.RunAsync("passage", "rejects", "list", passage.Id)).Must(0).Output, StringComparison.Ordinal);
        var (loads, expected) = await passage.WithAsync(async (installation, work) =>
            (await installation.Ledger.LoadsAsync(work.Passage.Id, default), work.Plan.Expected.Patients));
        var rejected = loads.Sum(load => load.Rejects.Count);
        Assert.True(rejected > 0);
        Assert.Equal(expected - rejected, passage.Rows().Patients);
        var acceptance = Path.Combine(passage.Folder, "acceptance.json");
        (await passage.RunAsync("passage", "sample", passage.Id, "--line", "x", "-o", acceptance)).Must((int)ErrorKind.Refused);
    }
}
