using System.Text;
using Ecluse.Connections;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Profiles;
using Ecluse.Relational.Sqlite;
using Ecluse.Testkit;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Ecluse.Relational;

/// <summary>The source contract on SQLite, and what only SQLite has.</summary>
public sealed class SqliteSourceTests : SourceGateContract, IDisposable
{
    private readonly TestFolder folder = new();
    private int databases;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Decodes_Windows_1252_bytes_and_refuses_what_is_not()
    {
        await using var gate = await OpenAsync(
            OldLab.Profile("windows-1252"),
            "UPDATE PATIENT SET NOM = CAST(x'C9524F4D452020' AS TEXT), PRENOM = CAST(x'8C7576' AS TEXT) WHERE NUMPAT = 1",
            "UPDATE PATIENT SET NOM = CAST(x'41814220' AS TEXT) WHERE NUMPAT = 5");
        var refused = new List<MappingRefusal>();

        var lines = await gate.ReadAsync(OldLab.Recent, null, refused.Add, default).Select(SourceRecordText.Of).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Contains(lines, line => line.Text.Contains("family-name=ÉROME given-names=Œuv", StringComparison.Ordinal));
        Assert.Equal("MAP-ENCODING", Assert.Single(refused).Why.Code);
    }

    [Fact]
    public async Task Names_no_unlisted_column_to_the_engine_outside_bounds()
    {
        await using var gate = await OpenAsync(OldLab.Profile());
        var statements = new List<string>();
        raw.sqlite3_trace(((SqliteEngine)((RelationalSource)gate).Engine).Handle, (_, sql) => statements.Add(sql), null);

        var scope = OldLab.Only(("patient", ["id", "family-name"]), ("order", ["id"]), ("observation", ["id", "value-written"]))
            with { Patients = new Instructions.PatientBounds(new DateOnly(2017, 5, 7), null) };
        await ReadAsync(gate, scope);

        var lists = statements.Select(sql => sql[..sql.IndexOf(" FROM ", StringComparison.Ordinal)]).ToList();
        Assert.Equal(4, lists.Count);
        Assert.All(["PRENOM", "COMP", "COMRES", "MOTPAS", "NUMSS", "DATNAI", "DERVIS", "DATDOS", "CODMED", "CODEXA"], column =>
            Assert.DoesNotContain(lists, list => list.Contains(column, StringComparison.Ordinal)));
        Assert.All(["COMP", "COMRES", "MOTPAS"], column =>
            Assert.DoesNotContain(statements, sql => sql.Contains(column, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Lets_no_statement_read_a_credential_whoever_wrote_it()
    {
        var profile = OldLab.Profile(change: text => text.Replace(
            "SELECT CODEXA AS \"group\"", "SELECT (SELECT MAX(MOTPAS) FROM PATIENT) AS \"group\"", StringComparison.Ordinal));
        await using var gate = await OpenAsync(profile);

        var error = await Assert.ThrowsAsync<EcluseException>(() => gate.FiguresAsync(OldLab.Recent, default));

        Assert.Equal("GATE-001", error.Code);
    }

    [Fact]
    public async Task Cannot_write_to_its_source()
    {
        await using var gate = await OpenAsync(OldLab.Profile());

        Assert.Throws<EcluseException>(() => ((SqliteEngine)((RelationalSource)gate).Engine).Execute("DELETE FROM PATIENT"));
    }

    [Fact]
    public async Task Reads_in_the_order_of_an_index_without_sorting_the_laboratory()
    {
        await using var gate = await OpenAsync(OldLab.Profile());
        var engine = ((RelationalSource)gate).Engine;
        var passing = new PassingSql(OldLab.Profile(), OldLab.Recent, engine);
        var rule = OldLab.Profile().Reads.Single(one => one.Name == "results");

        using var plan = engine.Query(
            $"EXPLAIN QUERY PLAN SELECT 1 {passing.FromPassing(rule)} ORDER BY {passing.PatientKeySql}, \"RESULTAT\".\"RANG\"", passing.Parameters);
        var steps = new List<string>();
        while (plan.Read())
        {
            steps.Add(Encoding.UTF8.GetString(plan.Bytes(3)));
        }

        Assert.Contains(steps, step => step.Contains("RESULTAT USING INDEX RESULTAT_NUMPAT", StringComparison.Ordinal));
        Assert.DoesNotContain("USE TEMP B-TREE FOR ORDER BY", steps);
        Assert.DoesNotContain(steps, step => step.Contains("AUTOMATIC", StringComparison.Ordinal));
    }

    private protected override async Task<ISourceGate> OpenAsync(Profile profile, params string[] more)
    {
        var file = folder.Of($"old{databases++}.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            foreach (var sql in OldLab.Schema.Concat(OldLab.Rows).Concat(more))
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }
        }

        return await Gates.OpenSourceAsync(new Connection("old", ConnectionRole.Source, "sqlite", file), profile);
    }
}
