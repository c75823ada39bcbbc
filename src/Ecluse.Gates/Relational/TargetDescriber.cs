using System.Text;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;
using Ecluse.Relational.Writing;

namespace Ecluse.Relational;

/// <summary>Describes what a target can hold, out of its catalogue and the profile's writing half.</summary>
internal sealed class TargetDescriber(Profile profile, ITargetEngine engine)
{
    private const int CodesMax = 5000;

    public TargetDescription Run(CancellationToken cancellation)
    {
        var fields = new List<FieldDescription>();
        foreach (var rules in profile.Writes.GroupBy(rule => rule.Record))
        {
            cancellation.ThrowIfCancellationRequested();
            // A type that is written by several rules is described rule by rule: what one holds another may not.
            foreach (var rule in rules)
            {
                var when = rules.Count() == 1 && rule.When.Count == 0 ? null : rule.When.Select(Condition).ToList();
                fields.AddRange(Describe(rules.Key, rule).Select(field => field with { When = when }));
            }
        }

        return new TargetDescription(
            engine.Name, profile.Sha256, SchemaCheck.Hash(profile, engine),
            new RepeatableRows(profile, engine).IsTransactional ? LoadPromise.Transaction : LoadPromise.Idempotent, fields, Existing(),
            new JoinDescriber(profile, engine).Run());
    }

    internal static FitCondition Condition(FieldCondition condition)
    {
        List<string> texts = [.. condition.Texts.Select(text => Encoding.UTF8.GetString(text))];
        return condition.Kind switch
        {
            ConditionKind.OneOf => new FitCondition(condition.Field.Name, OneOf: texts),
            ConditionKind.NoneOf => new FitCondition(condition.Field.Name, NoneOf: texts),
            _ => new FitCondition(condition.Field.Name, Present: condition.Kind == ConditionKind.NotEmpty),
        };
    }

    private IEnumerable<FieldDescription> Describe(RecordType type, WriteRule rule)
    {
        var written = Written(rule).SelectMany(place => Parts(place.Value)
            .Select(part => (place.Row, part.Field, part.Direct, Column: Column(place.Row, place.Column), place.Value, place.Of))).ToList();
        var keys = rule.Rows.Where(row => row.Key is { Making: KeyMaking.Record }).ToList();
        var asked = rule.When.Concat(rule.Rows.SelectMany(row => row.When)).Select(condition => condition.Field)
            .Concat(rule.Within?.Same ?? []).ToHashSet();
        foreach (var field in type.Fields)
        {
            var places = written.Where(one => one.Field == field).ToList();
            if (field == rule.Within?.Reference)
            {
                yield return new FieldDescription(type.Name, field.Name, Required: true);
            }
            else if (places.Count == 0 && rule.Within?.Parts.Values.FirstOrDefault(part => HeldFields.Fields(part).Contains(field)) is { } place)
            {
                // It says the place: nothing of it is written, all of it is read again from there.
                var codes = place.Transforms.OfType<CodesTransform>().FirstOrDefault();
                yield return new FieldDescription(type.Name, field.Name, Required: true, Codes: codes?.List.Meanings.ToList());
            }
            else if (places.Count > 0)
            {
                yield return places.Select(place => One(type, field, place.Row, place.Column, place.Direct, place.Value, place.Of))
                    .Aggregate(Narrower);
            }
            else if (asked.Contains(field) || (field.Ordinal == 0 && keys.Count > 0))
            {
                // A field that only chooses the rule or the rows must come through, too.
                yield return new FieldDescription(type.Name, field.Name);
            }
        }
    }

    /// <summary>What a rule writes and where; a record within another one's row, in that one's columns.</summary>
    private IEnumerable<(WriteRow Row, string Column, WriteExpression Value, PartsText? Of)> Written(WriteRule rule) => rule.Within is not { } within
        ? rule.Rows.SelectMany(row => row.Columns.Select(column => (row, column.Column, column.Value, (PartsText?)null)))
        : from owner in profile.Writes
          where owner.Record.Name == within.Reference.RefersTo
          from row in owner.Rows
          from column in row.Columns
          let parts = column.Value as PartsText
          where parts is not null && within.Parts.ContainsKey(parts.Part)
          select (row, column.Column, within.Parts[parts.Part], parts);

