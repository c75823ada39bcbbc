using System.Text;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Relational;
using Ecluse.Testkit;
using Microsoft.Data.Sqlite;

namespace Ecluse.Files;

/// <summary>The source contract on a folder of CSV files, and what only files have.</summary>
public sealed class CsvSourceTests : SourceGateContract, IDisposable
{
    private readonly TestFolder folder = new();
    private int folders;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("NUMPAT;NOM\n1;DURAND\n2\n", "FILES-005", "row 2")]
    [InlineData("NUMPAT;NOM\n1;\"DURAND\n", "FILES-005", "row 1")]
    [InlineData("NUMPAT;NOM\n1;DURAND;7\n", "FILES-005", "row 1")]
    [InlineData("NUMPAT;numpat\n1;2\n", "FILES-004", "PATIENT.csv")]
    [InlineData("NUMPAT;\n1;2\n", "FILES-004", "PATIENT.csv")]
    [InlineData("", "FILES-004", "PATIENT.csv")]
    public void Refuses_a_file_that_is_not_a_table(string csv, string code, string where)
    {
        folder.Write("bad/PATIENT.csv", csv);

        var error = Assert.Throws<EcluseException>(() => CsvEngine.Open("old", folder.Of("bad"), OldLab.Profile()));

        Assert.Equal(code, error.Code);
        Assert.Contains(where, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("DURAND", $"{error}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NUMPAT,NOM\n1,\"DU \"\"RAND\"\", A\nB\"\n", "DU \"RAND\", A\nB")]
    [InlineData("\ufeffNUMPAT;NOM\r\n1;ÉROME\r\n", "ÉROME")]
    [InlineData("NUMPAT\tNOM\n1\t#comment\n", "#comment")]
    public void Keeps_fields_byte_for_byte(string csv, string name)
    {
        folder.Write("one/PATIENT.csv", csv);
        var engine = CsvEngine.Open("old", folder.Of("one"), OldLab.Profile());

        using var rows = engine.Query("SELECT NUMPAT, NOM FROM PATIENT", new Dictionary<string, string?>());

        Assert.True(rows.Read());
        Assert.Equal("1", Encoding.UTF8.GetString(rows.Bytes(0)));
        Assert.Equal(name, Encoding.UTF8.GetString(rows.Bytes(1)));
        Assert.False(rows.Read());
    }

    [Fact]
    public void Loads_no_credential_and_no_column_without_class()
    {
        folder.Write("secret/PATIENT.csv", "NUMPAT;MOTPAS;EXTRA\n1;pw8kd3zq;other\n");
        var engine = CsvEngine.Open("old", folder.Of("secret"), OldLab.Profile());

        using var rows = engine.Query("SELECT COUNT(*), COUNT(EXTRA) FROM PATIENT", new Dictionary<string, string?>());

        Assert.True(rows.Read());
        Assert.Equal("1 0", $"{Encoding.UTF8.GetString(rows.Bytes(0))} {Encoding.UTF8.GetString(rows.Bytes(1))}");
        Assert.Equal("GATE-001", Assert.Throws<EcluseException>(
            () => engine.Query("SELECT MOTPAS FROM PATIENT", new Dictionary<string, string?>())).Code);
    }

    [Fact]
    public void Leaves_the_values_of_credentials_in_their_file()
    {
        var file = folder.Write("secret/PATIENT.csv", "NUMPAT;MOTPAS\n1;pw8kd3zq\n");
        var database = Relational.Sqlite.SqliteEngine.OpenOwn(null);

        CsvTable.Load(database, OldLab.Profile().Tables["PATIENT"], file);

        using var rows = database.Query("SELECT NUMPAT, MOTPAS FROM PATIENT", new Dictionary<string, string?>());
        Assert.True(rows.Read());
        Assert.False(rows.IsNull(0));
        Assert.True(rows.IsNull(1));
    }

    [Fact]
    public void Refuses_a_folder_larger_than_memory_allows_and_one_that_is_not_there()
    {
        folder.Write("large/PATIENT.csv", "NUMPAT\n1\n");

        Assert.Equal("FILES-003", Assert.Throws<EcluseException>(
            () => CsvEngine.Open("old", folder.Of("large"), OldLab.Profile(), sizeMax: 8)).Code);
        Assert.Equal("FILES-001", Assert.Throws<EcluseException>(
            () => CsvEngine.Open("old", folder.Of("nowhere"), OldLab.Profile())).Code);
    }

    [Fact]
    public void Sees_that_a_file_changed()
    {
        var file = folder.Write("moving/PATIENT.csv", "NUMPAT\n1\n");
        var fingerprint = FolderFingerprint.Of([file]);
        fingerprint.Check();

        File.WriteAllText(file, "NUMPAT\n2\n");

        Assert.Equal("FILES-002", Assert.Throws<EcluseException>(fingerprint.Check).Code);
    }

    [Fact]
    public async Task Says_that_it_reads_by_fingerprint()
    {
        await using var gate = await OpenAsync(OldLab.Profile());

        var survey = await gate.SurveyAsync(OldLab.Recent, null, default);

        Assert.Equal(("csv", ReadConsistency.Fingerprint), (survey.Engine, survey.Consistency));
    }

    private protected override async Task<ISourceGate> OpenAsync(Profile profile, params string[] more)
    {
        var path = folder.Of($"old{folders++}");
        Directory.CreateDirectory(path);
        await using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        foreach (var sql in OldLab.Schema.Concat(OldLab.Rows).Concat(more))
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        foreach (var table in profile.Classes.Select(one => one.Table).Distinct())
        {
            Dump(connection, table, Path.Combine(path, table + ".csv"));
        }

        return new RelationalSource(profile, CsvEngine.Open("old", path, profile, new Scratch.ScratchFolder(folder.Of("scratch"))));
    }

    private static void Dump(SqliteConnection connection, string table, string file)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        using var rows = command.ExecuteReader();
        var text = new StringBuilder(string.Join(';', Enumerable.Range(0, rows.FieldCount).Select(rows.GetName))).Append('\n');
        while (rows.Read())
        {
            text.AppendJoin(';', Enumerable.Range(0, rows.FieldCount).Select(i => Quoted(rows.IsDBNull(i) ? "" : rows.GetString(i))))
                .Append('\n');
        }

        File.WriteAllText(file, text.ToString());
    }

    private static string Quoted(string field) => field.AsSpan().ContainsAny("\";\n")
        ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : field;
}
