using Ecluse.Instructions;
using Ecluse.Profiles;
using Ecluse.Profiles.Mapping;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <summary>One reading rule made ready for a scope: its statement and its mapping.</summary>
internal sealed class RuleReading
{
    private readonly Profile profile;
    private readonly Scope scope;
    private readonly IEngine engine;
    private readonly PassingSql passing;

    public RuleReading(Profile profile, ReadRule rule, Scope scope, IEngine engine, PassingSql passing)
    {
        this.profile = profile;
        this.scope = scope;
        this.engine = engine;
        this.passing = passing;
        Rule = rule;
        Leading = rule.Record.IsShared ? [] : [passing.PatientKey];
        Mapping = new RowMapping(profile, rule, Listed(rule, scope), column => EncodingOf(engine, column), Leading);
    }

    public ReadRule Rule { get; }

    public RowMapping Mapping { get; }

    private IReadOnlyList<ColumnRef> Leading { get; }

    /// <summary>Fields of the rule that the scope lists, and references between listed types.</summary>
    public static IEnumerable<RecordField> Listed(ReadRule rule, Scope scope) => rule.Fields.Keys.Where(field =>
        field.Kind == FieldKind.Reference
            ? scope.Fields.ContainsKey(field.RefersTo!) && scope.Fields.ContainsKey(rule.Record.Name)
            : scope.Lists(rule.Record.Name, field.Name));

    /// <summary>How the engine hands a column over: engines that know the encoding of their text give UTF-8.</summary>
    public static ColumnEncoding EncodingOf(IEngine engine, ColumnRef column)
    {
        var kind = engine.ColumnsOf(column.Table.Table).First(one => one.Name == column.Name).Kind;
        return engine.GivesStoredBytes || kind == ColumnKind.Bytes || column.Column.Encoding == ColumnEncoding.Bytes
            ? column.Column.Encoding
            : ColumnEncoding.Utf8;
    }

    /// <summary>Opens the rows of a page of patients' records that pass, in the order of the patients.</summary>
    public IRowCursor OpenPatients(PatientPage page)
    {
        var parameters = new Dictionary<string, string?>();
        var stretch = passing.Within(page, parameters);
        var leading = engine.Dialect.Selected(passing.PatientKeySql, Catalogue(passing.PatientKey));
        var order = Rule.OrderBy.Concat(Rule.Key.Columns).Distinct().Select(column => passing.Own(Rule, column));
        var sql = $"SELECT {string.Join(", ", Mapping.Columns.Select(Selected).Prepend(leading))} "
            + $"{passing.FromPassing(Rule)}{stretch} ORDER BY {string.Join(", ", order.Prepend(passing.PatientKeySql))}";
        foreach (var (name, value) in passing.Parameters)
        {
            parameters[name] = value;
        }

        return engine.PagesPatients ? engine.QueryPage(sql, parameters) : engine.Query(sql, parameters);
    }

    /// <summary>Opens the shared rows that a passing record refers to, or that stand in passing rows; or all of a table.</summary>
    public IRowCursor OpenShared(bool all)
    {
        var from = all && !Rule.IsDerived ? passing.FromShared(Rule) : FromShared();
        var distinct = Rule.IsDerived ? "DISTINCT " : "";
        var order = Rule.Key.Columns.Concat(Mapping.Columns).Distinct().Select(column => passing.Own(Rule, column));
        return engine.Query(
            $"SELECT {distinct}{string.Join(", ", Mapping.Columns.Select(Selected))} {from} ORDER BY {string.Join(", ", order)}",
            passing.Parameters);
    }

    /// <summary>FROM and WHERE of the shared rows that pass.</summary>
    public string FromShared()
    {
        if (Rule.IsDerived)
        {
            return $"{passing.FromPassing(Rule)} AND {NotEmptyKey()}";
        }

        var key = Rule.Key.Columns.First();
        var referring = Referring().ToList();
        return referring.Count == 0
            ? $"{passing.FromShared(Rule)} AND 1 = 0"
            : $"{passing.FromShared(Rule)} AND {engine.Dialect.Column(key)} IN ({string.Join(" UNION ", referring)})";
    }

    private string NotEmptyKey() => string.Join(" AND ", Rule.Key.Columns.Select(column =>
        $"NOT ({engine.Dialect.Column(column)} IS NULL OR {engine.Dialect.Trimmed(column)} = '')"));

    /// <summary>Sub-selects of the references of listed types that pass and that point to this rule.</summary>
    private IEnumerable<string> Referring() =>
        from rule in profile.Reads
        where !rule.Record.IsShared && scope.Fields.ContainsKey(rule.Record.Name)
        from field in rule.Fields
        where field.Key.RefersTo == Rule.Record.Name
            && (field.Value.KeyOf is null || field.Value.KeyOf == Rule)
        from column in field.Value.Columns.Take(1)
        select $"SELECT {passing.Own(rule, column)} {passing.FromPassing(rule)}";

    private string Selected(ColumnRef column) => engine.Dialect.Selected(passing.Own(Rule, column), Catalogue(column));

    private CatalogueColumn Catalogue(ColumnRef column) =>
        engine.ColumnsOf(column.Table.Table).First(one => one.Name == column.Name);
}
