using System.Globalization;
using Ecluse.Profiles;
using Ecluse.Records;
using MySqlConnector;

namespace Ecluse.Relational.MariaDb;

/// <summary>What the engine says of a profile's tables: whether one snapshot can hold them, and whether a page of patients is found by index.</summary>
internal sealed class MariaDbTables
{
    // A table so small is read whole for each page without making the cost anything but linear in practice.
    private const long RowsWithoutIndex = 10_000;
    private readonly Dictionary<string, (string Engine, long Rows)> tables = new(StringComparer.Ordinal);
    private readonly HashSet<(string Table, string Column)> indexed = [];

    public MariaDbTables(MySqlConnection connection, Profile profile)
    {
        using (var command = new MySqlCommand(
            "SELECT table_name, COALESCE(engine, ''), COALESCE(table_rows, 0) FROM information_schema.tables WHERE table_schema = DATABASE()", connection))
        {
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                tables[rows.GetString(0)] = (rows.GetString(1), Convert.ToInt64(rows.GetValue(2), CultureInfo.InvariantCulture));
            }
        }

        using (var command = new MySqlCommand(
            "SELECT table_name, column_name FROM information_schema.statistics WHERE table_schema = DATABASE() AND seq_in_index = 1", connection))
        {
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                indexed.Add((rows.GetString(0), rows.GetString(1)));
            }
        }

        IsTransactional = profile.Tables.Keys.All(table => tables.GetValueOrDefault(table).Engine.Equals("InnoDB", StringComparison.OrdinalIgnoreCase));
        FindsPatients = Bound(profile).All(Found);
    }

    /// <summary>Whether every table is InnoDB, which alone has snapshots.</summary>
    public bool IsTransactional { get; }

    /// <summary>Whether the rows of some patients are found without reading a large table whole.</summary>
    public bool FindsPatients { get; }

    // Columns by which the rows of a page are found: keys of patients, what refers to them, and both ends of joins.
    private static IEnumerable<ColumnRef> Bound(Profile profile) => profile.Reads
        .Where(rule => !rule.Record.IsShared)
        .SelectMany(rule => (rule.Record == RecordType.Patient ? rule.Key.Columns.Take(1) : rule.Patient is null ? [] : [rule.Patient])
            .Concat(rule.Joins.SelectMany(join => join.On.Take(1)).SelectMany(pair => rule.Patient is { } patient && patient.Table != rule.Main
                ? new[] { pair.Joined, pair.Earlier }
                : [pair.Joined])));

    private bool Found(ColumnRef column) =>
        indexed.Contains((column.Table.Table, column.Name)) || tables.GetValueOrDefault(column.Table.Table).Rows <= RowsWithoutIndex;
}
