using System.Globalization;
using Ecluse.Instructions;
using Ecluse.Plans;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;
using MySqlConnector;

namespace Ecluse.RealSystems;

/// <summary>C4G BLIS → LabBook: both MariaDB, and nobody here wrote either of them.</summary>
public sealed class BlisToLabBookTests
{
    // Test types in use of which LabBook ships no equivalent, as the profile's list of analyses has them.
    private static readonly int[] Added =
    [
        7, 9, 11, 12, 14, 19, 20, 21, 22, 27, 28, 29, 30, 32, 35, 41, 54, 59, 60, 67, 70, 71, 86, 89, 90, 91, 93, 95, 99, 100, 101, 102, 103, 105,
        107, 108, 109, 110,
    ];

    // Answers that BLIS keeps whole: one result each, whatever commas stand in it.
    private const string Whole = "(60, 71, 99, 100, 101, 102)";

    // Results that lack the hash which closes every other one; their last comma makes one value too many.
    private const string Unreadable = "(SELECT s.patient_id FROM test t JOIN specimen s ON s.specimen_id = t.specimen_id "
        + "WHERE t.result <> '' AND t.result NOT REGEXP '[0-9a-f]{40}$')";

    private const string Parts = "CASE WHEN t.result = '' THEN 0 WHEN t.test_type_id IN " + Whole
        + " THEN 1 ELSE LENGTH(t.result) - LENGTH(REPLACE(t.result, ',', '')) + IF(t.result REGEXP '[0-9a-f]{40}$', 0, 1) END";

