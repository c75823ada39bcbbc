using System.Security.Cryptography;
using System.Text;
using Ecluse.Relational;

namespace Ecluse.Profiles;

public sealed class ProfileReaderTests
{
    [Theory]
    [InlineData("NOM: identity", "NOM: secret", "PROFILE-005")]
    [InlineData("    columns: { CODMED: technical", "    colums: { CODMED: technical", "PROFILE-003")]
    [InlineData("column: CODMED", "column: CODMED", null)]
    [InlineData("family-name: NOMMED", "family-name: NOMED", "PROFILE-005")]
    [InlineData("family-name: NOMMED", "familly-name: NOMMED", "PROFILE-005")]
    [InlineData("given-names: PRENOM", "given-names: MOTPAS", "PROFILE-010")]
    [InlineData("given-names: PRENOM", "given-names: COMP", "PROFILE-013")]
    [InlineData("given-names: PRENOM", "given-names: { column: PRENOM, transform: [capitals] }", "PROFILE-005")]
    [InlineData("given-names: PRENOM", "id: PRENOM", "PROFILE-009")]
    [InlineData("date: YYYYMMDD, absent", "date: YYYYDD, absent", "PROFILE-006")]
    [InlineData("time-zone: Europe/Paris\n", "", "PROFILE-007")]
    [InlineData("name: blood-groups", "name: results", "PROFILE-011")]
    [InlineData("code: CODEXA, means: LOINC", "code: CODEXA, means: LIBELLE", "PROFILE-005")]
    [InlineData("version: 1", "version: one", "PROFILE-002")]
    [InlineData("tables:", "tables: [", "PROFILE-001")]
    public void Points_at_the_line_of_what_is_wrong(string right, string wrong, string? code)
    {
        var text = OldLab.ProfileText.Replace("ENCODING", "utf-8", StringComparison.Ordinal);
        Assert.True(code is null || text.Contains(right, StringComparison.Ordinal), right);
        var bytes = Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal));
        if (code is null)
        {
            Assert.Equal("old-lab", ProfileReader.Read(bytes, "p.yaml").Name);
            return;
        }

        var error = Assert.Throws<ProfileException>(() => ProfileReader.Read(bytes, "p.yaml"));

        Assert.Equal(code, error.Code);
        Assert.StartsWith($"p.yaml({error.Line},{error.Column}): ", error.Message, StringComparison.Ordinal);
        var line = Encoding.UTF8.GetString(bytes).Split('\n')[error.Line - 1];
        Assert.True(code is "PROFILE-001" or "PROFILE-007" or "PROFILE-011" || line.Contains(wrong.Trim(), StringComparison.Ordinal), $"{error.Line}: {line}");
    }

    [Theory]
    [InlineData("each: exam_id", "each: loinc_", "PROFILE-005")]
    [InlineData("- each: panel", "- each: pannel", "PROFILE-005")]
    [InlineData("order-by: [id]", "orderby: [id]", "PROFILE-003")]
    [InlineData("by: { name: { constant: P } }", "by: { owner: { constant: P } }", "PROFILE-024")]
    [InlineData("make: record, transform: [{ pair: 100 }]", "make: counter", "PROFILE-024")]
    [InlineData("name: waiting", "when: { prescriber: absent }", "PROFILE-024")]
    [InlineData("person_id: { key-of: patient }", "person_id: { each: exam_id }", "PROFILE-024")]
    [InlineData("doctor_id: { key-of: prescriber }", "doctor_id: { key: waiting }", "PROFILE-005")]
    public void Points_at_the_line_of_what_is_wrong_with_rows_for_each_row_of_a_catalogue(string right, string wrong, string code)
    {
        const string written = "          seen_at: { field: ordered-at, transform: [{ datetime: native }] }\n";
        var text = NewLab.ProfileText
            .Replace("  doctor: { columns", "  panel: { columns: { id: technical, name: technical, exam_id: technical, owner: identity } }\n  doctor: { columns", StringComparison.Ordinal)
            .Replace(written, written + NewLab.Waiting, StringComparison.Ordinal);
        Assert.NotNull(ProfileReader.Read(Encoding.UTF8.GetBytes(text), "p.yaml"));
        Assert.Contains(right, text, StringComparison.Ordinal);
        var broken = text.Replace(right, wrong, StringComparison.Ordinal);

        var error = Assert.Throws<ProfileException>(() => ProfileReader.Read(Encoding.UTF8.GetBytes(broken), "p.yaml"));

        Assert.Equal(code, error.Code);
        var line = broken.Split('\n')[error.Line - 1];
        Assert.True(line.Contains(wrong, StringComparison.Ordinal) || wrong == "orderby: [id]", $"{error.Line}: {line}");
    }

    [Theory]
    [InlineData("? ")]
    [InlineData("- ")]
    [InlineData("[")]
    [InlineData("{ a: ")]
    public void Refuses_what_nests_deeper_than_any_profile_before_it_builds_a_tree(string opening)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(opening, 100_000)));

        Assert.Equal("PROFILE-001", Assert.Throws<ProfileException>(() => ProfileReader.Read(bytes, "p.yaml")).Code);
    }

    [Fact]
    public void Refuses_a_reading_only_transform_in_the_writing_half()
    {
        var text = NewLab.ProfileText.Replace("name: family-name", "name: { field: family-name, transform: [upper] }", StringComparison.Ordinal);

        var error = Assert.Throws<ProfileException>(() => ProfileReader.Read(Encoding.UTF8.GetBytes(text), "p.yaml"));

        Assert.Equal("PROFILE-008", error.Code);
    }

    [Fact]
    public void Refuses_to_write_a_credential()
    {
        var text = NewLab.ProfileText.Replace("name: identity, sex", "name: credential, sex", StringComparison.Ordinal);

        var error = Assert.Throws<ProfileException>(() => ProfileReader.Read(Encoding.UTF8.GetBytes(text), "p.yaml"));

        Assert.Equal("PROFILE-010", error.Code);
    }

    [Fact]
    public void Hashes_the_bytes_as_they_stand()
    {
        var bytes = Encoding.UTF8.GetBytes(NewLab.ProfileText + "\n# note");

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), ProfileReader.Read(bytes, "p.yaml").Sha256);
    }

    [Fact]
    public void Names_the_columns_that_a_field_takes_out()
    {
        var profile = OldLab.Profile();

        Assert.Equal([("DOSSIER", "DATDOS"), ("DOSSIER", "HEUDOS")], profile.ColumnsOf("order", "ordered-at"));
        Assert.Equal(["id", "patient", "order"], profile.Gives["observation"].Take(3));
    }

    [Theory]
    [InlineData("sex: female }", "sex: male }", "PROFILE-018")]
    [InlineData("SEXE: '2' }\n", "SEXE: '7' }\n", "PROFILE-018")]
    public void Runs_the_examples(string right, string wrong, string code)
    {
        Assert.Equal(1, ProfileCheckup.Run(OldLab.Profile(), "p.yaml").Examples);

        var profile = OldLab.Profile(change: text => text.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal(code, Assert.Throws<ProfileException>(() => ProfileCheckup.Run(profile, "p.yaml")).Code);
    }

    [Fact]
    public void Runs_the_examples_of_writing_both_ways()
    {
        Assert.Equal(1, ProfileCheckup.Run(NewLab.Profile(), "p.yaml").Examples);

        var profile = NewLab.Profile(text => text.Replace("person.sex: F", "person.sex: M", StringComparison.Ordinal));

        Assert.Equal("PROFILE-018", Assert.Throws<ProfileException>(() => ProfileCheckup.Run(profile, "p.yaml")).Code);
    }

    [Fact]
    public void Survives_any_bytes() => CsCheck.Check.Sample(CsCheck.Gen.Select(CsCheck.Gen.Int[0, 4000], CsCheck.Gen.Byte), (at, one) =>
    {
        var bytes = Encoding.UTF8.GetBytes(OldLab.ProfileText);
        bytes[at % bytes.Length] = one;
        try
        {
            ProfileReader.Read(bytes, "p.yaml");
        }
        catch (ProfileException)
        {
        }
    }, iter: 500);

    [Theory]
    [InlineData("profile: a\nversion: [1\ntables: 2\n", 2)]
    [InlineData("profile: a\nversion: {1\n", 2)]
    [InlineData("profile: a\nversion: 1\n  tables: - a\n", 3)]
    public void What_is_no_YAML_is_refused_at_its_line(string text, int line) => Assert.InRange(
        Assert.Throws<ProfileException>(() => ProfileReader.Read(System.Text.Encoding.UTF8.GetBytes(text), "p.yaml")).Line, line, line + 1);
}