    private FieldDescription One(
        RecordType type, RecordField field, WriteRow row, CatalogueColumn column, WrittenField? direct, WriteExpression value, PartsText? of)
    {
        var plain = new FieldDescription(type.Name, field.Name);
        if (direct is null)
        {
            var must = value is ReferredKey && !column.Nullable && !column.HasDefault && row.When.Count == 0 && of is null;
            var looked = value is LookupText lookup ? Looked(lookup, field) : null;
            return plain with { Required = must, Codes = looked?.Codes, Lacks = looked?.Lacks };
        }

        var codes = direct.Transforms.OfType<CodesTransform>().FirstOrDefault();
        var keepsLength = direct.Transforms.Concat(ReferenceEquals(direct, value) ? [] : value.Transforms).All(transform => !transform.ChangesLength);
        var isAlone = ReferenceEquals(direct, value) && of is not { Separator: not null } and not { End: not "" };
        var without = direct.Transforms.SelectMany(transform => transform.Without).Concat(of?.Separator is { } sign ? [sign] : []).Distinct().ToList();
        var accepted = isAlone ? Accepted(codes, column, direct) : codes?.RefusesUnknown == true ? Meanings(codes, direct, null) : null;
        return plain with
        {
            Required = isAlone && !column.Nullable && direct.Else is null && row.When.Count == 0,
            LengthMax = column.Kind == ColumnKind.Text && keepsLength ? column.LengthMax : null,
            Codes = accepted?.Codes,
            Lacks = accepted?.Lacks,
            DecimalPrecision = column.Kind == ColumnKind.Decimal && isAlone ? column.Precision : null,
            DecimalScale = column.Kind == ColumnKind.Decimal && isAlone ? column.Scale : null,
            Encoding = column.Kind == ColumnKind.Text && column.Encoding != "utf-8" && direct.Transforms.All(transform => transform.KeepsAlphabet)
                ? column.Encoding
                : null,
            FullDateOnly = !direct.Transforms.Any(transform => transform is KindTransform) && (direct.Transforms.OfType<DateTransform>().Any(date => date.FullOnly)
                || (field.Kind == FieldKind.Date && column.Kind == ColumnKind.Date)),
            Finest = field.Kind == FieldKind.Instant ? direct.Transforms.Select(transform => transform.Finest).FirstOrDefault(unit => unit is not null) : null,
            Without = without.Count == 0 ? null : without,
        };
    }

    // What the list of the profile knows, and of that only what the target's own code table has.
    private Accepting? Accepted(CodesTransform? codes, CatalogueColumn column, WrittenField direct)
    {
        var own = Referenced(column);
        if (codes?.RefusesUnknown == true)
        {
            return Meanings(codes, direct, own);
        }

        if (own is null)
        {
            return null;
        }

        var read = new TextBuffer();
        var accepted = new List<string>();
        foreach (var code in own.Codes)
        {
            if (Read(direct.Transforms, Encoding.UTF8.GetBytes(code), read))
            {
                accepted.Add(Encoding.UTF8.GetString(read.Text));
            }
        }

        return new Accepting(accepted, null);
    }

    /// <summary>
    /// Meanings of a list that can be written, and whose written text stands in the catalogue where there is one; and those
    /// that it lacks, if the list stands in the profile: what a list reads from the system is nobody's signed word.
    /// </summary>
    private static Accepting Meanings(CodesTransform codes, WrittenField direct, Catalogued? among)
    {
        var program = new WriteProgram(new NoRowKeys(), "");
        var (accepted, lacks) = (new List<string>(), new List<LackedCode>());
        foreach (var meaning in codes.List.Meanings)
        {
            var written = new TextBuffer();
            if (program.Through(direct.Transforms, Encoding.UTF8.GetBytes(meaning), written) != Outcome.Value)
            {
                continue;
            }

            var code = Encoding.UTF8.GetString(written.Text);
            if (among is null || among.Codes.Contains(code))
            {
                accepted.Add(meaning);
            }
            else if (codes.List.From is null)
            {
                lacks.Add(new LackedCode(meaning, code, among.Column));
            }
        }

        return new Accepting(accepted, lacks.Count == 0 ? null : lacks);
    }

    private static bool Read(IReadOnlyList<Transform> transforms, byte[] code, TextBuffer output)
    {
        foreach (var transform in transforms)
        {
            output.Clear();
            if (transform.Read(code, output) != Outcome.Value)
            {
                return false;
            }

            code = output.Text.ToArray();
        }

        output.Set(code);
        return true;
    }