    [Fact]
    public async Task What_does_not_fit_is_counted_before_anything_moves_as_plain_SQL_counts_it()
    {
        var blis = await BlisSystem.DatabaseAsync();
        using var passage = new RealPassage();
        await passage.PrepareAsync(
            await BlisSystem.SideAsync(), LabBookSystem.Side(await LabBookSystem.NewAsync()), BlisSystem.Instruction("labbook"));

        var plan = await passage.PlanAsync();

        Assert.Equal(
            [
                ("patient", Count(blis, "SELECT COUNT(*) FROM patient")), ("order", Count(blis, "SELECT COUNT(*) FROM specimen")),
                ("specimen", Count(blis, "SELECT COUNT(*) FROM specimen")),
                ("observation", Count(blis, $"SELECT CAST(COUNT(*) + SUM({Parts}) AS SIGNED) FROM test t")),
            ],
            plan.Types.Select(type => (type.Type, type.Passing)));
        Assert.Equal(
            [
                // Tests that LabBook's catalogue, as it ships, does not have: the request and each of its values.
                Misfit("observation", "code", MisfitKind.UnknownCode, Count(blis,
                    $"SELECT CAST(SUM(1 + {Parts}) AS SIGNED) FROM {Tests} AND t.test_type_id IN ({string.Join(',', Added)})"),
                    Count(blis, $"SELECT COUNT(DISTINCT s.patient_id) FROM {Tests} AND t.test_type_id IN ({string.Join(',', Added)})")),
                Misfit("observation", "test_type_id", MisfitKind.Unreadable, Count(blis, $"SELECT COUNT(DISTINCT p.patient_id) FROM {Unreadable} p")),
                Misfit("observation", "value-code", MisfitKind.UnknownCode, Count(blis, $"SELECT COUNT(*) FROM {Tests} AND t.result LIKE 'AAFB seen,%'"),
                    Count(blis, $"SELECT COUNT(DISTINCT s.patient_id) FROM {Tests} AND t.result LIKE 'AAFB seen,%'")),
                Misfit("observation", "value-text", MisfitKind.TooLong, Count(blis,
                    $"SELECT COUNT(*) FROM {Tests} AND t.test_type_id IN {Whole} AND CHAR_LENGTH(t.result) - 41 > 120"),
                    Count(blis, $"SELECT COUNT(DISTINCT s.patient_id) FROM {Tests} AND t.test_type_id IN {Whole} AND CHAR_LENGTH(t.result) - 41 > 120")),
                Misfit("patient", "birth-date", MisfitKind.PartialDate, Count(blis, "SELECT COUNT(*) FROM patient WHERE dob IS NULL AND CHAR_LENGTH(partial_dob) < 10")),
                Misfit("patient", "sex", MisfitKind.UnknownCode, Count(blis, "SELECT COUNT(*) FROM patient WHERE sex = 'O'")),
            ],
            plan.Misfits.Select(misfit => misfit with { Lacks = null, NotNamed = null }));

        // What to add to the catalogue stands in the plan, counted: each analysis and each of its variables, and no other code.
        var unknown = plan.Misfits.Single(misfit => misfit is { Type: "observation", Field: "code" });
        Assert.Equal(
            Added.Select(test => $"L{test:000}"),
            unknown.Lacks!.Where(lack => lack.Column == "sigl_05_data.code").Select(lack => lack.Written));
        Assert.Equal((0, unknown.Records), (unknown.NotNamed, unknown.Lacks!.Sum(lack => lack.Records)));
        var first = unknown.Lacks!.Single(lack => lack.Written == "L007");
        Assert.Equal(
            ("7", Count(blis, $"SELECT COUNT(*) FROM {Tests} AND t.test_type_id = 7"), Count(blis, $"SELECT COUNT(DISTINCT s.patient_id) FROM {Tests} AND t.test_type_id = 7")),
            (first.Code, first.Records, first.Patients));

        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"    lacks L007 in sigl_05_data.code, here 7: {first.Records:N0} records, {first.Patients:N0} patients\n"), passage.Told, StringComparison.Ordinal);

        // An answer that only BLIS knows is counted and not shown.
        Assert.DoesNotContain("AAFB seen", passage.Told + await File.ReadAllTextAsync(passage.Plan) + await File.ReadAllTextAsync(Path.Combine(passage.Folder, "plan.html")), StringComparison.Ordinal);
        Assert.Null(plan.Misfits.Single(misfit => misfit.Field == "value-code").Lacks);
        Assert.All(plan.Columns.Where(column => column.Table == "user"), column => Assert.Equal(ColumnUse.NotListed, column.Use));
        Assert.Contains(plan.Columns, column => column is { Table: "user", Column: "password", Class: Ecluse.Records.DataClass.Credential });
    }

    [Fact]
    public async Task A_bound_by_the_latest_order_leaves_whom_plain_SQL_leaves()
    {
        var blis = await BlisSystem.DatabaseAsync();
        using var passage = new RealPassage();
        await passage.PrepareAsync(
            await BlisSystem.SideAsync(), LabBookSystem.Side(await LabBookSystem.NewAsync()),
            BlisSystem.Instruction("labbook").Replace("patients: { all: true }", "patients: { last-visit-on-or-after: 2011-01-01 }", StringComparison.Ordinal)
                .Replace("count: 3033", "count: " + Count(blis, $"SELECT COUNT(*) FROM {Latest} WHERE last >= '2011-01-01'").ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

        var plan = await passage.PlanAsync();

        var patients = plan.Types.Single(type => type.Type == "patient");
        Assert.Equal(Count(blis, $"SELECT COUNT(*) FROM {Latest} WHERE last >= '2011-01-01'"), patients.Passing);
        Assert.Equal(
            [
                (LeftReason.PatientBeforeBound, Count(blis, $"SELECT COUNT(*) FROM {Latest} WHERE last < '2011-01-01'")),
                (LeftReason.PatientUndated, Count(blis, $"SELECT COUNT(*) FROM {Latest} WHERE last IS NULL")),
            ],
            patients.Left.Select(left => (left.Reason, left.Count)));
        Assert.Equal(
            Count(blis, $"SELECT COUNT(*) FROM specimen s JOIN {Latest} USING (patient_id) WHERE last >= '2011-01-01'"),
            plan.Types.Single(type => type.Type == "order").Passing);
    }

    private const string Latest =
        "(SELECT p.patient_id, MAX(s.date_collected) AS last FROM patient p LEFT JOIN specimen s USING (patient_id) GROUP BY p.patient_id) latest";

    [Fact]
    public async Task The_whole_laboratory_passes_and_LabBook_goes_on_counting()
    {
        var blis = await BlisSystem.DatabaseAsync();
        var labbook = await LabBookSystem.NewAsync();
        LabBookSystem.CompleteCatalogue(labbook, blis, Added);
        using var application = new LabBookApplication(labbook);
        var before = application.AddPatientWithResult("QWER1", new DateOnly(2022, 1, 8));
        using var passage = new RealPassage();
        await passage.PrepareAsync(await BlisSystem.SideAsync(), LabBookSystem.Side(labbook), BlisSystem.Instruction("labbook"));

        var plan = await passage.PlanAsync();
        (await passage.ApproveAndRunAsync()).Must(0);

        var report = await passage.ReportAsync();
        Assert.Equal(plan.Expected.Patients, report.Patients.Equal);
        Assert.All(report.Types, type => Assert.Equal(plan.Expected.Records[type.Type], type.Found));
        Assert.All(report.Figures, figure => Assert.True(figure.Agrees, $"{figure.Check} {figure.Group} {figure.Figure}"));
        Assert.True(report.Figures.Count > 700);
        await passage.AcceptAndEraseAsync();

        // Numbers are LabBook's own: ten characters a year, none twice, and the day that had one goes on after it.
        Assert.Equal(0, Count(labbook, "SELECT COUNT(*) FROM sigl_02_data WHERE CHAR_LENGTH(num_dos_an) <> 10 OR CHAR_LENGTH(num_dos_jour) <> 12"));
        Assert.Equal(
            Count(labbook, "SELECT COUNT(*) FROM sigl_02_data"), Count(labbook, "SELECT COUNT(DISTINCT num_dos_an) FROM sigl_02_data"));
        Assert.Equal(
            Count(labbook, "SELECT COUNT(*) FROM sigl_02_data"), Count(labbook, "SELECT COUNT(DISTINCT num_dos_jour) FROM sigl_02_data"));
        Assert.Equal(before, application.Numbers(before.Record));

        // Afterwards people work in it as before: nothing of ours stands in the way.
        var after = application.AddPatientWithResult("ASDF2", new DateOnly(2026, 11, 23));
        Assert.Equal(("2026000001", "2026110001", "202611230001"), (after.Year, after.Month, after.Day));
        Assert.True(after.Record > Count(labbook, "SELECT MAX(id_data) FROM sigl_02_data WHERE rec_num_int <> ''"));
        Assert.Equal("Positif", application.ShownResult(after.Record));
        Assert.Equal(0, Count(labbook, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE 'ecluse%'"));

        await LabBook_is_read_again(labbook, plan.Expected.Patients + 2);
    }

    [Fact]
    public async Task Two_exchanged_test_codes_pass_leg_1_and_are_caught_by_leg_2_and_the_stop_takes_every_row_out_again()
    {
        var blis = await BlisSystem.DatabaseAsync();
        var labbook = await LabBookSystem.NewAsync();
        LabBookSystem.CompleteCatalogue(labbook, blis, Added);
        var counts = await blis.TextsAsync(
            "SELECT DISTINCT s.patient_id FROM test t JOIN specimen s ON s.specimen_id = t.specimen_id JOIN patient p ON p.patient_id = s.patient_id "
            + "WHERE t.test_type_id = 39 AND t.result <> '' AND p.dob IS NOT NULL");
        using var passage = new RealPassage();
        await passage.PrepareAsync(
            await BlisSystem.SideAsync(), LabBookSystem.Side(labbook), BlisSystem.Instruction("labbook", counts));
        var profile = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "samples", "profiles", "labbook", "profile.yaml"));

        // White cells as platelets and the other way round, on both sides of the mapping: what it writes wrongly it reads wrongly.
        passage.WriteProfile("labbook", profile
            .Replace("'172': '39.2'", "'172': '39.39'", StringComparison.Ordinal).Replace("'178': '39.39'", "'178': '39.2'", StringComparison.Ordinal)
            .Replace("'B757|172': '39.2'", "'B757|172': '39.39'", StringComparison.Ordinal)
            .Replace("'B757|178': '39.39'", "'B757|178': '39.2'", StringComparison.Ordinal)
            .Replace("code: '39.2'", "code: '39.39'", StringComparison.Ordinal));
        await passage.PlanAsync();
        (await passage.ApproveAndRunAsync()).Must(3);

        var report = await passage.ReportAsync();
        Assert.Equal((0, 0), (report.Patients.Different, report.Patients.Missing));
        Assert.Equal(
            [("values-by-measure", "39.2"), ("values-by-measure", "39.39")],
            report.Figures.Where(figure => !figure.Agrees).Select(figure => (figure.Check, figure.Group)).Distinct());

        Assert.True(Count(labbook, "SELECT COUNT(*) FROM sigl_02_data") > 0);
        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);
        foreach (var table in new[] { "sigl_01_data", "sigl_02_data", "sigl_03_data", "sigl_04_data", "sigl_09_data", "sigl_10_data" })
        {
            Assert.Equal((table, 0L), (table, Count(labbook, $"SELECT COUNT(*) FROM {table}")));
        }
    }

    private const string Tests =
        "test t JOIN specimen s ON s.specimen_id = t.specimen_id WHERE s.patient_id NOT IN " + Unreadable;

    private static async Task LabBook_is_read_again(MariaDbDatabase labbook, long patients)
    {
        using var back = new RealPassage();
        var other = await LabBookSystem.NewAsync();
        var side = new RealSide("labbook", "mariadb", labbook.Server.Port, labbook.Name, labbook.CreateReader(), MariaDbServer.Password);
        await back.PrepareAsync(side, LabBookSystem.Side(other) with { Connection = "labbook-new" }, LabBookSystem.Instruction(patients));
        var plan = await back.PlanAsync();
        Assert.Equal(patients, plan.Types.Single(type => type.Type == "patient").Passing);
        Assert.Equal(Count(labbook, "SELECT COUNT(*) FROM sigl_02_data"), plan.Types.Single(type => type.Type == "order").Passing);
        Assert.Equal(
            Count(labbook, $"SELECT (SELECT COUNT(*) FROM sigl_04_data) + (SELECT COUNT(*) FROM sigl_09_data R WHERE R.id_analyse IN {LabBookValidationTests.Answered})"),
            plan.Types.Single(type => type.Type == "observation").Passing);
        Assert.DoesNotContain(plan.Misfits, misfit => misfit.Kind == MisfitKind.Unreadable);
    }

    private static PlannedMisfit Misfit(string type, string field, MisfitKind kind, long records, long? patients = null) =>
        new(type, field, kind, records, patients ?? records, FitTreatment.LeavePatientOut);


    private static long Count(MariaDbDatabase database, string sql) =>
        Convert.ToInt64(database.Scalar<object>(sql), CultureInfo.InvariantCulture);
}
