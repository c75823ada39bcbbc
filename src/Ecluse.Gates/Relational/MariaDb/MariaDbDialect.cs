namespace Ecluse.Relational.MariaDb;

/// <summary>MariaDB's and MySQL's SQL, in a session whose quotes and concatenation are those of the standard.</summary>
internal sealed class MariaDbDialect : Dialect
{
    public static readonly MariaDbDialect Instance = new();

    // Comparisons go by code, not by what a language thinks equal.
    private const string Binary = "COLLATE utf8mb4_bin";

    public override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public override string Table(string table) => Quote(table);

    public override string Text(string expression) => $"(CONVERT({expression} USING utf8mb4) {Binary})";

    public override string Length(string text) => $"char_length({text})";

    public override string Selected(string expression, CatalogueColumn column) => column.Kind == ColumnKind.Bytes
        ? expression
        : $"CAST(CONVERT({expression} USING utf8mb4) AS BINARY)";

    public override string AreDigits(string text) => $"({text} REGEXP '^[0-9]+$')";

    public override string NativeIso(string expression) => Text(expression);

    public override string Elements(string parameter) =>
        $"(SELECT v FROM JSON_TABLE({parameter}, '$[*]' COLUMNS (v VARCHAR(255) PATH '$')) AS keys_of_{parameter.TrimStart('@')})";

    public override string Integer(string text) => $"CAST({text} AS SIGNED)";

    public override string Cast(string parameter, CatalogueColumn column) => parameter;

    // Compared byte by byte; first, where the column's set has every character, as its own index compares.
    protected override string SameValue(CatalogueColumn column, string parameter)
    {
        var name = Quote(column.Name);
        return column.Kind switch
        {
            ColumnKind.Bytes => $"hex({name}) = {parameter}",
            ColumnKind.Text => (column.Encoding.StartsWith("utf-8", StringComparison.Ordinal) ? $"{name} = {parameter} AND " : "")
                + $"CAST(CONVERT({name} USING utf8mb4) AS BINARY) = CAST({parameter} AS BINARY)",
            _ => $"{name} = {parameter}",
        };
    }

    public override string EndsInHex40(string text, string separator) =>
        $"(right({text}, 40) REGEXP '^[0-9a-fA-F]{{40}}$' AND ({Length(text)} = 40 OR substr({text}, -41, 1) = right({separator}, 1)))";

    protected override string Matches(Look look, string text, string length) => look switch
    {
        Look.Nir => IsNir(text),
        Look.Email => $"(instr({text}, '@') > 1 AND {text} REGEXP '^[^@ ]+@[^@ ]+[.][^@ ]+$')",
        Look.Phone => $"(replace(replace(replace({text}, ' ', ''), '.', ''), '-', '') REGEXP '^(0[1-9][0-9]{{8}}|[+]33[1-9][0-9]{{8}})$')",
        _ => $"(({length} <= 64 AND CAST({text} AS BINARY) REGEXP '[a-z]' AND {text} REGEXP '[0-9]' AND {text} NOT REGEXP '[ @]'"
            + $" AND {text} NOT REGEXP '^.{{8}}-.{{4}}-.{{4}}-.{{4}}-.{{12}}$')"
            + $" OR ({length} IN (32, 40, 64, 128) AND {text} REGEXP '^[0-9a-fA-F]+$'))",
    };
}
