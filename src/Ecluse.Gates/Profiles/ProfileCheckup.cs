using System.Text;
using Ecluse.Errors;
using Ecluse.Profiles.Mapping;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;
using Ecluse.Relational.Writing;
using Text = Ecluse.Errors.Text;

namespace Ecluse.Profiles;

/// <summary>Runs a profile's examples and looks for what reading the file alone cannot refuse. Needs no database.</summary>
public static class ProfileCheckup
{
    /// <summary>Checks a profile that was read without error.</summary>
    /// <param name="profile">The profile; its lists from tables count as unknown here.</param>
    /// <param name="file">The file's name for messages.</param>
    /// <exception cref="ProfileException"><c>PROFILE-018</c>: an example does not give what it says.</exception>
    public static ProfileReport Run(Profile profile, string file)
    {
        ArgumentNullException.ThrowIfNull(profile);
        foreach (var list in profile.Lists.Values)
        {
            list.IsUnknown = list.From is not null;
        }

        try
        {
            var shown = new HashSet<(string, string)>();
            var examples = profile.Reads.Sum(rule => rule.Examples.Sum(example => Read(profile, rule, example, file)))
                + profile.Writes.Sum(rule => rule.Examples.Sum(example => Write(profile, rule, example, file, shown)));
            return new ProfileReport(examples, [.. Warnings(profile), .. NotShown(profile, shown)]);
        }
        finally
        {
            foreach (var list in profile.Lists.Values)
            {
                list.IsUnknown = false;
            }
        }
    }

    private static int Read(Profile profile, ReadRule rule, RuleExample example, string file)
    {
        var mapping = new RowMapping(profile, rule, rule.Fields.Keys, column => column.Column.Encoding, []);
        var row = new ExampleRow(mapping.Columns, example, rule);
        var record = new LabRecord(rule.Record);
        try
        {
            if (mapping.CountParts(row) > 0)
            {
                mapping.Map(row, 0, default, record);
            }
        }
        catch (EcluseException refused)
        {
            throw Fail(file, example.Mark, new Text(
                $"the example is refused: {refused.Problem.English}", $"l’exemple est refusé : {refused.Problem.French}"));
        }

        foreach (var (name, expected) in example.Out)
        {
            var found = rule.Record.TryField(name, out var field) ? record.GetText(field) : null;
            Compare(file, example.Mark, name, expected, found);
        }

        return 1;
    }

    private static int Write(Profile profile, WriteRule rule, RuleExample example, string file, HashSet<(string, string)> shown)
    {
        var record = Record(rule.Record, example.In, example, file);
        var program = new WriteProgram(new NoKeys(), "P") { Parts = Within(profile, rule, example, file), Each = column => $"{column} of the catalogue" };
        var written = (rule.Within?.Parts ?? new Dictionary<string, WriteExpression>())
            .ToDictionary(part => part.Key, part => (string?)Text(program, part.Value, record));
        foreach (var row in rule.Rows.Where(row => WriteProgram.Holds(row.When, record)))
        {
            foreach (var (column, value) in row.Columns)
            {
                var output = new TextBuffer();
                var outcome = program.Write(value, record, new Dictionary<string, string>(), output);
                var place = $"{row.Table}.{column}";
                written[place] = outcome == Outcome.Value ? Encoding.UTF8.GetString(output.Text) : null;
                if (outcome == Outcome.Refused && example.Out.ContainsKey(place))
                {
                    throw Fail(file, example.Mark, new Text($"{place} is refused", $"{place} est refusé"));
                }

                Undo(value, record, output, place, file, example, shown);
            }
        }

        foreach (var (place, expected) in example.Out)
        {
            Compare(file, example.Mark, place, expected, written.GetValueOrDefault(place));
        }

        return 1;
    }

    private static LabRecord Record(RecordType type, IReadOnlyDictionary<string, string> fields, RuleExample example, string file)
    {
        var record = new LabRecord(type);
        foreach (var (name, text) in fields)
        {
            record.Set(type.TryField(name, out var field)
                ? field
                : throw Fail(file, example.Mark, new Text($"{type.Name} has no field {name}", $"{type.Name} n’a pas de champ {name}")), text);
        }

        return record;
    }

    private static string? Text(WriteProgram program, WriteExpression value, LabRecord record)
    {
        var output = new TextBuffer();
        return program.Write(value, record, new Dictionary<string, string>(), output) == Outcome.Value ? Encoding.UTF8.GetString(output.Text) : null;
    }

    private static List<(LabRecord, WithinRow)> Within(Profile profile, WriteRule rule, RuleExample example, string file)
    {
        var within = new List<(LabRecord, WithinRow)>();
        foreach (var (type, fields) in example.With)
        {
            var record = Record(type, fields, example, file);
            var taken = profile.Writes.FirstOrDefault(one => one.Record == type && WriteProgram.Holds(one.When, record));
            within.Add((record, taken?.Within is { } row && row.Reference.RefersTo == rule.Record.Name
                ? row
                : throw Fail(file, example.Mark, new Text(
                    $"no rule puts this {type.Name} within a {rule.Record.Name}", $"aucune règle ne met ce {type.Name} dans un {rule.Record.Name}"))));
        }

        return within;
    }

