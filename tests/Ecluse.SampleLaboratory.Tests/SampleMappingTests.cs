using System.Buffers;
using Ecluse.Fhir;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Records;
using Ecluse.Samples.Profiles;
using Microsoft.Data.Sqlite;

namespace Ecluse;

public sealed class SampleMappingTests(SampleFiles files) : IClassFixture<SampleFiles>
{
    [Fact]
    public async Task Every_record_that_passes_goes_through_FHIR_and_comes_back_the_same()
    {
        await using var source = await files.OpenSourceAsync();
        var line = new ArrayBufferWriter<byte>();
        var reader = new FhirReader();
        var back = new LabRecord(RecordType.Patient);
        var counts = new Dictionary<string, int>();

        await foreach (var (record, _) in source.ReadAsync(SampleFiles.Everything(source), null, _ => { }, default))
        {
            line.ResetWrittenCount();
            FhirWriter.Write(record, line);
            reader.Read(line.WrittenSpan.TrimEnd((byte)'\n'), back);

            Assert.Equal(Shown(record), Shown(back));
            counts[record.Type.Name] = counts.GetValueOrDefault(record.Type.Name) + 1;
        }

        Assert.Equal(RecordType.All.Select(type => type.Name).Order(), counts.Keys.Order());
        Assert.True(counts["observation"] > 9000);
    }

    [Fact]
    public async Task Patients_whose_rows_do_not_map_are_left_out_whole_and_named_by_cause()
    {
        await using var source = await files.OpenSourceAsync();
        var refused = new List<MappingRefusal>();
        var patients = new HashSet<string>();

        await foreach (var (_, patient) in source.ReadAsync(SampleFiles.Everything(source), null, refused.Add, default))
        {
            patients.Add(patient ?? "");
        }

        Assert.Equal(
            ["MAP-DATE", "MAP-DATE", "MAP-MOJIBAKE", "MAP-MOJIBAKE", "MAP-MOJIBAKE"],
            refused.Select(one => one.Why.Code).Order());
        Assert.DoesNotContain(refused, one => patients.Contains(one.Patient));
    }

    [Fact]
    public async Task The_survey_counts_what_plain_SQL_counts()
    {
        await using var source = await files.OpenSourceAsync();

        var survey = await source.SurveyAsync(SampleFiles.Everything(source), null, default);

        const string Dated = "DERVISITE NOT IN (0, 20170231)";
        var patients = survey.Types.Single(type => type.Type == "patient");
        Assert.Equal(Count(files.Old, $"SELECT COUNT(*) FROM FICPAT WHERE {Dated} AND DERVISITE >= 20170507"), patients.Passing);
        Assert.Equal(33, patients.Left.Single(left => left.Reason == LeftReason.PatientBeforeBound).Count);
        Assert.Equal(4, patients.Left.Single(left => left.Reason == LeftReason.PatientUndated).Count);
        var observations = survey.Types.Single(type => type.Type == "observation");
        Assert.Equal(
            Count(files.Old, $"SELECT COUNT(*) FROM FICRES R JOIN FICPAT P ON P.NUMPAT = R.NUMPAT JOIN FICDEM D ON D.NUMDEM = R.NUMDEM "
                + $"WHERE {Dated} AND DERVISITE >= 20170507"),
            observations.Passing);
        Assert.Equal(Count(files.Old, "SELECT COUNT(*) FROM FICRES"), observations.Total);
    }

    [Fact]
    public async Task Only_the_harmless_name_looks_like_passwords_and_no_rule_lists_it()
    {
        await using var source = await files.OpenSourceAsync();

        var survey = await source.SurveyAsync(SampleFiles.Everything(source), null, default);

        var found = Assert.Single(survey.Columns, column => column.Inspection is { Password: > 0 });
        Assert.Equal(("FICPAT", "ZONE_LIBRE_3", ColumnUse.NotListed), (found.Table, found.Column, found.Use));
        Assert.Equal(
            ["IDENT_SR", "PM"],
            survey.Columns.Where(column => column.Class == DataClass.Credential).Select(column => column.Column));
    }

    [Fact]
    public async Task Each_column_of_the_old_system_has_a_class()
    {
        await using var source = await files.OpenSourceAsync();

        var survey = await source.SurveyAsync(SampleFiles.Everything(source), null, default);

        Assert.DoesNotContain(survey.Columns, column => column.Class is null);
        Assert.Equal(
            Count(files.Old, "SELECT COUNT(*) FROM sqlite_master M JOIN pragma_table_info(M.name) WHERE M.type = 'table'"),
            survey.Columns.Count);
    }

    [Fact]
    public void Each_profile_can_be_read_right_or_wrong()
    {
        var right = SampleFiles.Read(SampleProfiles.Kalisil());

        Assert.All(WrongProfiles.All, wrong => Assert.NotEqual(right.Sha256, SampleFiles.Read(wrong.Yaml).Sha256));
        Assert.Equal("megabus", SampleFiles.Read(SampleProfiles.Megabus("postgres")).Name);
        Assert.Equal("megabus", SampleFiles.Read(WrongProfiles.HarmlessName.Yaml).Name);
    }

    [Fact]
    public void Each_profile_passes_its_own_check_with_examples()
    {
        foreach (var text in new[] { SampleProfiles.Megabus(), SampleProfiles.Megabus("postgres"), SampleProfiles.Kalisil() })
        {
            var report = ProfileCheckup.Run(SampleFiles.Read(text), "profile.yaml");

            Assert.True(report.Examples >= 9);
            Assert.Empty(report.Warnings);
        }
    }

    [Fact]
    public void Each_check_says_which_fields_it_speaks_of()
    {
        foreach (var text in new[] { SampleProfiles.Megabus(), SampleProfiles.Kalisil() })
        {
            Assert.Equal(PlainChecks.Of(text).Count, text.Split("\n    needs: [").Length - 1);
        }
    }

    [Fact]
    public void Both_sides_name_the_same_checks_and_the_same_figures()
    {
        var old = PlainChecks.Of(SampleProfiles.Megabus());
        var target = PlainChecks.Of(SampleProfiles.Kalisil());

        Assert.Equal(old.Keys.Order(), target.Keys.Order());
    }

    private static string Shown(LabRecord record) =>
        string.Join('\n', record.Type.Fields.Where(record.Has).Select(field => $"{field.Name}={record.GetText(field)}"));

    private static long Count(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
