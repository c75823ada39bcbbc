using System.Text;
using Ecluse.Errors;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;
using Text = Ecluse.Errors.Text;

namespace Ecluse.Profiles;

/// <summary>Reads <c>write:</c>.</summary>
internal sealed class WriteRuleReader(IReadOnlyDictionary<string, ProfileTable> tables, TransformReader transforms)
{
    private EachGroup? group;

    public IReadOnlyList<WriteRule> Read(ProfileNode? node)
    {
        var rules = (node?.List ?? []).Select(Rule).ToArray();
        foreach (var (rule, place) in rules.Zip(node?.List ?? []))
        {
            CheckPointers(rule, place, rules);
            PartsReader.CheckParts(rule, place, rules);
            CheckKinds(rule, place);
        }

        return rules;
    }

    private WriteRule Rule(ProfileNode node)
    {
        var record = ReadRuleReader.Record(node.Only("record", "when", "rows", "within", "same", "parts", "examples").Need("record"));
        var within = node.Find("within") is null ? null : PartsReader.Within(node, record, part => Expression(part, record, []));
        var rows = new List<WriteRow>();
        foreach (var row in within is null ? node.Need("rows").List : [])
        {
            if (row.Find("each") is not null)
            {
                Group(row, record, rows);
                continue;
            }

            rows.Add(Row(row, record, rows));
        }

        return new WriteRule(
            record, Conditions(node.Find("when"), record), rows, within, ReadRuleReader.Examples(node.Find("examples")), node.Mark);
    }

    // Rows that are written for each row of a catalogue, all under the group's condition.
    private void Group(ProfileNode node, RecordType record, List<WriteRow> rows)
    {
        group = EachReader.Group(node, tables, value => Expression(value, record, rows));
        var when = Conditions(node.Find("when"), record);
        foreach (var one in node.Need("rows").List)
        {
            var row = Row(one, record, rows, when);
            EachReader.Check(one, row);
            group.Add(row);
            rows.Add(row);
        }

        group = null;
    }

    private WriteRow Row(ProfileNode node, RecordType record, List<WriteRow> earlier, FieldCondition[]? ofGroup = null)
    {
        node.Only("into", "name", "when", "key", "columns");
        var table = TablesReader.Table(node.Need("into"), tables);
        var name = node.Find("name")?.Text ?? table.Name;
        if (earlier.Any(row => row.Name == name))
        {
            throw node.Fail("PROFILE-011", new Text(
                $"two rows are named “{name}”; give one another name", $"deux lignes s’appellent « {name} » ; nommez-en une autrement"));
        }

        var columns = (node.Find("columns")?.Entries ?? [])
            .Select(entry => (Column(entry.Key, table), !entry.Value.IsMap ? Expression(entry.Value, record, earlier)
                : entry.Value.Find("numbered") is { } numbered ? Numbered(entry.Value, numbered, table.Name, Column(entry.Key, table), record)
                : entry.Value.Find("parts") is not null ? PartsReader.Column(entry.Value, record)
                : Expression(entry.Value, record, earlier))).ToArray();
        return new WriteRow
        {
            Record = record,
            Table = table.Name,
            Name = name,
            When = ofGroup ?? Conditions(node.Find("when"), record),
            Each = group,
            Key = node.Find("key") is { } key ? Key(key, table, columns) : null,
            Columns = columns,
            Mark = node.Mark,
        };
    }

    private static string Column(ProfileNode node, ProfileTable table)
    {
        var column = TablesReader.Column(node, table);
        return column.Class == DataClass.Credential
            ? throw node.Fail("PROFILE-010", new Text(
                $"“{column.Name}” is a credential: no rule may write it", $"« {column.Name} » est un secret d’accès : aucune règle ne peut l’écrire"))
            : column.Name;
    }

