using System.Data.Common;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;

namespace Ecluse.Samples.Rows;

/// <summary>An engine that can hold a sample laboratory: how it names its types, and how rows reach it fast.</summary>
internal abstract class SampleEngine
{
    /// <summary>The engine behind a connection.</summary>
    /// <exception cref="ArgumentException">None of the three that the sample laboratory knows.</exception>
    public static SampleEngine Of(DbConnection connection) => connection switch
    {
        SqliteConnection => new SqliteEngine(),
        NpgsqlConnection => new PostgresEngine(),
        MySqlConnection => new MariaDbEngine(),
        _ => throw new ArgumentException($"No sample laboratory for {connection.GetType().Name}."),
    };

    /// <summary>Words of the target's schema that differ between engines, by placeholder.</summary>
    public abstract IReadOnlyDictionary<string, string> Words { get; }

    /// <summary>Type of a column of the old system.</summary>
    public abstract string TypeOf(SampleColumn column);

    /// <summary>What stands after the parenthesis of <c>CREATE TABLE</c>.</summary>
    public virtual string TableEnd => "";

    /// <summary>Statements before anything else.</summary>
    public virtual IReadOnlyList<string> Prelude => [];

    /// <summary>Statements at the end.</summary>
    public virtual IReadOnlyList<string> Finale => [];

    /// <summary>A sink for the old system's rows.</summary>
    public abstract RowSink Open(DbConnection connection);

    /// <summary>DDL of one table of the old system.</summary>
    public string Create(SampleTable table) =>
        $"CREATE TABLE {table.Name} ({string.Join(", ", table.Columns.Select(column => $"{column.Name} {TypeOf(column)}"))}){TableEnd}";
}
