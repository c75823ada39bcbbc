using System.Text.RegularExpressions;
using Ecluse.Samples;

namespace Ecluse;

/// <summary>§45: comments P and D stood on no list, and were extracted; the leaked file had them.</summary>
public sealed partial class Paragraph45_CommentsPAndDAreNeverSelected(PassedLaboratory passed)
{
    private readonly Laboratory lab = passed.Lab;

    [Fact]
    public void No_statement_of_the_passage_names_them()
    {
        var statements = lab.StatementsOnSource().Skip(passed.StatementsOfPlan).ToArray();

        Assert.Contains(statements, sql => sql.Contains("NOMNAIS", StringComparison.Ordinal));
        Assert.DoesNotContain(statements, sql => Comments().IsMatch(sql));
    }

    [Fact]
    public void The_plan_counts_them_and_selects_none_of_their_values()
    {
        var naming = lab.StatementsOnSource().Where(sql => Comments().IsMatch(sql)).ToArray();

        Assert.NotEmpty(naming);
        Assert.All(naming, sql => Assert.True(Counting().IsMatch(sql), sql));
    }

    [Fact]
    public void The_statement_log_sees_a_selected_comment()
    {
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={lab.Stage.Target};Mode=ReadOnly;Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT 'COMMP' AS COMMP";
            command.ExecuteScalar();
        }

        Assert.Contains(StatementLog.Of(lab.Stage.Target), sql => Comments().IsMatch(sql) && !Counting().IsMatch(sql));
    }

    [Fact]
    public void None_of_their_text_is_in_the_new_system()
    {
        var arrived = System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(lab.Stage.Target));
        var dyes = SampleDyes.All(lab.Options).Where(dye => dye.Column is "COMMP" or "COMMD").ToArray();

        Assert.Equal(6, dyes.Length);
        Assert.All(dyes, dye => Assert.DoesNotContain(dye.Value, arrived, StringComparison.Ordinal));
        Assert.Contains(SampleDyes.All(lab.Options).First(dye => dye.Column == "COMMRES").Value, arrived, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listing_one_takes_a_written_reason()
    {
        var path = lab.Of("laboratory", "with-comment.yaml");
        var text = await File.ReadAllTextAsync(lab.Of("laboratory", "instruction.yaml"));
        await File.WriteAllTextAsync(path, text.Replace("- number\n", "- number\n    - comment-p\n", StringComparison.Ordinal));

        var check = await lab.RunAsync("instruction", "check", path);

        Assert.Equal(2, check.Exit);
        Assert.Contains("INSTRUCTION-003", check.Error, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bCOMM[PD]\b")]
    private static partial Regex Comments();

    // Every item of the select list is an aggregate.
    [GeneratedRegex(@"^\s*SELECT\s+(?:COUNT|SUM|COALESCE\(SUM)\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Counting();
}
