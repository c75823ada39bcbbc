using System.Text;
using System.Text.RegularExpressions;
using Ecluse.Samples;
using Ecluse.Samples.Profiles;

namespace Ecluse;

/// <summary>§8: the leaked file held the logins and the passwords of the patients' result space.</summary>
public sealed partial class Paragraph08_CredentialsNeverLeave(PassedLaboratory passed)
{
    [Theory]
    [InlineData("password")]
    [InlineData("portal-login")]
    [InlineData("mot-de-passe")]
    public async Task None_can_be_listed(string field)
    {
        var path = passed.Lab.Of("laboratory", $"with-{field}.yaml");
        var text = await File.ReadAllTextAsync(passed.Lab.Of("laboratory", "instruction.yaml"));
        await File.WriteAllTextAsync(path, text.Replace("    - number\n", $"    - number\n    - {field}\n", StringComparison.Ordinal));

        var check = await passed.Lab.RunAsync("instruction", "check", path);

        Assert.NotEqual(0, check.Exit);
        Assert.Contains("INSTRUCTION-004", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_that_reads_a_password_column_is_refused()
    {
        var path = passed.Lab.Of("password.profile.yaml");
        var text = SampleProfiles.Megabus();
        var wrong = text.Replace("comment-d: { column: COMMD, transform: [mojibake-refuse] }", "comment-d: PM", StringComparison.Ordinal);
        Assert.NotEqual(text, wrong);
        await File.WriteAllTextAsync(path, wrong);

        var check = await passed.Lab.RunAsync("profile", "check", path);

        Assert.NotEqual(0, check.Exit);
        Assert.Contains("PROFILE-010", check.Error + check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_under_a_harmless_name_are_refused_by_what_they_look_like()
    {
        using var lab = new Laboratory(TimeProvider.System);
        await lab.FoundAsync(
            new SampleOptions { Patients = 90, PatientsBeforeBound = 5 }, null,
            text => text.Replace(
                "free-text:\n",
                "free-text:\n  - { type: patient, field: comment-d, reason: les commentaires des patients font partie du dossier à reprendre }\n",
                StringComparison.Ordinal));
        await File.WriteAllTextAsync(lab.Of("data", "profiles", "megabus.profile.yaml"), WrongProfiles.HarmlessName.Yaml);

        (await lab.PlanAsync()).MustBeRefused("PLAN-003");

        Assert.False(File.Exists(lab.Plan));
    }

    [Fact]
    public void No_statement_names_them_and_none_arrives()
    {
        Assert.DoesNotContain(passed.Lab.StatementsOnSource(), sql => Credentials().IsMatch(sql));

        var kept = Laboratory.Ask(
            passed.Lab.Stage.Source,
            "SELECT IDENT_SR FROM FICPAT WHERE length(IDENT_SR) >= 8 UNION SELECT PM FROM FICPAT WHERE length(PM) >= 8");
        var arrived = Encoding.UTF8.GetString(File.ReadAllBytes(passed.Lab.Stage.Target));
        Assert.True(kept.Count > 10);
        Assert.All(kept, value => Assert.DoesNotContain(value, arrived, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\b(?:IDENT_SR|PM)\b")]
    private static partial Regex Credentials();
}
