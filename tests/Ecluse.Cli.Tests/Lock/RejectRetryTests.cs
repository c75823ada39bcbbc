using Ecluse.Errors;

namespace Ecluse.Cli.Lock;

public sealed class RejectRetryTests
{
    [Fact]
    public async Task Rejected_patients_go_in_once_the_target_was_put_right_and_come_out_again_with_the_rest()
    {
        using var passage = await PreparedPassage.OpenAsync(misfits: true);
        var first = await passage.PassAsync();
        Assert.Equal((int)ErrorKind.PartlyDone, first.Exit);
        var before = passage.Rows().Patients;
        (await passage.RunAsync("passage", "rejects", "retry", passage.Id, "REJECT-UNIQUE")).Must((int)ErrorKind.PartlyDone);
        Assert.Equal(before, passage.Rows().Patients);

        // Somebody changes the number that others bear too; the two rejected patients bear the same one.
        passage.OnTarget("UPDATE patient SET patient_number = 'Z' || substr(patient_number, 2, 8)");
        var retried = (await passage.RunAsync("passage", "rejects", "retry", passage.Id, "REJECT-UNIQUE")).Must((int)ErrorKind.PartlyDone);
        Assert.StartsWith("1 loaded, 1 refused again", retried.Output, StringComparison.Ordinal);
        passage.OnTarget("UPDATE patient SET patient_number = 'Y' || substr(patient_number, 2, 8) WHERE patient_number LIKE 'L%'");
        (await passage.RunAsync("passage", "rejects", "retry", passage.Id, "REJECT-UNIQUE")).Must(0);
        Assert.Equal(before + 2, passage.Rows().Patients);
        (await passage.RunAsync("passage", "rejects", "retry", passage.Id, "REJECT-UNIQUE")).Refused("PASSAGE-031", ErrorKind.NotFound);

        // The last one is a row of the passage like any other: nobody touched it since, so a stop takes it out again.
        (await passage.RunAsync("passage", "stop", passage.Id)).Must((int)ErrorKind.PartlyDone);
        Assert.Equal(before + 1, passage.Rows().Patients);
    }
}
