using System.Text;
using Ecluse.Samples;
using Ecluse.Samples.Kalisil;
using Ecluse.Samples.Profiles;
using Microsoft.Data.Sqlite;

namespace Ecluse;

public sealed class SamplePassageTests
{
    [Fact]
    public async Task The_right_profile_agrees_on_both_legs()
    {
        await using var passage = await SamplePassage.RunAsync();

        Assert.Equal(passage.Sent, await passage.ReadBackAsync());
        Assert.Empty(await passage.DifferencesAsync());
    }

    [Fact]
    public async Task The_target_refuses_each_misfit_by_its_cause()
    {
        await using var passage = await SamplePassage.RunAsync();

        Assert.Equal(
            [
                "REJECT-LENGTH", "REJECT-LENGTH", "REJECT-LENGTH", "REJECT-REQUIRED", "REJECT-REQUIRED", "REJECT-TYPE",
                "REJECT-UNIQUE", "REJECT-UNIQUE",
            ],
            passage.Rejects.Order());
    }

    [Theory]
    [InlineData("low-and-high-exchanged", "ranges-by-test")]
    [InlineData("unit-factor-1000", "results-by-test")]
    [InlineData("inverted-sex", "patients-by-sex")]
    [InlineData("day-and-month-exchanged", "patients-by-sex")]
    [InlineData("two-tests-exchanged", "results-by-test")]
    [InlineData("decimal-comma-lost", "results-by-test")]
    [InlineData("time-zone-shifted", "orders-by-month")]
    [InlineData("flag-dropped", "results-by-flag")]
    [InlineData("comment-of-another-order", "order-comments")]
    [InlineData("patient-of-the-twin", "patients-by-rank")]
    public async Task A_wrong_profile_reads_back_what_it_wrote_and_plain_SQL_catches_it(string name, string check)
    {
        await using var passage = await SamplePassage.RunAsync(WrongProfiles.All.Single(wrong => wrong.Name == name).Yaml);

        // London never has the offset of Paris: that one cannot hide from the first leg either.
        Assert.Equal(name != "time-zone-shifted", passage.Sent.SetEquals(await passage.ReadBackAsync()));
        Assert.Contains(check, await passage.DifferencesAsync());
    }

    [Fact]
    public async Task Every_dye_of_a_mapped_column_arrives_and_no_other()
    {
        await using var passage = await SamplePassage.RunAsync();
        var cells = Cells(passage.Files.New);

        foreach (var dye in SampleDyes.All(SamplePassage.Options))
        {
            var needle = dye.Value.Replace(",", ".", StringComparison.Ordinal);
            var spoken = dye.Column is "TEL" or "PORT" ? dye.Value.Replace(" ", "", StringComparison.Ordinal) : needle;
            Assert.True(
                dye.IsMapped == cells.Exists(cell => cell.Contains(dye.Value, StringComparison.Ordinal)
                    || cell.Contains(spoken, StringComparison.Ordinal)),
                $"{dye.Table}.{dye.Column} is mapped: {dye.IsMapped}");
        }
    }

    [Fact]
    public async Task Raw_rows_show_a_patient_as_he_stood_and_as_he_arrived()
    {
        await using var passage = await SamplePassage.RunAsync();
        var number = SampleLaboratory.PatientNumber(2).ToString(null, null);
        var dyes = SampleDyes.All(SamplePassage.Options).Where(dye => dye is { Patient: 2, IsMapped: true, Table: not "FICDOC" }).ToList();

        var left = Shown(await passage.ShowSourceAsync(number));
        var right = Shown(await passage.Target.ShowAsync([number], default));

        Assert.All(dyes, dye => Assert.Contains(dye.Value, left, StringComparison.Ordinal));
        Assert.All(
            dyes.Where(dye => dye.Column is not ("TEL" or "PORT")),
            dye => Assert.Contains(dye.Value, right, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_application_goes_on_after_a_passage()
    {
        await using var passage = await SamplePassage.RunAsync();
        using var connection = new SqliteConnection($"Data Source={passage.Files.New};Pooling=False");
        connection.Open();

        foreach (var statement in KalisilApplication.Register("NOUVELLE-VENUE").Prepend("PRAGMA foreign_keys = 1"))
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }

    private static string Shown(IReadOnlyList<Ecluse.Reconciliation.RawPatient> patients) =>
        string.Join('\n', patients.SelectMany(patient => patient.Rows).SelectMany(row => row.Columns).Select(column => column.Value));

    /// <summary>Every cell of every table, as text; bytes as Windows-1252, the encoding of the signed reports.</summary>
    private static List<string> Cells(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        return [.. Query(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")
            .SelectMany(table => Query(connection, $"SELECT * FROM {table}"))];

        List<string> Query(SqliteConnection on, string sql)
        {
            using var command = on.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var cells = new List<string>();
            while (reader.Read())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    cells.Add(reader[i] switch { byte[] bytes => windows1252.GetString(bytes), var value => $"{value}" });
                }
            }

            return cells;
        }
    }
}