    private WriteKey Key(ProfileNode node, ProfileTable table, (string Column, WriteExpression)[] columns)
    {
        node.Only("column", "make", "find", "existing", "transform");
        var make = node.Need("make");
        var sequence = make.IsText ? null : make.Only("sequence").Need("sequence").Text;
        var making = make.IsText ? Making(make) : KeyMaking.Counter;
        var find = node.Find("find")?.OneOrMore ?? [];
        foreach (var column in find.Where(column => columns.All(written => written.Column != column.Text)))
        {
            throw column.Unknown("the written column", "la colonne écrite", column.Text);
        }

        var existing = node.Find("existing");
        if (existing is not null && (existing.Text != "link" || find.Count == 0))
        {
            throw existing.Fail("PROFILE-017", new Text("existing takes “link”, and needs find", "existing prend « link », et demande find"));
        }

        return new WriteKey(
            Column(node.Need("column"), table), making, sequence, [.. find.Select(column => column.Text)], existing is not null,
            transforms.Inverses(node.Find("transform")));
    }

    private static KeyMaking Making(ProfileNode node) => node.Text switch
    {
        "uuid" => KeyMaking.Uuid,
        "record" => KeyMaking.Record,
        "counter" => KeyMaking.Counter,
        var other => throw node.Unknown("the making of keys", "la fabrication de clés", other),
    };

    private WriteExpression Expression(ProfileNode node, RecordType record, List<WriteRow> earlier)
    {
        if (node.IsText)
        {
            return new WrittenField(Field(node, record), [], null, node.Mark);
        }

        node.Only("field", "fields", "join", "first-of", "constant", "passage", "key", "key-of", "row", "lookup", "each", "transform", "else");
        var steps = transforms.Inverses(node.Find("transform"));
        var otherwise = node.Find("else")?.Text;
        if (node.Find("field") is { } field)
        {
            return new WrittenField(Field(field, record), steps, otherwise, node.Mark);
        }

        if (node.Find("fields") is { } fields)
        {
            return new JoinedFields(
                [.. fields.List.Select(part => Expression(part, record, earlier))], node.Find("join")?.Text ?? "", steps, otherwise, node.Mark);
        }

        if (node.Find("first-of") is { } choices)
        {
            return new FirstField([.. choices.List.Select(part => Expression(part, record, earlier))], steps, otherwise, node.Mark);
        }

        return Pointer(node, record, earlier);
    }

    private static NumberedText Numbered(ProfileNode node, ProfileNode numbered, string table, string column, RecordType record)
    {
        node.Only("numbered");
        var form = numbered.Only("per", "form", "digits").Need("form");
        var period = form.Text switch
        {
            "YYYY" => 4,
            "YYYYMM" => 6,
            "YYYYMMDD" => 8,
            var other => throw form.Unknown("the form", "la forme", other),
        };
        return new NumberedText(table, column, Field(numbered.Need("per"), record), period, numbered.Need("digits").Number, node.Mark);
    }

    private WriteExpression Pointer(ProfileNode node, RecordType record, List<WriteRow> earlier)
    {
        if (node.Find("constant") is { } constant)
        {
            return new WrittenConstant(constant.Text, node.Mark);
        }

        if (node.Find("passage") is { Text: "id" })
        {
            return new PassageId(node.Mark);
        }

        if (node.Find("key") is { } key)
        {
            return earlier.Any(row => row.Name == key.Text && row.Key is not null && (row.Each is null || row.Each == group))
                ? new OwnRowKey(key.Text, node.Mark)
                : throw key.Unknown("the earlier row with a key", "la ligne précédente avec une clé", key.Text);
        }

        if (node.Find("each") is { } each)
        {
            return EachReader.Written(node, each, group, tables);
        }

        if (node.Find("key-of") is { } reference)
        {
            var field = Field(reference, record);
            return field.Kind == FieldKind.Reference
                ? new ReferredKey(field, node.Find("row")?.Text, node.Mark)
                : throw reference.Fail("PROFILE-014", new Text(
                    $"“{field.Name}” is not a reference", $"« {field.Name} » n’est pas une référence"));
        }

        return Lookup(node.Need("lookup"), record, earlier);
    }