    // What was written, read again, is what the record holds.
    private static void Undo(
        WriteExpression value, LabRecord record, TextBuffer output, string place, string file, RuleExample example, HashSet<(string, string)> shown)
    {
        if (value is not WrittenField { Transforms.Count: > 0 } field || !record.Has(field.Field) || output.Length == 0
            || !field.Transforms.All(transform => transform.CanRead))
        {
            return;
        }

        shown.Add((place, field.Field.Name));
        var text = output.Text.ToArray();
        foreach (var transform in field.Transforms)
        {
            var read = new TextBuffer();
            if (transform.Read(text, read) != Outcome.Value)
            {
                throw Fail(file, example.Mark, new Text($"{place} cannot be read again", $"{place} ne se relit pas"));
            }

            text = read.Text.ToArray();
        }

        Compare(file, example.Mark, place, record.GetText(field.Field), Encoding.UTF8.GetString(text));
    }

    private static void Compare(string file, Mark mark, string name, string? expected, string? found)
    {
        if (expected != found)
        {
            throw Fail(file, mark, new Text(
                $"{name}: the example says “{expected}”, the rule gives {(found is null ? "nothing" : $"“{found}”")}",
                $"{name} : l’exemple dit « {expected} », la règle donne {(found is null ? "rien" : $"« {found} »")}"));
        }
    }

    private static IEnumerable<Text> Warnings(Profile profile)
    {
        foreach (var rule in profile.Reads.Where(rule => rule.Examples.Count == 0))
        {
            yield return new Text($"line {rule.Mark.Line}: the rule {rule.Name} has no example", $"ligne {rule.Mark.Line} : la règle {rule.Name} n’a pas d’exemple");
        }

        if (profile.Reads.Count > 0 && profile.PatientRule?.Key is not ColumnText)
        {
            yield return new Text("no rule named patient with a key of one column", "pas de règle nommée patient avec une clé d’une colonne");
        }

        var unread = profile.Writes.Where(rule => rule.Record == RecordType.Patient)
            .Where(rule => rule.Rows.All(row => row.Key?.Making != KeyMaking.Record) && rule.Rows.SelectMany(row => row.Columns).All(column => column.Value is not WrittenField { Field.Ordinal: 0 }));
        foreach (var row in unread.SelectMany(rule => rule.Rows).Take(1))
        {
            yield return new Text(
                $"line {row.Mark.Line}: no column holds the patient’s own key, so nothing can be compared patient by patient",
                $"ligne {row.Mark.Line} : aucune colonne ne garde la clé du patient, donc rien ne se compare patient par patient");
        }
    }

    private static IEnumerable<Text> NotShown(Profile profile, HashSet<(string, string)> shown) =>
        from rule in profile.Writes
        from row in rule.Rows
        from column in row.Columns
        where column.Value is WrittenField { Transforms.Count: > 0 } field && !shown.Contains(($"{row.Table}.{column.Column}", field.Field.Name))
        select new Text(
            $"line {column.Value.Mark.Line}: no example shows how {row.Table}.{column.Column} is written",
            $"ligne {column.Value.Mark.Line} : aucun exemple ne montre comment {row.Table}.{column.Column} s’écrit");

    private static ProfileException Fail(string file, Mark mark, Text what) => new("PROFILE-018", file, mark.Line, mark.Column, what);

    private sealed class NoKeys : IRowKeys
    {
        public string? KeyOf(ReferredKey referred, string id) => $"key of {referred.Reference.RefersTo} {id}";

        public string? Number(NumberedText numbered, string period) => period + "1".PadLeft(numbered.Digits, '0');

        public string? Look(LookupText lookup, IReadOnlyList<string> by, LabRecord record) => $"row of {lookup.Table}";
    }

    private sealed class ExampleRow(IReadOnlyList<ColumnRef> columns, RuleExample example, ReadRule rule) : IRow
    {
        public long Ordinal => 1;

        public bool IsNull(int position) => Text(position) is null;

        public ReadOnlySpan<byte> Bytes(int position)
        {
            var text = Text(position)!;
            return columns[position].Column.Encoding switch
            {
                ColumnEncoding.Windows1252 or ColumnEncoding.Latin1 => Narrow(text),
                _ => Encoding.UTF8.GetBytes(text),
            };
        }

        private string? Text(int position)
        {
            var column = columns[position];
            return example.In.GetValueOrDefault($"{column.Table.Alias}.{column.Name}")
                ?? (column.Table == rule.Main ? example.In.GetValueOrDefault(column.Name) : null);
        }

        private static byte[] Narrow(string text) => [.. text.Select(ColumnDecoder.Narrow)];
    }
}

/// <summary>What a profile's check found.</summary>
/// <param name="Examples">Examples that gave what they say.</param>
/// <param name="Warnings">What a person should look at; none of it stops a passage.</param>
public sealed record ProfileReport(int Examples, IReadOnlyList<Text> Warnings);
