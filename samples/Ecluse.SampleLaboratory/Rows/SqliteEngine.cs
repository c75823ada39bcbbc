using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Ecluse.Samples.Rows;

/// <summary>SQLite.</summary>
internal sealed class SqliteEngine : SampleEngine
{
    public override IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["uuid"] = "TEXT", ["text"] = "TEXT", ["bool"] = "INTEGER", ["false"] = "0", ["true"] = "1",
        ["decimal"] = "TEXT", ["day"] = "TEXT", ["moment"] = "TEXT", ["bytes"] = "BLOB", ["big"] = "INTEGER",
        ["end"] = "", ["length"] = "length", ["serial"] = "INTEGER PRIMARY KEY AUTOINCREMENT",
    };

    // The file is new: a crash while it is made leaves nothing that anybody needs.
    public override IReadOnlyList<string> Prelude =>
        ["PRAGMA temp_store=MEMORY", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-32768"];

    public override IReadOnlyList<string> Finale => ["PRAGMA synchronous=FULL"];

    public override string TypeOf(SampleColumn column) => column.Kind switch
    {
        ColumnKind.Integer => "INTEGER",
        ColumnKind.Char => $"CHAR({column.Length})",
        ColumnKind.Varchar => $"VARCHAR({column.Length})",
        _ => "BLOB",
    };

    public override RowSink Open(DbConnection connection) => new SqliteRowSink((SqliteConnection)connection);
}
