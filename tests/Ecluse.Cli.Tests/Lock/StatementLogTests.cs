using System.Text.RegularExpressions;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Plans;
using Ecluse.Records;

namespace Ecluse.Cli.Lock;

/// <summary>
/// Rule 2 by the database's own log of statements, through a whole passage: a column that the instruction does not list
/// never stands in a select list; a credential is not even named.
/// </summary>
public sealed partial class StatementLogTests
{
    private static readonly string[] Credentials = ["IDENT_SR", "PM"];
    private static readonly string[] Comments = ["COMMP", "COMMD"];

    [Theory]
    [InlineData("postgres")]
    [InlineData("mariadb")]
    public async Task A_column_that_is_not_listed_is_counted_by_the_plan_and_named_by_nothing_else(string engine)
    {
        using var passage = await PreparedPassage.OpenAsync(source: "watched " + engine);
        var watched = (WatchedSystem)passage.Stage.OldSystem;
        var planned = watched.Statements;
        (await passage.PassAsync()).Must(0);
        await passage.AcceptAsync();

        var all = watched.Statements;
        var passing = all.Skip(planned.Count).ToArray();
        Assert.Contains(passing, sql => Names(sql, "NOMNAIS"));
        Assert.All(Unlisted(passage), column => Assert.DoesNotContain(passing, sql => Names(sql, column)));
        Assert.All(Credentials, column => Assert.DoesNotContain(all, sql => Names(sql, column)));
        Assert.All(Comments, column => Assert.Contains(column, Unlisted(passage)));
        var counting = planned.Where(sql => Comments.Any(column => Names(sql, column))).ToArray();
        Assert.NotEmpty(counting);
        Assert.All(counting, sql => Assert.Matches(OnlyCounts(), sql));
        MustSeeASelectedComment(watched);
    }

    // Columns whose name stands on no list of any table. Technical ones hold codes, which checks may count by (leg 2).
    private static IReadOnlyList<string> Unlisted(PreparedPassage passage)
    {
        var columns = CanonicalDocument.Read<Plan>(File.ReadAllBytes(passage.Plan)).Columns;
        var used = columns.Where(column => column.Use != ColumnUse.NotListed || column.Class == DataClass.Technical).Select(column => column.Column.ToUpperInvariant()).ToHashSet();
        return [.. columns.Select(column => column.Column.ToUpperInvariant()).Distinct().Where(name => !used.Contains(name))];
    }

    private static void MustSeeASelectedComment(WatchedSystem watched)
    {
        using var connection = watched.OpenAsGate();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COMMP FROM FICPAT";
        command.ExecuteScalar();
        Assert.Contains(watched.Statements, sql => Names(sql, "COMMP") && !OnlyCounts().IsMatch(sql));
    }

    private static bool Names(string sql, string column) => Regex.IsMatch(sql, $@"\b{column}\b", RegexOptions.IgnoreCase);

    // Every item of the outer select list is an aggregate.
    [GeneratedRegex(@"^\s*(?:DECLARE \w+ NO SCROLL CURSOR FOR )?SELECT\s+(?:COUNT|SUM|COALESCE\(SUM)\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex OnlyCounts();
}