    /// <summary>Codes of the technical table that a foreign key points to and that no rule writes, or null.</summary>
    private Catalogued? Referenced(CatalogueColumn column)
    {
        var key = engine.ForeignKeys(column.Table).FirstOrDefault(one => one.Column == column.Name);
        return key.Table is null || profile.Writes.Any(rule => rule.Rows.Any(row => row.Table == key.Table))
            ? null
            : Values(key.Table, key.Referenced);
    }

    private Accepting? Looked(LookupText lookup, RecordField field)
    {
        if (lookup.Missing != MissingRow.Reject || lookup.By is not [var (column, value)] || value is not WrittenField by || by.Field != field)
        {
            return null;
        }

        return by.Transforms.Count == 0
            ? Values(lookup.Table, column) is { } values ? new Accepting(values.Codes, null) : null
            : by.Transforms.OfType<CodesTransform>().FirstOrDefault() is { RefusesUnknown: true } codes
                ? Meanings(codes, by, Values(lookup.Table, column))
                : null;
    }

    private Catalogued? Values(string table, string name)
    {
        if (!profile.Tables.TryGetValue(table, out var known) || !known.Columns.TryGetValue(name, out var classed) || classed.Class != DataClass.Technical)
        {
            return null;
        }

        var column = engine.ColumnsOf(table).First(one => one.Name == name);
        var quoted = engine.Dialect.Quote(name);
        var values = new List<string>();
        using var rows = engine.Query(
            $"SELECT DISTINCT {engine.Dialect.Selected(quoted, column)} FROM {engine.Dialect.Table(table)} WHERE {quoted} IS NOT NULL", new Dictionary<string, string?>());
        while (rows.Read() && values.Count <= CodesMax)
        {
            values.Add(Encoding.UTF8.GetString(rows.Bytes(0)));
        }

        values.Sort(StringComparer.Ordinal);
        return values.Count > CodesMax ? null : new Catalogued($"{table}.{name}", values);
    }

    private Dictionary<string, long> Existing() => profile.Writes.GroupBy(rule => rule.Record.Name).ToDictionary(
        rules => rules.Key,
        rules => rules.SelectMany(rule => rule.Rows.Take(1)).Select(row => row.Table).Distinct().Sum(Count));

    private long Count(string table)
    {
        using var rows = engine.Query($"SELECT COUNT(*) FROM {engine.Dialect.Table(table)}", new Dictionary<string, string?>());
        rows.Read();
        return SourceSurveyor.Long(rows, 0);
    }

    private CatalogueColumn Column(WriteRow row, string name) => engine.ColumnsOf(row.Table).First(column => column.Name == name);

    // A field written as it is, or as a part of something.
    private static IEnumerable<(RecordField Field, WrittenField? Direct)> Parts(WriteExpression expression) => expression switch
    {
        WrittenField field => [(field.Field, field)],
        JoinedFields joined => joined.Parts.SelectMany(Parts),
        _ => HeldFields.Fields(expression).Select(one => (one, (WrittenField?)null)),
    };

    private static FieldDescription Narrower(FieldDescription one, FieldDescription other) => one with
    {
        Required = one.Required || other.Required,
        LengthMax = Min(one.LengthMax, other.LengthMax),
        Lacks = one.Lacks is null ? other.Lacks : other.Lacks is null ? one.Lacks : [.. one.Lacks.Union(other.Lacks)],
        Codes = one.Codes is null ? other.Codes : other.Codes is null ? one.Codes : [.. one.Codes.Intersect(other.Codes)],
        DecimalPrecision = Min(one.DecimalPrecision, other.DecimalPrecision),
        DecimalScale = Min(one.DecimalScale, other.DecimalScale),
        Encoding = one.Encoding ?? other.Encoding,
        FullDateOnly = one.FullDateOnly || other.FullDateOnly,
        Finest = one.Finest is null || other.Finest is null ? one.Finest ?? other.Finest : (TimeUnit)Math.Max((int)one.Finest, (int)other.Finest),
        Without = one.Without is null ? other.Without : other.Without is null ? one.Without : [.. one.Without.Union(other.Without)],
    };

    private static int? Min(int? one, int? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);

    /// <summary>Codes of a technical column of the target, in order.</summary>
    private sealed record Catalogued(string Column, List<string> Codes);

    /// <summary>Codes that a field may hold, and those of the profile that the catalogue lacks.</summary>
    private sealed record Accepting(List<string> Codes, List<LackedCode>? Lacks);
}
