using Ecluse.Profiles;

namespace Ecluse.Relational.Postgres;

/// <summary>PostgreSQL's SQL, for one schema whose names are known: a profile may write them in any case.</summary>
internal sealed class PostgresDialect(string schema, IReadOnlySet<string> names) : Dialect
{
    public override string PassageTable => "\"ecluse\".\"ecluse_passage\"";

    public override string Fence => " OFFSET 0";

    public override string Quote(string name)
    {
        // Names that were made without quotes stand in lower case in the catalogue.
        var lower = name.ToLowerInvariant();
        var known = names.Contains(name) || !names.Contains(lower) ? name : lower;
        return $"\"{known.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    public override string Table(string table) => $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\".{Quote(table)}";

    public override string Text(string expression) => $"({expression})::text";

    public override string Length(string text) => $"char_length({text})";

    public override string Selected(string expression, CatalogueColumn column) => column.Kind switch
    {
        ColumnKind.Bytes => expression,
        ColumnKind.Boolean => $"({expression})::int::text",
        ColumnKind.TimestampWithZone => $"({expression})::timestamp::text",
        _ => $"({expression})::text",
    };

    public override string AreDigits(string text) => $"({text} ~ '^[0-9]+$')";

    public override string NativeIso(string expression) => Text(expression);

    public override string Elements(string parameter) => $"(SELECT value FROM json_array_elements_text({parameter}::json))";

    public override string Integer(string text) => $"({text})::bigint";

    // Parameters travel without a type: the engine takes the column's.
    public override string Cast(string parameter, CatalogueColumn column) => parameter;

    // Equality and not IS NOT DISTINCT FROM, which no index serves.
    protected override string SameValue(CatalogueColumn column, string parameter) => column.Kind == ColumnKind.Bytes
        ? $"upper(encode({Quote(column.Name)}, 'hex')) = {parameter}"
        : $"{Quote(column.Name)} = {parameter}";

    public override string EndsInHex40(string text, string separator) =>
        $"({text} ~ '^[0-9a-fA-F]{{40}}$' OR right({text}, 41) ~ ('^' || regexp_replace(right({separator}, 1), '([^a-zA-Z0-9])', '\\\\\\1') || '[0-9a-fA-F]{{40}}$'))";

    protected override string Matches(Look look, string text, string length) => look switch
    {
        Look.Nir => IsNir(text),
        Look.Email => $"(strpos({text}, '@') > 1 AND {text} ~ '^[^@ ]+@[^@ ]+\\.[^@ ]+$')",
        Look.Phone => $"(left(ltrim({text}, ' .-'), 1) IN ('0', '+') AND translate({text}, ' .-', '') ~ '^(0[1-9][0-9]{{8}}|\\+33[1-9][0-9]{{8}})$')",
        _ => $"(({length} <= 64 AND {text} ~ '[a-z]' AND {text} ~ '[0-9]' AND {text} !~ '[ @]'"
            + $" AND {text} !~ '^.{{8}}-.{{4}}-.{{4}}-.{{4}}-.{{12}}$')"
            + $" OR ({length} IN (32, 40, 64, 128) AND {text} ~ '^[0-9a-fA-F]+$'))",
    };
}
