using System.Globalization;
using Ecluse.Records;
using Ecluse.Testkit.Servers;

namespace Ecluse.RealSystems;

/// <summary>
/// What waits and what is validated: BLIS → LabBook, where people go on working, → another LabBook. A few patients are enough:
/// of whom something waits, or is not validated, or is.
/// </summary>
public sealed class LabBookValidationTests
{
    /// <summary>Requests of which at least one result has a value.</summary>
    internal const string Answered = "(SELECT F.id_analyse FROM sigl_09_data F WHERE F.valeur <> '')";

    [Fact]
    public async Task What_waits_and_what_was_validated_stands_in_LabBook_as_in_its_own_rows_and_passes_on()
    {
        var blis = await BlisSystem.DatabaseAsync();
        var labbook = await LabBookSystem.NewAsync();
        LabBookSystem.CompleteCatalogue(labbook, blis, [7, 9, 41, 70, 71]);
        var patients = await blis.TextsAsync($"({Some("t.result <> '' AND t.verified_by = 0", 5)}) UNION ({Some("t.result = '' AND t.test_type_id = 39", 5)}) UNION ({Some("t.verified_by > 0", 10)})");
        using var passage = new RealPassage();
        await passage.PrepareAsync(await BlisSystem.SideAsync(), LabBookSystem.Side(labbook), BlisSystem.Instruction("labbook", patients));
        await passage.PlanAsync();
        (await passage.ApproveAndRunAsync()).Must(0);
        Assert.All((await passage.ReportAsync()).Figures, figure => Assert.True(figure.Agrees, $"{figure.Check} {figure.Group} {figure.Figure}"));
        await passage.AcceptAndEraseAsync();

        using var application = new LabBookApplication(labbook);
        Each_result_has_the_rows_that_the_application_makes(labbook);
        var waiting = application.Waiting().GroupBy(one => one.Request).ToList();
        Assert.Equal(Count(labbook, $"SELECT COUNT(*) FROM sigl_04_data WHERE id_data NOT IN {Answered}"), waiting.Count);
        Assert.All(waiting, request => Assert.Equal(
            Count(labbook, $"SELECT COUNT(*) FROM sigl_05_07_data L JOIN sigl_04_data A ON A.ref_analyse = L.id_refanalyse WHERE A.id_data = {request.Key}"), request.Count()));
        Assert.Contains(waiting, request => request.Count() > 10);

        // People enter a value where one was waited for, and register somebody.
        var answered = waiting.First(request => request.Any(one => one.Variable == "L070"));
        application.Answer(answered.Single().Result, "6.5");
        application.AddPatientWithResult("ASDF2", new DateOnly(2026, 11, 23));
        await It_passes_on(labbook, patients.Count + 1, waiting.Count - 1, answered.Key);
    }

