using System.Globalization;
using System.Text;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;
using Npgsql;

namespace Ecluse.RealSystems;

/// <summary>
/// OpenELIS, the Bahmni fork's schema as its authors publish it: tables, 188 foreign keys, sequences, and no catalogue. The
/// catalogue of tests is what the laboratory enters before a passage; it is made here out of the old system's names.
/// </summary>
internal static class OpenElisSystem
{
    /// <summary>A new OpenELIS whose catalogue has the tests of BLIS, their analytes and their answers.</summary>
    public static async Task<PostgresDatabase> NewAsync(MariaDbDatabase blis)
    {
        var file = SampleFolder.File("lis/openelis/openelis_schema.sql");
        var database = PostgresServer.Shared.CreateDatabase();
        database.Execute("DO $$ BEGIN CREATE ROLE clinlims; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        var sql = (await File.ReadAllTextAsync(file))
            .Replace("CREATE SCHEMA public;", "", StringComparison.Ordinal).Replace("ALTER SCHEMA public OWNER TO postgres;", "", StringComparison.Ordinal);
        database.Execute(WithoutMeta(sql));
        database.Execute(await CatalogueAsync(blis));
        return database;
    }

    /// <summary>It as the target of a passage.</summary>
    public static RealSide Side(PostgresDatabase database)
    {
        var writer = database.CreateWriter();
        database.Execute($"GRANT ALL ON SCHEMA clinlims TO {writer}");
        database.Execute($"GRANT ALL ON ALL TABLES IN SCHEMA clinlims TO {writer}");
        database.Execute($"GRANT ALL ON ALL SEQUENCES IN SCHEMA clinlims TO {writer}");
        return new RealSide("openelis", "postgres", database.Server.Port, database.Name, writer, PostgresServer.Password);
    }

    /// <summary>The instruction of a passage into it; the doctor's name, which it has no column for, is not listed.</summary>
    public static string Instruction(IReadOnlyList<string>? patients = null) => BlisSystem.Instruction("openelis", patients)
        .Replace("specimen: [number, type-code, collected-at, received-at]", "specimen: [type-code, collected-at]", StringComparison.Ordinal)
        .Replace("observation: [kind, code, status, value-number, value-code, value-text, issued-at, validated-at]",
            "observation: [kind, code, rank, status, value-number, value-code, value-text]", StringComparison.Ordinal)
        .Replace("""
            free-text:
              - type: order
                field: comment
                reason: le nom du médecin, tapé librement, n’est dans aucune autre colonne

            """, "", StringComparison.Ordinal);

    // psql's own commands, and the search path that the dump empties for the rest of the session.
    private static string WithoutMeta(string sql) => string.Join(
        '\n', sql.Split('\n').Where(line => !line.StartsWith('\\')))
        + "\nSELECT pg_catalog.set_config('search_path', 'public', false);";

    private static async Task<string> CatalogueAsync(MariaDbDatabase blis)
    {
        var sql = new StringBuilder("SET search_path = clinlims;\n");
        sql.AppendLine("INSERT INTO system_user (id, login_name, last_name, first_name, is_active, is_employee) VALUES (1, 'passage', 'Lock', 'The', 'Y', 'Y');");
        var statuses = new[] { ("Test Entered", "ORDER"), ("Testing finished", "ORDER"), ("SampleEntered", "SAMPLE"), ("Not Tested", "ANALYSIS"), ("Technical Acceptance", "ANALYSIS"), ("Finalized", "ANALYSIS") };
        foreach (var (name, type) in statuses)
        {
            sql.AppendLine(CultureInfo.InvariantCulture, $"INSERT INTO status_of_sample (id, description, code, status_type, name) VALUES (nextval('status_of_sample_seq'), '{name}', 1, '{type}', '{name}');");
        }

        foreach (var kind in new[] { "Whole Blood", "Serum", "Dried Blood Spot", "Sputum", "CSF", "Urine", "Stool", "Semen", "Plasma EDTA", "Vaginal swab", "Skin", "Plasma", "Urethral swab" })
        {
            sql.AppendLine(CultureInfo.InvariantCulture, $"INSERT INTO type_of_sample (id, description, domain) VALUES (nextval('type_of_sample_seq'), '{kind}', 'H');");
        }

        await TestsAsync(blis, sql);
        return sql.AppendLine("RESET search_path;").ToString();
    }

    private static async Task TestsAsync(MariaDbDatabase blis, StringBuilder sql)
    {
        foreach (var name in await blis.TextsAsync("SELECT DISTINCT TRIM(y.name) FROM test_type y JOIN test t USING (test_type_id)"))
        {
            sql.AppendLine(CultureInfo.InvariantCulture, $"INSERT INTO test (id, name, description, is_active) VALUES (nextval('test_seq'), {Quoted(name)}, {Quoted(name)}, 'Y');");
        }

        foreach (var measure in await blis.TextsAsync("SELECT DISTINCT CONCAT(m.measure_id, '|', TRIM(m.name)) FROM measure m JOIN test_type_measure USING (measure_id) JOIN test t USING (test_type_id)"))
        {
            var at = measure.IndexOf('|', StringComparison.Ordinal);
            sql.AppendLine(CultureInfo.InvariantCulture, $"INSERT INTO analyte (id, name, external_id, is_active) VALUES (nextval('analyte_seq'), {Quoted(measure[(at + 1)..])}, '{measure[..at]}', 'Y');");
        }

        sql.AppendLine("INSERT INTO dictionary_category (id, description, local_abbrev, name) VALUES (1, 'Answers', 'A', 'Answers');");
        foreach (var answer in Answers)
        {
            sql.AppendLine(CultureInfo.InvariantCulture, $"INSERT INTO dictionary (id, dict_entry, is_active, dictionary_category_id) VALUES (nextval('dictionary_seq'), {Quoted(answer)}, 'Y', 1);");
        }

        sql.AppendLine("INSERT INTO test_result (id, test_id, tst_rslt_type, value) SELECT nextval('test_result_seq'), T.id, 'D', CAST(E.id AS VARCHAR) FROM test T CROSS JOIN dictionary E WHERE T.name = 'SKIN SNIP' AND E.dict_entry IN ('Positive', 'Negative');");
    }

    private static readonly string[] Answers =
    [
        "Negative", "Positive", "N", "P", "Non Reactive", "Reactive", "A", "B", "AB", "O", "Rh +ve", "Rh -ve", "AAFB not seen", "AAFB seen", "NO", "YES",
        "Trace", "30 mg/dl", "100 mg/dl", "500 mg/dl", "IgG < 1/16", "IgG = 1/16", "IgG = 1/32", "IgG = 1/64", "IgG = 1/128", "IgG = 1/256", "IgG ≥ 1/256",
    ];

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
