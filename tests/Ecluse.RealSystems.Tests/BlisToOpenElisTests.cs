using System.Globalization;
using Ecluse.Instructions;
using Ecluse.Testkit.Servers;

namespace Ecluse.RealSystems;

/// <summary>C4G BLIS → OpenELIS: from MariaDB into PostgreSQL, 188 foreign keys, and nobody here wrote either of them.</summary>
public sealed class BlisToOpenElisTests
{
    [Fact]
    public async Task The_whole_laboratory_passes_into_another_engine_and_OpenELIS_goes_on_with_its_sequences()
    {
        var blis = await BlisSystem.DatabaseAsync();
        var openelis = await OpenElisSystem.NewAsync(blis);
        AddAsTheApplicationDoes(openelis, "BEFORE-1");
        using var passage = new RealPassage();
        await passage.PrepareAsync(await BlisSystem.SideAsync(), OpenElisSystem.Side(openelis), OpenElisSystem.Instruction());

        var plan = await passage.PlanAsync();
        Assert.Equal(
            [("observation", "test_type_id", MisfitKind.Unreadable, 4L), ("patient", "birth-date", MisfitKind.PartialDate, 3), ("patient", "sex", MisfitKind.UnknownCode, 9)],
            plan.Misfits.Select(misfit => (misfit.Type, misfit.Field, misfit.Kind, misfit.Patients)));
        (await passage.ApproveAndRunAsync()).Must(0);

        var report = await passage.ReportAsync();
        Assert.Equal(plan.Expected.Patients, report.Patients.Equal);
        Assert.All(report.Types, type => Assert.Equal(plan.Expected.Records[type.Type], type.Found));
        Assert.All(report.Figures, figure => Assert.True(figure.Agrees, $"{figure.Check} {figure.Group} {figure.Figure}"));
        Assert.True(report.Figures.Count > 700);
        await passage.AcceptAndEraseAsync();

        // What LabBook cannot hold stands here: 124 and more characters, and an answer without a grade.
        Assert.True(Count(openelis, "SELECT COUNT(*) FROM clinlims.result WHERE length(value) > 120") > 50);
        Assert.True(Count(openelis, "SELECT COUNT(*) FROM clinlims.result r JOIN clinlims.dictionary d ON d.id::varchar = r.value WHERE r.result_type = 'D' AND d.dict_entry = 'AAFB seen'") > 200);

        // Afterwards the application's own insertions go on with the sequences, and the foreign keys hold.
        AddAsTheApplicationDoes(openelis, "AFTER-1");
        Assert.Equal(2, Count(openelis, "SELECT COUNT(*) FROM clinlims.patient WHERE external_id IS NULL"));
        Assert.Equal(
            Count(openelis, "SELECT MAX(id) FROM clinlims.result"), Count(openelis, "SELECT last_value FROM clinlims.result_seq"));

        await OpenElis_passes_back_into_BLIS(openelis, plan.Expected.Patients);
    }

