using System.Text;
using Ecluse.Profiles;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Relational.Writing;

/// <summary>Evaluates the expressions of <c>write:</c> for one record. Keeps buffers: one record at a time.</summary>
internal sealed class WriteProgram
{
    private readonly IRowKeys keys;
    private readonly string passage;
    private readonly PartsWriting within;
    private readonly Stack<(TextBuffer First, TextBuffer Second)> buffers = new();

    public WriteProgram(IRowKeys keys, string passage)
    {
        this.keys = keys;
        this.passage = passage;
        within = new PartsWriting(this);
    }

    /// <summary>Records that stand within the one that is written.</summary>
    public IReadOnlyList<(LabRecord Record, WithinRow Within)> Parts
    {
        get => within.Parts;
        set => within.Parts = value;
    }

    /// <summary>The catalogue's row that the present row is written for: a column's text.</summary>
    public Func<string, string?>? Each { get; set; }

    /// <summary>Appends the column's text.</summary>
    /// <returns><see cref="Outcome.Absent"/> for NULL, <see cref="Outcome.Refused"/> with the code in <see cref="Code"/>.</returns>
    public Outcome Write(WriteExpression expression, LabRecord record, IReadOnlyDictionary<string, string> ownKeys, TextBuffer output)
    {
        Code = Refusal.TypeOf;
        var start = output.Length;
        var outcome = expression.Transforms.Count == 0
            ? Plain(expression, record, ownKeys, output)
            : Transformed(expression, record, ownKeys, output);
        if (outcome == Outcome.Value)
        {
            return outcome;
        }

        output.Truncate(start);
        if (outcome == Outcome.Absent && expression.Else is { } otherwise)
        {
            output.Append(otherwise);
            return Outcome.Value;
        }

        return outcome;
    }

    /// <summary>Code of the last refusal.</summary>
    public string Code { get; private set; } = Refusal.TypeOf;