    private LookupText Lookup(ProfileNode node, RecordType record, List<WriteRow> earlier)
    {
        node.Only("table", "by", "give", "missing", "key", "columns");
        var table = TablesReader.Table(node.Need("table"), tables);
        var missing = node.Find("missing");
        var by = node.Need("by").Entries.Select(entry => (Column(entry.Key, table), Expression(entry.Value, record, earlier))).ToArray();
        var treatment = missing?.Text switch
        {
            null or "reject" => MissingRow.Reject,
            "null" => MissingRow.Null,
            "insert" => MissingRow.Insert,
            var other => throw missing.Unknown("the treatment", "le traitement", other),
        };
        var insert = treatment == MissingRow.Insert ? Inserted(node, record, table, earlier) : null;
        return new LookupText(table.Name, by, Column(node.Need("give"), table), treatment, insert, node.Mark);
    }

    private WriteRow Inserted(ProfileNode node, RecordType record, ProfileTable table, List<WriteRow> earlier)
    {
        var columns = node.Need("columns").Entries
            .Select(entry => (Column(entry.Key, table), Expression(entry.Value, record, earlier))).ToArray();
        return new WriteRow
        {
            Record = record,
            Table = table.Name,
            Name = table.Name,
            When = [],
            Key = node.Find("key") is { } key ? Key(key, table, columns) : null,
            Columns = columns,
            Mark = node.Mark,
        };
    }

    private static FieldCondition[] Conditions(ProfileNode? node, RecordType record) => node is null ? [] : [.. node.Entries.Select(entry =>
    {
        var (kind, texts) = RuleColumns.Condition(entry.Value, "absent", "present");
        return new FieldCondition(Field(entry.Key, record), kind, [.. texts.Select(Encoding.UTF8.GetBytes)]);
    })];

    internal static RecordField Field(ProfileNode node, RecordType record) =>
        record.TryField(node.Text, out var field) ? field : throw node.Unknown($"the field of {record.Name}", $"le champ de {record.Name}", node.Text);

    // What one column leaves by its kind must stand in another: nothing is left out without a word.
    private static void CheckKinds(WriteRule rule, ProfileNode node)
    {
        var written = rule.Rows.SelectMany(row => row.Columns).Select(column => column.Value).ToList();
        var kinds = written.OfType<WrittenField>()
            .SelectMany(one => one.Transforms.OfType<KindTransform>().Select(kind => (one.Field, Kind: kind))).ToList();
        var all = written.Concat(rule.Within?.Parts.Values ?? []).Sum(KindsIn);
        if (all > kinds.Count || kinds.Exists(one => !kinds.Exists(other => other.Field == one.Field && other.Kind.IsOppositeOf(one.Kind))))
        {
            throw node.Fail("PROFILE-008", new Text(
                "only and except write what the other leaves: both must stand in the rule, for the same field",
                "only et except écrivent ce que l’autre laisse : les deux doivent être dans la règle, pour le même champ"));
        }
    }

    private static int KindsIn(WriteExpression expression) => expression.Transforms.OfType<KindTransform>().Count() + expression switch
    {
        JoinedFields joined => joined.Parts.Sum(KindsIn),
        FirstField first => first.Choices.Sum(KindsIn),
        LookupText lookup => lookup.By.Sum(column => KindsIn(column.Value)),
        _ => 0,
    };

    private static void CheckPointers(WriteRule rule, ProfileNode node, WriteRule[] rules)
    {
        foreach (var pointer in rule.Rows.SelectMany(row => row.Columns).Select(column => column.Value).OfType<ReferredKey>())
        {
            var targets = rules.Where(other => other.Record.Name == pointer.Reference.RefersTo).SelectMany(other => other.Rows);
            if (!targets.Any(row => row is { Key: not null, Each: null } && (pointer.Row is null || row.Name == pointer.Row)))
            {
                throw node.Unknown(
                    $"a row with a key for {pointer.Reference.RefersTo}", $"une ligne avec clé pour {pointer.Reference.RefersTo}", pointer.Row ?? "");
            }
        }
    }
}
