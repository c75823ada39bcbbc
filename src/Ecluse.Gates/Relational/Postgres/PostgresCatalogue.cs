using Npgsql;

namespace Ecluse.Relational.Postgres;

/// <summary>Reads PostgreSQL's catalogue.</summary>
internal static class PostgresCatalogue
{
    /// <summary>Names of every table and column of a schema, and of <c>ecluse_passage</c>.</summary>
    public static HashSet<string> Names(NpgsqlConnection connection, string schema)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var command = new NpgsqlCommand(
            "SELECT c.relname, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid "
            + "WHERE n.nspname = $1 AND c.relkind IN ('r', 'v', 'm', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped", connection)
        { Parameters = { new() { Value = schema } } };
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            names.Add(rows.GetString(0));
            names.Add(rows.GetString(1));
        }

        return names;
    }

    public static List<CatalogueColumn> Columns(NpgsqlConnection connection, string schema, string table, string encoding)
    {
        var columns = new List<CatalogueColumn>();
        using var command = new NpgsqlCommand(
            "SELECT a.attname, t.typname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef OR a.attidentity <> '' OR a.attgenerated <> '', a.atttypmod, "
            + "COALESCE((SELECT array_position(i.indkey::int2[], a.attnum) + 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary), 0) "
            + "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid "
            + "WHERE n.nspname = $1 AND c.relname IN ($2, lower($2)) AND a.attnum > 0 AND NOT a.attisdropped "
            + "ORDER BY c.relname = $2 DESC, a.attnum", connection)
        { Parameters = { new() { Value = schema }, new() { Value = table } } };
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            columns.Add(Column(table, rows, encoding));
        }

        return [.. columns.DistinctBy(column => column.Name)];
    }

    private static CatalogueColumn Column(string table, NpgsqlDataReader row, string encoding)
    {
        var kind = Kind(row.GetString(1));
        var modifier = row.GetInt32(5);
        var limited = modifier >= 4;
        return new CatalogueColumn(
            table, row.GetString(0), row.GetString(2), kind, !row.GetBoolean(3), row.GetBoolean(4),
            kind == ColumnKind.Text && limited ? modifier - 4 : null,
            kind == ColumnKind.Decimal && limited ? (modifier - 4) >> 16 : null,
            kind == ColumnKind.Decimal && limited ? (modifier - 4) & 0x7FF : null,
            encoding, row.GetInt32(6));
    }

    private static ColumnKind Kind(string type) => type switch
    {
        "text" or "varchar" or "bpchar" or "name" or "citext" => ColumnKind.Text,
        "int2" or "int4" or "int8" => ColumnKind.Integer,
        "numeric" => ColumnKind.Decimal,
        "float4" or "float8" => ColumnKind.Float,
        "bool" => ColumnKind.Boolean,
        "date" => ColumnKind.Date,
        "timestamp" => ColumnKind.Timestamp,
        "timestamptz" => ColumnKind.TimestampWithZone,
        "uuid" => ColumnKind.Uuid,
        "bytea" => ColumnKind.Bytes,
        _ => ColumnKind.Other,
    };
}
