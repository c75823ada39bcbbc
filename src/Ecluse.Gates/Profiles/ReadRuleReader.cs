using Ecluse.Errors;
using Ecluse.Records;

namespace Ecluse.Profiles;

/// <summary>Reads <c>read:</c>.</summary>
internal sealed class ReadRuleReader(IReadOnlyDictionary<string, ProfileTable> tables, TransformReader transforms)
{
    private readonly List<ReadRule> rules = [];
    private readonly List<(ReadExpression Expression, ProfileNode Name, RecordField Field)> pointers = [];

    public IReadOnlyList<ReadRule> Read(ProfileNode? node)
    {
        foreach (var rule in node?.List ?? [])
        {
            rules.Add(Rule(rule));
        }

        foreach (var (expression, name, field) in pointers)
        {
            expression.KeyOf = rules.FirstOrDefault(rule => rule.Name == name.Text && rule.Record.Name == field.RefersTo)
                ?? throw name.Unknown($"the rule for {field.RefersTo}", $"la règle pour {field.RefersTo}", name.Text);
        }

        return rules;
    }

    private ReadRule Rule(ProfileNode node)
    {
        node.Only("record", "name", "from", "join", "where", "patient", "order", "key", "order-by", "split", "fields", "examples");
        var record = Record(node.Need("record"));
        var (columns, refs, joins) = Tables(node);
        var rule = new ReadRule
        {
            Record = record,
            Name = Name(node, record),
            Tables = refs,
            Joins = joins,
            Where = columns.Conditions(node.Find("where")),
            Patient = Patient(node, record, columns),
            Order = columns.FindAll(node.Find("order")),
            OrderBy = columns.FindAll(node.Find("order-by")),
            Split = Split(node.Find("split"), columns),
            Examples = Examples(node.Find("examples")),
            Mark = node.Mark,
            Scope = columns,
        };
        var expressions = new ExpressionReader(columns, transforms, rule.Split is not null, pointers);
        rule.Key = expressions.Key(node.Need("key"));
        foreach (var (name, value) in node.Find("fields")?.Entries ?? [])
        {
            var field = Field(name, record);
            rule.Fields.Add(field, expressions.Field(value, field));
            RefuseFreeText(value, field, rule.Fields[field]);
        }

        return rule;
    }

    private string Name(ProfileNode node, RecordType record)
    {
        var name = node.Find("name")?.Text ?? record.Name;
        return rules.Any(rule => rule.Name == name)
            ? throw node.Fail("PROFILE-011", new Text(
                $"two rules are named “{name}”; give one another name", $"deux règles s’appellent « {name} » ; nommez-en une autrement"))
            : name;
    }

    private (RuleColumns Columns, List<TableRef> Refs, List<JoinOn> Joins) Tables(ProfileNode node)
    {
        var found = new List<(TableRef, ProfileTable)>();
        var columns = new RuleColumns(found);
        found.Add(Table(node.Need("from")));
        var joins = new List<JoinOn>();
        foreach (var join in node.Find("join")?.List ?? [])
        {
            var earlier = new RuleColumns([.. found]);
            found.Add(Table(join.Only("table", "as", "on", "where", "last", "optional")));
            var joined = new RuleColumns([found[^1]]);
            joins.Add(new JoinOn(
                found[^1].Item1,
                [.. join.Need("on").Entries.Select(pair => (
                    columns.Find(pair.Key, $"{found[^1].Item1.Alias}.{pair.Key.Text}"), earlier.Find(pair.Value)))],
                joined.Conditions(join.Find("where")),
                join.Find("last") is { } last ? joined.Find(last) : null,
                join.Find("optional")?.Flag ?? false));
        }

        return (columns, [.. found.Select(one => one.Item1)], joins);
    }

    private (TableRef, ProfileTable) Table(ProfileNode node)
    {
        var name = node.IsText ? node : node.Need("table");
        var table = TablesReader.Table(name, tables);
        return (new TableRef(table.Name, (node.IsText ? null : node.Find("as")?.Text) ?? table.Name), table);
    }

    private static ColumnRef? Patient(ProfileNode node, RecordType record, RuleColumns columns)
    {
        var named = node.Find("patient");
        if (named is null && !record.IsShared && record != RecordType.Patient)
        {
            throw node.Fail("PROFILE-004", new Text("the key “patient” is missing here", "la clé « patient » manque ici"));
        }

        return named is null || record == RecordType.Patient ? null : columns.Find(named);
    }

    private static SplitColumn? Split(ProfileNode? node, RuleColumns columns)
    {
        if (node is null)
        {
            return null;
        }

        var last = node.Only("column", "separator", "drop-last").Find("drop-last");
        return last is null or { Text: "hex-40" }
            ? new SplitColumn(columns.Find(node.Need("column")), node.Need("separator").Text, last is not null)
            : throw last.Unknown("the shape", "la forme", last.Text);
    }

    internal static List<RuleExample> Examples(ProfileNode? node) => [.. (node?.List ?? []).Select(example => new RuleExample(
        Pairs(example.Only("in", "with", "out").Need("in")), Pairs(example.Need("out")), With(example.Find("with")), example.Mark))];

    private static List<(RecordType, IReadOnlyDictionary<string, string>)> With(ProfileNode? node) => [.. (node?.OneOrMore ?? [])
        .Select(one => (Record(one.Need("record")), (IReadOnlyDictionary<string, string>)Pairs(one).Where(pair => pair.Key != "record")
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)))];

    private static Dictionary<string, string> Pairs(ProfileNode node) =>
        node.Entries.ToDictionary(entry => entry.Key.Text, entry => entry.Value.Text, StringComparer.Ordinal);

    internal static RecordType Record(ProfileNode node) =>
        RecordType.TryFind(node.Text, out var type) ? type : throw node.Unknown("the record type", "le type", node.Text);

    private static RecordField Field(ProfileNode node, RecordType record)
    {
        if (!record.TryField(node.Text, out var field))
        {
            throw node.Unknown($"the field of {record.Name}", $"le champ de {record.Name}", node.Text);
        }

        return field.Name is "id" or "patient"
            ? throw node.Fail("PROFILE-009", new Text(
                $"“{field.Name}” comes from the rule’s key or patient", $"« {field.Name} » vient de la clé ou du patient de la règle"))
            : field;
    }

    // Rule 7: free text passes only by name; hidden in another field it would pass without one.
    private static void RefuseFreeText(ProfileNode node, RecordField field, ReadExpression expression)
    {
        if (field.Class != DataClass.FreeText
            && expression.Columns.FirstOrDefault(one => one.Column.Class == DataClass.FreeText) is { } free)
        {
            throw node.Fail("PROFILE-013", new Text(
                $"“{free.Name}” is free text and “{field.Name}” is not", $"« {free.Name} » est du texte libre et « {field.Name} » non"));
        }
    }
}
