using Ecluse.Profiles;

namespace Ecluse.Relational.Sqlite;

/// <summary>SQLite's SQL.</summary>
internal sealed class SqliteDialect : Dialect
{
    public static readonly SqliteDialect Instance = new();

    // The planner must take the patients in the order of their key and look the rows up, not sort all of them.
    public override string NestedJoin => "CROSS JOIN";

    public override string Fence => " LIMIT -1 OFFSET 0";

    public override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public override string Table(string table) => Quote(table);

    public override string Text(string expression) => $"CAST({expression} AS TEXT)";

    public override string Selected(string expression, CatalogueColumn column) => expression;

    public override string AreDigits(string text) => $"({text} <> '' AND {text} NOT GLOB '*[^0-9]*')";

    public override string NativeIso(string expression) => Text(expression);

    public override string Elements(string parameter) => $"(SELECT value FROM json_each({parameter}))";

    public override string Integer(string text) => $"CAST({text} AS INTEGER)";

    // A bare parameter takes the affinity of the column that it is compared with.
    public override string Cast(string parameter, CatalogueColumn column) => parameter;

    // The write lock of the transaction stands in for locks of rows.
    public override string ForUpdate => "";

    protected override string SameValue(CatalogueColumn column, string parameter) => column.Kind == ColumnKind.Bytes
        ? $"(CASE WHEN {Quote(column.Name)} IS NULL THEN NULL ELSE hex({Quote(column.Name)}) END) = {parameter}"
        : $"{Quote(column.Name)} = {parameter}";

    public override string EndsInHex40(string text, string separator)
    {
        var last = $"substr({text}, -40)";
        return $"({Length(last)} = 40 AND {last} NOT GLOB '*[^0-9a-fA-F]*' AND ({Length(text)} = 40 OR substr({text}, -41, 1) = substr({separator}, -1)))";
    }

    protected override string Matches(Look look, string text, string length)
    {
        var digits = $"replace(replace(replace({text}, ' ', ''), '.', ''), '-', '')";
        return look switch
        {
            Look.Nir => IsNir(text),
            Look.Email => $"(instr({text}, '@') > 1 AND {text} GLOB '*?@?*.?*' AND {text} NOT GLOB '* *')",
            Look.Phone => $"{length} <= 20 AND (({Length(digits)} = 10 AND {digits} GLOB '0[1-9]*' AND {AreDigits(digits)})"
                + $" OR ({Length(digits)} = 12 AND {digits} GLOB '+33[1-9]*' AND {AreDigits(Cut(digits, 2, 11))}))",
            _ => $"(({length} <= 64 AND {text} GLOB '*[a-z]*' AND {text} GLOB '*[0-9]*' AND {text} NOT GLOB '* *' AND {text} NOT GLOB '*@*'"
                + $" AND NOT ({length} = 36 AND {text} GLOB '????????-????-????-????-*'))"
                + $" OR ({length} IN (32, 40, 64, 128) AND {text} NOT GLOB '*[^0-9a-fA-F]*'))",
        };
    }
}
