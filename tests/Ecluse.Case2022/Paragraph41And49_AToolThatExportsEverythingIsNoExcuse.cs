using System.Text.RegularExpressions;

namespace Ecluse;

/// <summary>§41, §49: the old tool could only export the whole patient file; that excuses nothing.</summary>
public sealed partial class Paragraph41And49_AToolThatExportsEverythingIsNoExcuse(PassedLaboratory passed, PlannedLaboratory planned)
{
    [Theory]
    [InlineData("everything", "INSTRUCTION-002")]
    [InlineData("'*'", "INSTRUCTION-002")]
    public async Task No_instruction_can_ask_for_everything(string field, string code)
    {
        var path = planned.Lab.Of("laboratory", $"all-{code}-{field.Length}.yaml");
        var text = await File.ReadAllTextAsync(planned.Lab.Of("laboratory", "instruction.yaml"));
        await File.WriteAllTextAsync(path, text.Replace("    - number\n", $"    - {field}\n", StringComparison.Ordinal));

        var check = await planned.Lab.RunAsync("instruction", "check", path);

        Assert.Equal(2, check.Exit);
        Assert.Contains(code, check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_statement_selects_all_columns()
    {
        Assert.DoesNotContain(passed.Lab.StatementsOnSource(), sql => Star().IsMatch(sql));
    }

    [Fact]
    public async Task What_stays_is_counted_never_copied()
    {
        using var plan = System.Text.Json.JsonDocument.Parse(await File.ReadAllBytesAsync(passed.Lab.Plan));
        var patient = plan.RootElement.GetProperty("types").EnumerateArray().Single(type => type.GetProperty("type").GetString() == "patient");
        var left = patient.GetProperty("left").EnumerateArray().Sum(left => left.GetProperty("count").GetInt32());

        Assert.Equal(passed.Lab.Options.PatientsBeforeBound + passed.Lab.Options.PatientsUndated, left);
        Assert.Equal(passed.Lab.Options.Patients, patient.GetProperty("passing").GetInt32() + left);
    }

    [GeneratedRegex(@"SELECT\s+(?:\w+\.)?\*", RegexOptions.IgnoreCase)]
    private static partial Regex Star();
}
