using System.Data.Common;
using MySqlConnector;

namespace Ecluse.Samples.Rows;

/// <summary>MariaDB and MySQL.</summary>
internal sealed class MariaDbEngine : SampleEngine
{
    public override IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["uuid"] = "CHAR(36)", ["text"] = "LONGTEXT", ["bool"] = "TINYINT(1)", ["false"] = "0", ["true"] = "1",
        ["decimal"] = "VARCHAR(40)", ["day"] = "DATE", ["moment"] = "DATETIME", ["bytes"] = "LONGBLOB",
        ["big"] = "BIGINT", ["length"] = "char_length", ["serial"] = "BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY", ["end"] = " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
    };

    // What this engine calls latin1 is Windows-1252.
    public override string TableEnd => " ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_bin";

    public override string TypeOf(SampleColumn column) => column.Kind switch
    {
        ColumnKind.Integer => "BIGINT",
        ColumnKind.Char => $"CHAR({column.Length})",
        ColumnKind.Varchar => $"VARCHAR({column.Length})",
        _ => "LONGBLOB",
    };

    public override RowSink Open(DbConnection connection) => new MariaDbRowSink((MySqlConnection)connection);
}
