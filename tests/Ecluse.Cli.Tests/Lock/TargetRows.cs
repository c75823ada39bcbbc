using System.Data.Common;
using System.Text.RegularExpressions;
using Ecluse.Cli.Demo;

namespace Ecluse.Cli.Lock;

/// <summary>Every row of a target by plain SQL, our own table apart; keys made at random are taken out, so that two runs compare.</summary>
internal sealed partial record TargetRows(IReadOnlyDictionary<string, IReadOnlyList<string>> Tables)
{
    public long Patients => Tables["patient"].Count;

    public bool HasOurTable { get; private init; }

    public static TargetRows Read(DemoSystem system, bool keepKeys = false)
    {
        using var connection = system.Open();
        var names = Lines(connection, system.Engine switch
        {
            "sqlite" => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            "postgres" => "SELECT table_name FROM information_schema.tables WHERE table_schema IN ('public', 'ecluse')",
            _ => "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()",
        }, true);
        return new TargetRows(names.Where(name => name != "ecluse_passage").ToDictionary(
            name => name, name => Lines(connection, $"SELECT * FROM {name}", keepKeys)))
        {
            HasOurTable = names.Contains("ecluse_passage"),
        };
    }

    /// <summary>Rows in each table, one a line.</summary>
    public IEnumerable<string> Counts => Tables.OrderBy(table => table.Key, StringComparer.Ordinal)
        .Select(table => $"{table.Key} {table.Value.Count}");

    /// <summary>The same without some tables.</summary>
    public TargetRows Without(params string[] names) => this with
    {
        Tables = Tables.Where(table => !names.Contains(table.Key)).ToDictionary(),
    };

    /// <summary>Fails with the first table that differs.</summary>
    public void MustEqual(TargetRows other)
    {
        foreach (var (table, rows) in Tables)
        {
            Assert.True(rows.SequenceEqual(other.Tables[table]), $"{table}: {rows.Count} and {other.Tables[table].Count} rows differ, first "
                + $"{rows.Except(other.Tables[table]).FirstOrDefault()} and {other.Tables[table].Except(rows).FirstOrDefault()}");
        }
    }

    private static IReadOnlyList<string> Lines(DbConnection connection, string sql, bool keepKeys)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            var line = string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(at => reader.GetValue(at) switch
            {
                byte[] bytes => Convert.ToHexString(bytes), var value => value.ToString(),
            }));
            lines.Add(keepKeys ? line : Key().Replace(line, "key"));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|p-[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex Key();
}
