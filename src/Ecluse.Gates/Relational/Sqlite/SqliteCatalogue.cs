using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Ecluse.Relational.Sqlite;

/// <summary>Reads a table's columns out of SQLite's catalogue. Declared lengths bind nobody there, so the gate checks them itself.</summary>
internal static partial class SqliteCatalogue
{
    public static List<CatalogueColumn> Read(SqliteEngine engine, string table)
    {
        var columns = new List<CatalogueColumn>();
        using var rows = engine.Query(
            "SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk FROM pragma_table_info(@table) ORDER BY cid",
            new Dictionary<string, string?> { ["table"] = table });
        while (rows.Read())
        {
            columns.Add(Column(table, Text(rows, 0), Text(rows, 1), Text(rows, 2) == "1", Text(rows, 3) == "1", Number(Text(rows, 4))));
        }

        return columns;
    }

    private static CatalogueColumn Column(string table, string name, string type, bool required, bool hasDefault, int key)
    {
        var size = Size().Match(type);
        var first = size.Groups[1].Success ? Number(size.Groups[1].Value) : (int?)null;
        var second = size.Groups[2].Success ? Number(size.Groups[2].Value) : (int?)null;
        var kind = Kind(type.ToUpperInvariant());
        var isRowId = key > 0 && type.Equals("INTEGER", StringComparison.OrdinalIgnoreCase);
        return new CatalogueColumn(
            table, name, type.ToUpperInvariant(), kind, !required && !isRowId, hasDefault || isRowId,
            kind == ColumnKind.Text ? first : null,
            kind == ColumnKind.Decimal ? first : null,
            kind == ColumnKind.Decimal && first is not null ? second ?? 0 : null,
            KeyPosition: key);
    }

    private static ColumnKind Kind(string type) => type switch
    {
        _ when type.Contains("INT", StringComparison.Ordinal) => ColumnKind.Integer,
        _ when type.Contains("UUID", StringComparison.Ordinal) => ColumnKind.Uuid,
        _ when type.Contains("CHAR", StringComparison.Ordinal) || type.Contains("TEXT", StringComparison.Ordinal)
            || type.Contains("CLOB", StringComparison.Ordinal) => ColumnKind.Text,
        _ when type.Contains("BLOB", StringComparison.Ordinal) => ColumnKind.Bytes,
        _ when type.Contains("DATETIME", StringComparison.Ordinal) || type.Contains("TIMESTAMP", StringComparison.Ordinal) => ColumnKind.Timestamp,
        "DATE" => ColumnKind.Date,
        _ when type.StartsWith("BOOL", StringComparison.Ordinal) => ColumnKind.Boolean,
        _ when type.StartsWith("DECIMAL", StringComparison.Ordinal) || type.StartsWith("NUMERIC", StringComparison.Ordinal) => ColumnKind.Decimal,
        "REAL" or "FLOAT" or "DOUBLE" or "DOUBLE PRECISION" => ColumnKind.Float,
        _ => ColumnKind.Other,
    };

    private static string Text(IRowCursor rows, int position) => Encoding.UTF8.GetString(rows.Bytes(position));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)")]
    private static partial Regex Size();
}
