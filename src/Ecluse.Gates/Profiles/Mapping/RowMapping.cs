using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Profiles.Mapping;

/// <summary>
/// A reading rule made ready for the fields that a scope lists: which columns stand in the select list, and how a row
/// of it becomes records. Keeps buffers: one reading at a time.
/// </summary>
internal sealed class RowMapping
{
    private readonly ReadRule rule;
    private readonly ReadProgram key;
    private readonly ReadProgram? patient;
    private readonly (RecordField Field, ReadProgram Program)[] fields;
    private readonly ColumnDecoder? split;
    private readonly byte[] separator;
    private readonly TextBuffer value = new();
    private readonly TextBuffer whole = new();

    /// <param name="profile">The profile of the rule.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="fields">Fields to give; the key and the patient are always given.</param>
    /// <param name="encodingOf">How the engine hands over a column's bytes.</param>
    /// <param name="leading">Columns that the query selects first: the patient's key.</param>
    public RowMapping(
        Profile profile, ReadRule rule, IEnumerable<RecordField> fields, Func<ColumnRef, ColumnEncoding> encodingOf,
        IReadOnlyList<ColumnRef> leading)
    {
        this.rule = rule;
        RecordField[] wanted = [.. fields.Where(field => rule.Fields.ContainsKey(field))];
        var columns = rule.ColumnsOf(rule.Record.Fields[0]).Concat(wanted.SelectMany(rule.ColumnsOf)).Distinct().ToList();
        Columns = columns;
        Leading = leading.Count;
        var decoders = leading.Concat(columns)
            .Select((column, at) => new ColumnDecoder(at, column, encodingOf(column))).ToArray();
        ColumnDecoder Own(ColumnRef column) => decoders[leading.Count + columns.IndexOf(column)];
        key = new ReadProgram(rule.Key, rule, Own);
        patient = leading.Count > 0 && profile.PatientRule is { } patients
            ? new ReadProgram(patients.Key, patients, _ => decoders[0])
            : null;
        this.fields = [.. wanted.Select(field =>
            (field, new ReadProgram(rule.Fields[field], rule, Own, rule.Fields[field].KeyOf?.Key)))];
        split = rule.Split is null ? null : Own(rule.Split.Column);
        separator = System.Text.Encoding.UTF8.GetBytes(rule.Split?.Separator ?? "");
    }

    /// <summary>The select list after the leading columns.</summary>
    public IReadOnlyList<ColumnRef> Columns { get; }

    /// <summary>How many columns lead the select list.</summary>
    public int Leading { get; }

    public ReadRule Rule => rule;

    /// <summary>The text of the patient's key in the leading column; the caller's buffer holds it.</summary>
    public void ReadPatient(IRow row, TextBuffer into)
    {
        into.Clear();
        if (patient is null || !patient.TryRead(row, default, 0, into))
        {
            throw NoKey(row);
        }
    }

    /// <summary>How many records the row gives.</summary>
    public int CountParts(IRow row)
    {
        if (split is null)
        {
            return 1;
        }

        whole.Set(split.Read(row));
        if (whole.Length == 0)
        {
            return 0;
        }

        var count = Count(whole.Text);
        if (rule.Split!.DropLastHex40 && IsHex40(Part(count - 1)))
        {
            count--;
        }

        return count;
    }

    /// <summary>Fills the record from the row's part, from 0.</summary>
    /// <exception cref="MappingException">Something does not map.</exception>
    public void Map(IRow row, int part, ReadOnlySpan<byte> patientKey, LabRecord record)
    {
        record.Clear(rule.Record);
        var text = split is null ? default : Part(part);
        SetKey(row, text, part, record);
        if (!patientKey.IsEmpty && rule.Patient is not null && !rule.Record.IsShared)
        {
            record.Set(rule.Record.Field("patient"), patientKey);
        }

        foreach (var (field, program) in fields)
        {
            value.Clear();
            if (program.TryRead(row, text, part + 1, value))
            {
                RefuseForm(field, row);
                record.Set(field, value.Text);
            }
        }
    }

    private void SetKey(IRow row, ReadOnlySpan<byte> text, int part, LabRecord record)
    {
        value.Clear();
        if (!key.TryRead(row, text, part + 1, value))
        {
            throw NoKey(row);
        }

        if (split is not null)
        {
            value.Append((byte)'|');
            value.Append((part + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        record.Set(rule.Record.Fields[0], value.Text);
    }

    private void RefuseForm(RecordField field, IRow row)
    {
        if (FieldForm.Expected(rule.Record, field, value.Text) is { } expected)
        {
            throw new MappingException(
                "MAP-FORM", rule.Main.Table, rule.ColumnsOf(field).FirstOrDefault()?.Name, row.Ordinal, Shape.Of(value.Text), expected);
        }
    }

    private MappingException NoKey(IRow row) => new(
        "MAP-KEY", rule.Main.Table, rule.Key.Columns.FirstOrDefault()?.Name, row.Ordinal, new Text("nothing", "rien"),
        new Text("a key", "une clé"));

    private int Count(ReadOnlySpan<byte> text)
    {
        var count = 1;
        while (text.IndexOf(separator) is var at and >= 0)
        {
            count++;
            text = text[(at + separator.Length)..];
        }

        return count;
    }

    private ReadOnlySpan<byte> Part(int number)
    {
        var text = whole.Text;
        for (; number > 0; number--)
        {
            text = text[(text.IndexOf(separator) + separator.Length)..];
        }

        var end = text.IndexOf(separator);
        return end < 0 ? text : text[..end];
    }

    private static bool IsHex40(ReadOnlySpan<byte> text)
    {
        foreach (var one in text)
        {
            if (!char.IsAsciiHexDigit((char)one))
            {
                return false;
            }
        }

        return text.Length == 40;
    }
}