    /// <summary>Whether a rule or row takes the record.</summary>
    public static bool Holds(IReadOnlyList<FieldCondition> conditions, LabRecord record)
    {
        foreach (var condition in conditions)
        {
            var found = record[condition.Field];
            var holds = condition.Kind switch
            {
                ConditionKind.OneOf => IsOneOf(condition.Texts, found),
                ConditionKind.NoneOf => !IsOneOf(condition.Texts, found),
                _ => record.Has(condition.Field) == (condition.Kind == ConditionKind.NotEmpty),
            };
            if (!holds)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes a text through transforms, from the last to the first.</summary>
    public Outcome Through(IReadOnlyList<Transform> transforms, ReadOnlySpan<byte> text, TextBuffer output)
    {
        var (from, to) = Rent();
        from.Set(text);
        try
        {
            for (var i = transforms.Count - 1; i >= 0; i--)
            {
                to.Clear();
                var outcome = transforms[i].Write(from.Text, to);
                if (outcome != Outcome.Value)
                {
                    Code = transforms[i].Code == "MAP-LENGTH" ? Refusal.Length : Refusal.TypeOf;
                    return outcome;
                }

                (from, to) = (to, from);
            }

            output.Append(from.Text);
            return Outcome.Value;
        }
        finally
        {
            buffers.Push((from, to));
        }
    }

    private Outcome Transformed(WriteExpression expression, LabRecord record, IReadOnlyDictionary<string, string> ownKeys, TextBuffer output)
    {
        var (plain, spare) = Rent();
        plain.Clear();
        try
        {
            var outcome = Plain(expression, record, ownKeys, plain);
            return outcome == Outcome.Value ? Through(expression.Transforms, plain.Text, output) : outcome;
        }
        finally
        {
            buffers.Push((plain, spare));
        }
    }

    private Outcome Plain(WriteExpression expression, LabRecord record, IReadOnlyDictionary<string, string> ownKeys, TextBuffer output)
    {
        switch (expression)
        {
            case WrittenField field:
                output.Append(record[field.Field]);
                return record.Has(field.Field) ? Outcome.Value : Outcome.Absent;
            case WrittenConstant constant:
                output.Append(constant.Text);
                return Outcome.Value;
            case PassageId:
                output.Append(passage);
                return Outcome.Value;
            case OwnRowKey own:
                return Appended(ownKeys.GetValueOrDefault(own.Row), output);
            case EachColumn each:
                return Appended(Each?.Invoke(each.Column), output);
            case ReferredKey referred:
                return Refer(referred, record, output);
            case LookupText lookup:
                return Look(lookup, record, ownKeys, output);
            case NumberedText numbered:
                return Number(numbered, record, output);
            case FirstField first:
                return FirstOf(first, record, ownKeys, output);
            case PartsText parts:
                var outcome = within.Write(parts, record, output);
                Code = within.Code;
                return outcome;
            case JoinedFields joined:
                return Join(joined, record, ownKeys, output);
            default:
                throw new InvalidOperationException("an expression that nobody writes");
        }
    }

    private Outcome Refer(ReferredKey referred, LabRecord record, TextBuffer output)
    {
        if (!record.Has(referred.Reference))
        {
            return Outcome.Absent;
        }

        var key = keys.KeyOf(referred, Encoding.UTF8.GetString(record[referred.Reference]));
        Code = Refusal.Reference;
        return key is null ? Outcome.Refused : Appended(key, output);
    }

    private Outcome Number(NumberedText numbered, LabRecord record, TextBuffer output)
    {
        var text = record[numbered.Per];
        if (text.IsEmpty)
        {
            return Outcome.Absent;
        }

        Span<char> period = stackalloc char[numbered.PeriodDigits];
        var digits = 0;
        foreach (var one in text)
        {
            if (digits < period.Length && one is >= (byte)'0' and <= (byte)'9')
            {
                period[digits++] = (char)one;
            }
        }

        Code = Refusal.Length;
        return digits < period.Length || keys.Number(numbered, new string(period)) is not { } number
            ? Outcome.Refused
            : Appended(number, output);
    }

    private Outcome Look(LookupText lookup, LabRecord record, IReadOnlyDictionary<string, string> ownKeys, TextBuffer output)
    {
        var outcome = By(lookup.By, record, ownKeys, out var texts);
        if (outcome != Outcome.Value)
        {
            return outcome;
        }

        var found = keys.Look(lookup, texts, record);
        Code = Refusal.Reference;
        return found is null
            ? lookup.Missing == MissingRow.Reject ? Outcome.Refused : Outcome.Absent
            : Appended(found, output);
    }

    /// <summary>What the columns of a catalogue must hold; the first that has no value, or is refused, says the outcome.</summary>
    public Outcome By(
        IReadOnlyList<(string Column, WriteExpression Value)> by, LabRecord record, IReadOnlyDictionary<string, string> ownKeys, out string[] texts)
    {
        texts = new string[by.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            var (text, spare) = Rent();
            text.Clear();
            var outcome = Write(by[i].Value, record, ownKeys, text);
            texts[i] = Encoding.UTF8.GetString(text.Text);
            buffers.Push((text, spare));
            if (outcome != Outcome.Value)
            {
                return outcome;
            }
        }

        return Outcome.Value;
    }

    private Outcome FirstOf(FirstField first, LabRecord record, IReadOnlyDictionary<string, string> ownKeys, TextBuffer output)
    {
        foreach (var choice in first.Choices)
        {
            var outcome = Write(choice, record, ownKeys, output);
            if (outcome != Outcome.Absent)
            {
                return outcome;
            }
        }

        return Outcome.Absent;
    }

    private Outcome Join(JoinedFields joined, LabRecord record, IReadOnlyDictionary<string, string> ownKeys, TextBuffer output)
    {
        var start = output.Length;
        foreach (var part in joined.Parts)
        {
            var before = output.Length;
            if (before > start)
            {
                output.Append(joined.Separator);
            }

            var outcome = Write(part, record, ownKeys, output);
            if (outcome == Outcome.Refused)
            {
                return outcome;
            }

            output.Truncate(outcome == Outcome.Absent ? before : output.Length);
        }

        return output.Length > start ? Outcome.Value : Outcome.Absent;
    }

    private static Outcome Appended(string? text, TextBuffer output)
    {
        output.Append(text ?? "");
        return text is null ? Outcome.Absent : Outcome.Value;
    }

    private static bool IsOneOf(IReadOnlyList<byte[]> texts, ReadOnlySpan<byte> found)
    {
        foreach (var text in texts)
        {
            if (found.SequenceEqual(text))
            {
                return true;
            }
        }

        return false;
    }

    private (TextBuffer First, TextBuffer Second) Rent() =>
        buffers.TryPop(out var pair) ? pair : (new TextBuffer(), new TextBuffer());
}

/// <summary>Keys of rows, as the expressions ask for them.</summary>
internal interface IRowKeys
{
    /// <summary>Key of the row written for a record that a reference points to, or null when the target has none.</summary>
    string? KeyOf(ReferredKey referred, string id);

    /// <summary>The next number of a period, the period's digits before it; null when they no longer suffice.</summary>
    string? Number(NumberedText numbered, string period);

    /// <summary>What a catalogue row gives, or null when there is none.</summary>
    string? Look(LookupText lookup, IReadOnlyList<string> by, LabRecord record);
}

/// <summary>No keys at all: for transforms that are tried outside a load.</summary>
internal sealed class NoRowKeys : IRowKeys
{
    public string? KeyOf(ReferredKey referred, string id) => null;

    public string? Look(LookupText lookup, IReadOnlyList<string> by, LabRecord record) => null;

    public string? Number(NumberedText numbered, string period) => null;
}
