using System.Globalization;
using MySqlConnector;

namespace Ecluse.Relational.MariaDb;

/// <summary>Reads MariaDB's catalogue.</summary>
internal static class MariaDbCatalogue
{
    public static List<CatalogueColumn> Columns(MySqlConnection connection, string table)
    {
        var columns = new List<CatalogueColumn>();
        using var command = new MySqlCommand(
            "SELECT column_name, data_type, column_type, is_nullable, column_default, extra, character_maximum_length, numeric_precision, "
            + "numeric_scale, character_set_name, column_key FROM information_schema.columns "
            + "WHERE table_schema = DATABASE() AND table_name = @table ORDER BY ordinal_position", connection);
        command.Parameters.AddWithValue("@table", table);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            columns.Add(Column(table, rows));
        }

        return columns;
    }

    private static CatalogueColumn Column(string table, MySqlDataReader row)
    {
        var kind = Kind(row.GetString(1));
        var isCounter = row.GetString(5).Contains("auto_increment", StringComparison.OrdinalIgnoreCase);
        var nullable = row.GetString(3) == "YES";
        var hasDefault = isCounter || (!row.IsDBNull(4) && row.GetString(4) != "NULL");
        return new CatalogueColumn(
            table, row.GetString(0), row.GetString(2), kind, nullable, hasDefault,
            kind == ColumnKind.Text && Long(row, 6) is { } length and <= int.MaxValue ? (int)length : null,
            kind == ColumnKind.Decimal ? (int?)Long(row, 7) : null,
            kind == ColumnKind.Decimal ? (int?)Long(row, 8) : null,
            row.IsDBNull(9) ? "utf-8" : Encoding(row.GetString(9)),
            row.GetString(10) == "PRI" ? 1 : 0);
    }

    private static string Encoding(string characterSet) => characterSet switch
    {
        "utf8" or "utf8mb3" => "utf-8-bmp",
        "latin1" => "windows-1252",
        _ => "utf-8",
    };

    private static ColumnKind Kind(string type) => type switch
    {
        "char" or "varchar" or "text" or "tinytext" or "mediumtext" or "longtext" or "enum" or "set" => ColumnKind.Text,
        "tinyint" or "smallint" or "mediumint" or "int" or "bigint" or "year" => ColumnKind.Integer,
        "decimal" => ColumnKind.Decimal,
        "float" or "double" => ColumnKind.Float,
        "date" => ColumnKind.Date,
        "datetime" => ColumnKind.Timestamp,
        "timestamp" => ColumnKind.TimestampWithZone,
        "uuid" => ColumnKind.Uuid,
        "binary" or "varbinary" or "blob" or "tinyblob" or "mediumblob" or "longblob" or "bit" => ColumnKind.Bytes,
        _ => ColumnKind.Other,
    };

    private static long? Long(MySqlDataReader row, int column) => row.IsDBNull(column)
        ? null
        : Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);
}