    // Three patients whom one row of BLIS cannot hold are made on the way: each is counted, and stays.
    private static async Task OpenElis_passes_back_into_BLIS(PostgresDatabase openelis, long patients)
    {
        var old = await BlisSystem.DatabaseAsync();
        var blis = await BlisSystem.NewAsync();
        openelis.Execute("""
            SET search_path = clinlims;
            UPDATE result SET sort_order = 9 WHERE id = (SELECT MIN(id) FROM result WHERE result_type = 'N');
            UPDATE result SET value = 'Formed#Brown' WHERE id = (SELECT MIN(id) FROM result WHERE result_type = 'A');
            INSERT INTO sample_item (id, sort_order, samp_id, typeosamp_id, status_id, external_id, collection_date)
              SELECT nextval('sample_item_seq'), 2, samp_id, typeosamp_id, status_id, '99999', collection_date FROM sample_item WHERE external_id = '5000';
            RESET search_path;
            """);

        // Its dump lets everybody make tables in public, as PostgreSQL did before 15: the gate refuses such an account.
        openelis.Execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        using var back = new RealPassage();
        var side = new RealSide("openelis", "postgres", openelis.Server.Port, openelis.Name, openelis.CreateReader("clinlims"), PostgresServer.Password);
        var instruction = OpenElisSystem.Instruction()
            .Replace("source: { connection: blis, profile: { name: blis } }", "source: { connection: openelis, profile: { name: openelis } }", StringComparison.Ordinal)
            .Replace("target: { connection: openelis, profile: { name: openelis } }", "target: { connection: blis-new, profile: { name: blis } }", StringComparison.Ordinal)
            .Replace("specimen: [type-code, collected-at]", "specimen: [type-code, collected-at, received-at]", StringComparison.Ordinal)
            .Replace("kind, code, rank, status", "kind, code, status", StringComparison.Ordinal)
            .Replace("inspect: counts", "inspect: none", StringComparison.Ordinal)
            .Replace("count: 3033", string.Create(CultureInfo.InvariantCulture, $"count: {patients}"), StringComparison.Ordinal);
        await back.PrepareAsync(side, BlisSystem.Target(blis), instruction);
        var plan = await back.PlanAsync();
        Assert.Equal(
            [("observation", "code", MisfitKind.NotJoined), ("observation", "value-text", MisfitKind.OutsideRepertoire), ("specimen", "id", MisfitKind.NotJoined)],
            plan.Misfits.Select(misfit => (misfit.Type, misfit.Field, misfit.Kind)));
        Assert.All(plan.Misfits, misfit => Assert.Equal(1, misfit.Patients));
        Assert.Equal(patients - 3, plan.Expected.Patients);

        (await back.ApproveAndRunAsync()).Must(0);
        var report = await back.ReportAsync();
        Assert.Equal(patients - 3, report.Patients.Equal);
        Assert.All(report.Figures, figure => Assert.True(figure.Agrees, $"{figure.Check} {figure.Group} {figure.Figure}"));
        Assert.True(report.Figures.Count > 700);
        await back.AcceptAndEraseAsync();

        // Round trip through another engine and another model: each result stands in BLIS as it stood in BLIS.
        var here = await BlisSystem.ResultsAsync(blis);
        Assert.True(here.Count > 11_000);
        Assert.Empty(here.Except(await BlisSystem.ResultsAsync(old)));
    }

    // The order in which OpenELIS's own services save a new order, each key from its table's sequence.
    private static void AddAsTheApplicationDoes(PostgresDatabase openelis, string accession) => openelis.Execute($"""
        SET search_path = clinlims;
        INSERT INTO person (id, last_name, first_name) VALUES (nextval('person_seq'), 'INVENTÉE', 'Ondine');
        INSERT INTO patient (id, person_id, gender, birth_date) VALUES (nextval('patient_seq'), currval('person_seq'), 'F', '1980-04-12');
        INSERT INTO sample (id, accession_number, entered_date, received_date, collection_date, domain, sys_user_id, status_id)
          VALUES (nextval('sample_seq'), '{accession}', now(), now(), now(), 'H', 1, (SELECT id FROM status_of_sample WHERE name = 'Test Entered'));
        INSERT INTO sample_human (id, samp_id, patient_id) VALUES (nextval('sample_human_seq'), currval('sample_seq'), currval('patient_seq'));
        INSERT INTO sample_item (id, sort_order, samp_id, typeosamp_id, status_id)
          VALUES (nextval('sample_item_seq'), 1, currval('sample_seq'), (SELECT id FROM type_of_sample WHERE description = 'Serum'),
            (SELECT id FROM status_of_sample WHERE name = 'SampleEntered'));
        INSERT INTO analysis (id, sampitem_id, test_id, analysis_type, revision, is_reportable, status_id)
          VALUES (nextval('analysis_seq'), currval('sample_item_seq'), (SELECT id FROM test WHERE name = 'Malaria'), 'MANUAL', 0, 'N',
            (SELECT id FROM status_of_sample WHERE name = 'Finalized'));
        INSERT INTO result (id, analysis_id, result_type, value, sort_order, is_reportable)
          VALUES (nextval('result_seq'), currval('analysis_seq'), 'D', (SELECT id FROM dictionary WHERE dict_entry = 'Positive')::varchar, 0, 'N');
        RESET search_path;
        """);

    private static long Count(PostgresDatabase database, string sql) =>
        Convert.ToInt64(database.Scalar<object>(sql), CultureInfo.InvariantCulture);
}
