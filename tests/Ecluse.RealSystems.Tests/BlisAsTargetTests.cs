using System.Globalization;
using Ecluse.Instructions;
using Ecluse.Plans;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;

namespace Ecluse.RealSystems;

/// <summary>C4G BLIS as a target: all values of a test in one column, tables without transactions.</summary>
public sealed class BlisAsTargetTests
{
    // Results that lack the hash which closes every other one; their last comma makes one value too many.
    private const string Unreadable = "(SELECT s.patient_id FROM test t JOIN specimen s ON s.specimen_id = t.specimen_id "
        + "WHERE t.result <> '' AND t.result NOT REGEXP '[0-9a-f]{40}$')";

    [Fact]
    public async Task The_whole_laboratory_passes_into_an_empty_BLIS_and_each_result_stands_there_as_it_stood()
    {
        var old = await BlisSystem.DatabaseAsync();
        var blis = await BlisSystem.NewAsync();
        using var passage = new RealPassage();
        await passage.PrepareAsync(await BlisSystem.SideAsync(), BlisSystem.Target(blis), BlisSystem.Instruction("blis", connection: "blis-new"));

        var plan = await passage.PlanAsync();
        Assert.Equal(
            [("observation", "issued-at", MisfitKind.NotHeld), ("observation", "test_type_id", MisfitKind.Unreadable)],
            plan.Misfits.Select(misfit => (misfit.Type, misfit.Field, misfit.Kind)));
        Assert.Equal(LoadPromise.Idempotent, plan.Target.Description.Promise);
        (await passage.ApproveAndRunAsync()).Must(0);

        var report = await passage.ReportAsync();
        Assert.Equal(plan.Expected.Patients, report.Patients.Equal);
        Assert.Equal(Count(old, $"SELECT COUNT(*) FROM patient WHERE patient_id NOT IN {Unreadable}"), report.Patients.Equal);
        Assert.All(report.Types, type => Assert.Equal(plan.Expected.Records[type.Type], type.Found));
        Assert.All(report.Figures, figure => Assert.True(figure.Agrees, $"{figure.Check} {figure.Group} {figure.Figure}"));
        Assert.True(report.Figures.Count > 700);
        await passage.AcceptAndEraseAsync();

        // Column by column what stood there, but for the hash of the patient, which is not made.
        Assert.Equal(await BlisSystem.ResultsAsync(old, $"WHERE s.patient_id NOT IN {Unreadable}", validated: true), await BlisSystem.ResultsAsync(blis, validated: true));
        Assert.Equal(0, Count(blis, "SELECT COUNT(*) FROM test WHERE result <> '' AND result NOT LIKE CONCAT('%,', REPEAT('0', 40))"));

        // Afterwards people work in it as before.
        var last = Count(blis, "SELECT MAX(test_id) FROM test");
        var test = BlisApplication.AddPatientWithResult(blis, "10.5,3,0,81,28,32,140,");
        Assert.Equal(last + 1, test);
        Assert.Equal(["10.5", "3", "0", "81", "28", "32", "140", ""], BlisApplication.ShownResult(blis, test));
        var migrated = Count(blis, "SELECT MIN(test_id) FROM test WHERE test_type_id = 39 AND result <> ''");
        Assert.Equal(BlisApplication.ShownResult(old, migrated), BlisApplication.ShownResult(blis, migrated));
        Assert.Equal(0, Count(blis, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE 'ecluse%'"));
    }

    [Fact]
    public async Task A_stop_takes_out_what_came_and_nothing_that_was_there()
    {
        var old = await BlisSystem.DatabaseAsync();
        var blis = await BlisSystem.NewAsync();
        BlisApplication.AddPatientWithResult(blis, "10.5,3,0,81,28,32,140,");
        var patients = await old.TextsAsync("SELECT patient_id FROM patient WHERE patient_id BETWEEN 1 AND 40");
        using var passage = new RealPassage();
        await passage.PrepareAsync(
            await BlisSystem.SideAsync(), BlisSystem.Target(blis), BlisSystem.Instruction("blis", patients, "blis-new"));

        // Patient 1 is there already under his key: counted by the plan, refused by the load, and never ours.
        var plan = await passage.PlanAsync();
        Assert.Equal(1, plan.Conflicts!["patient"]);
        await passage.ApproveAndRunAsync();
        Assert.Equal(40, Count(blis, "SELECT COUNT(*) FROM patient"));
        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);

        Assert.Equal(["Ondine Inventée"], await blis.TextsAsync("SELECT name FROM patient"));
        Assert.Equal((1L, 1L), (Count(blis, "SELECT COUNT(*) FROM specimen"), Count(blis, "SELECT COUNT(*) FROM test")));
    }

    private static long Count(MariaDbDatabase database, string sql) =>
        Convert.ToInt64(database.Scalar<object>(sql), CultureInfo.InvariantCulture);
}