    private static async Task It_passes_on(MariaDbDatabase labbook, int patients, int waiting, long answered)
    {
        var other = await LabBookSystem.NewAsync();
        LabBookSystem.CompleteCatalogue(other, await BlisSystem.DatabaseAsync(), [7, 9, 41, 70, 71]);
        using var passage = new RealPassage();
        var side = new RealSide("labbook", "mariadb", labbook.Server.Port, labbook.Name, labbook.CreateReader(), MariaDbServer.Password);
        await passage.PrepareAsync(
            side, LabBookSystem.Side(other) with { Connection = "labbook-new" },
            LabBookSystem.Instruction(patients).Replace("  specimen: [number, type-text, collected-at, received-at]\n", "", StringComparison.Ordinal));

        // As a source it says who validated, and when; what waits is a request and nothing else.
        var records = await passage.ReadAsync();
        var who = Assert.Single(records, record => record.Type == RecordType.Practitioner);
        Assert.Equal(("2", "BIO", "Bernard"), (who.Id, Text(who, "family-name"), Text(who, "given-names")));
        var request = (answered - 10_000_000).ToString(CultureInfo.InvariantCulture);
        var values = records.Where(record => record.Type == RecordType.Observation && Text(record, "part-of") == request).ToList();
        Assert.Equal("final", Text(records.Single(record => record.Type == RecordType.Observation && record.Id == request), "status"));
        Assert.Equal(
            ("final", "2", labbook.Scalar<string>("SELECT DATE_FORMAT(MAX(date_validation), '%Y-%m-%dT%H:%i:%s+01:00') FROM sigl_10_data V JOIN sigl_09_data R ON R.id_data = V.id_resultat "
                + $"WHERE V.type_validation = 252 AND R.id_analyse = {answered}")),
            Validation(values.Single(record => Text(record, "value-number") == "6.5")));
        Assert.Contains(records, record => Validation(record) == ("preliminary", null, null));
        Assert.Contains(records, record => Validation(record) == ("final", null, null));
        Assert.Equal(waiting, records.Count(record => Text(record, "kind") == "panel" && Text(record, "status") == "registered"));
        Assert.DoesNotContain(records, record => Text(record, "kind") is "measurement" or "text" && Text(record, "status") == "registered");

        // A date that is the report's is no date of a validation.
        Assert.Equal(
            Count(labbook, "SELECT COUNT(*) FROM sigl_10_data WHERE type_validation = 252 AND date_validation IS NOT NULL AND (commentaire IS NULL OR commentaire NOT LIKE '%compte rendu%')"),
            records.Count(record => record.Type == RecordType.Observation && Text(record, "validated-at") is not null));

        Assert.True(Count(labbook, "SELECT COUNT(*) FROM sigl_10_data WHERE date_validation IS NOT NULL AND commentaire LIKE '%compte rendu%'") > 0);
        await passage.PlanAsync();
        (await passage.ApproveAndRunAsync()).Must(0);
        var report = await passage.ReportAsync();
        Assert.Equal(patients, report.Patients.Equal);
        Assert.All(report.Figures, figure => Assert.True(figure.Agrees, $"{figure.Check} {figure.Group} {figure.Figure}"));
        Each_result_has_the_rows_that_the_application_makes(other);
        using var application = new LabBookApplication(other);
        Assert.Equal(waiting, application.Waiting().Select(one => one.Request).Distinct().Count(one => one != answered));

        // A stop takes the empty rows out like any other.
        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);
        Assert.Equal(0, Count(other, "SELECT (SELECT COUNT(*) FROM sigl_09_data) + (SELECT COUNT(*) FROM sigl_10_data)"));
    }

    private static void Each_result_has_the_rows_that_the_application_makes(MariaDbDatabase labbook)
    {
        Assert.Equal(
            Count(labbook, "SELECT COUNT(*) FROM sigl_09_data"), Count(labbook, "SELECT COUNT(DISTINCT id_resultat) FROM sigl_10_data WHERE type_validation = 250"));
        Assert.Equal(0, Count(labbook, "SELECT COUNT(*) FROM sigl_10_data V JOIN sigl_10_data A ON A.id_resultat = V.id_resultat AND A.type_validation = 250 "
            + "WHERE V.type_validation = 252 AND V.id_data < A.id_data"));
        Assert.Equal(0, Count(labbook, "SELECT COUNT(*) FROM sigl_10_data V JOIN sigl_09_data R ON R.id_data = V.id_resultat WHERE V.type_validation = 252 AND NOT V.valeur <=> R.valeur"));
        Assert.True(Count(labbook, "SELECT COUNT(*) FROM sigl_10_data WHERE type_validation = 252") > 0);
    }

    private static (string?, string?, string?) Validation(LabRecord record) =>
        (Text(record, "status"), Text(record, "validated-by"), Text(record, "validated-at"));

    private static string? Text(LabRecord record, string field) => record.Type.TryField(field, out var known) ? record.GetText(known) : null;

    // Patients of whom nothing is in the way of passing.
    private static string Some(string where, int count) =>
        "SELECT DISTINCT CAST(s.patient_id AS CHAR) FROM test t JOIN specimen s ON s.specimen_id = t.specimen_id JOIN patient p ON p.patient_id = s.patient_id "
        + $"WHERE {where} AND p.dob IS NOT NULL AND p.sex <> 'O' AND s.patient_id NOT IN (SELECT y.patient_id FROM test x JOIN specimen y ON y.specimen_id = x.specimen_id "
        + "WHERE x.test_type_id NOT IN (7, 8, 9, 18, 23, 24, 25, 38, 39, 40, 41, 70, 71) OR (x.result <> '' AND x.result NOT REGEXP '[0-9a-f]{40}$') OR CHAR_LENGTH(x.result) > 160) "
        + $"ORDER BY 1 LIMIT {count}";

    private static long Count(MariaDbDatabase database, string sql) =>
        Convert.ToInt64(database.Scalar<object>(sql), CultureInfo.InvariantCulture);
}
