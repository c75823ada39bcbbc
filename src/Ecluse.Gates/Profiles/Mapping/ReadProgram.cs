using System.Text;
using Ecluse.Passages;
using Ecluse.Profiles.Transforms;

namespace Ecluse.Profiles.Mapping;

/// <summary>An expression of <c>read:</c> made ready for one select list; keeps buffers, so one reading at a time.</summary>
internal sealed class ReadProgram
{
    private readonly ReadExpression expression;
    private readonly ReadRule rule;
    private readonly ColumnDecoder? column;
    private readonly ReadProgram[] parts;
    private readonly byte[] separator;
    private readonly bool all;
    private readonly Transform[] transforms;
    private readonly (ColumnDecoder Column, ConditionKind Kind, byte[][] Texts)[] when;
    private readonly TextBuffer first = new();
    private readonly TextBuffer second = new();

    public ReadProgram(ReadExpression expression, ReadRule rule, Func<ColumnRef, ColumnDecoder> decoders, ReadExpression? keyOf = null)
    {
        this.expression = expression;
        this.rule = rule;
        column = expression is ColumnText one ? decoders(one.Column) : null;
        transforms = [.. expression.Transforms, .. keyOf?.Transforms ?? []];
        (separator, all) = expression is JoinedText joined ? (Encoding.UTF8.GetBytes(joined.Separator), joined.All) : ([], false);
        parts = expression switch
        {
            JoinedText several => [.. several.Parts.Select((part, at) => new ReadProgram(part, rule, decoders, PartOf(keyOf, at)))],
            FirstOfText choice => [.. choice.Choices.Select(part => new ReadProgram(part, rule, decoders))],
            _ => [],
        };
        when = [.. expression.When.Select(condition => (
            decoders(condition.Column), condition.Kind, condition.Texts.Select(Encoding.UTF8.GetBytes).ToArray()))];
    }

    /// <summary>Appends the value to the output.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="MappingException">A transform refuses what it found.</exception>
    public bool TryRead(IRow row, ReadOnlySpan<byte> part, int partNumber, TextBuffer output)
    {
        foreach (var (decoder, kind, texts) in when)
        {
            if (!Holds(kind, texts, decoder.Read(row)))
            {
                return false;
            }
        }

        if (transforms.Length == 0)
        {
            return TryReadPlain(row, part, partNumber, output);
        }

        first.Clear();
        return TryReadPlain(row, part, partNumber, first) && TryTransform(row, output);
    }

    private bool TryReadPlain(IRow row, ReadOnlySpan<byte> part, int partNumber, TextBuffer output)
    {
        var start = output.Length;
        switch (expression)
        {
            case ColumnText:
                output.Append(column!.Read(row));
                break;
            case ConstantText constant:
                output.Append(constant.Bytes);
                break;
            case PartText { Number: true }:
                output.Append(partNumber.ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case PartText:
                output.Append(part);
                break;
            case FirstOfText:
                return parts.Any(row, part, partNumber, output);
            default:
                return TryJoin(row, part, partNumber, output);
        }

        return output.Length > start;
    }

    private bool TryJoin(IRow row, ReadOnlySpan<byte> part, int partNumber, TextBuffer output)
    {
        var start = output.Length;
        foreach (var one in parts)
        {
            var before = output.Length;
            if (before > start)
            {
                output.Append(separator);
            }

            var from = output.Length;
            if (one.TryRead(row, part, partNumber, output))
            {
                RefuseSeparator(output.Text[from..], row);
                continue;
            }

            output.Truncate(all ? start : before);
            if (all)
            {
                return false;
            }
        }

        return output.Length > start;
    }

    // A key of several columns must be read apart again: a part that holds the separator would make two keys meet.
    private void RefuseSeparator(ReadOnlySpan<byte> text, IRow row)
    {
        if (all && text.IndexOf(separator) >= 0)
        {
            throw new MappingException(
                "MAP-KEY", rule.Main.Table, null, row.Ordinal, Shape.Of(text),
                new Errors.Text("a part of a key without “|”", "une partie de clé sans « | »"));
        }
    }

    private bool TryTransform(IRow row, TextBuffer output)
    {
        var (from, to) = (first, second);
        for (var i = 0; i < transforms.Length; i++)
        {
            var last = i == transforms.Length - 1;
            var into = last ? output : to;
            if (!last)
            {
                into.Clear();
            }

            var start = into.Length;
            switch (transforms[i].Read(from.Text, into))
            {
                case Outcome.Absent:
                    into.Truncate(start);
                    return false;
                case Outcome.Refused:
                    into.Truncate(start);
                    throw new MappingException(
                        transforms[i].Code, rule.Main.Table, expression.Columns.FirstOrDefault()?.Name, row.Ordinal,
                        Shape.Of(from.Text), transforms[i].Expected);
                default:
                    (from, to) = (to, from);
                    break;
            }
        }

        return true;
    }

    private static bool Holds(ConditionKind kind, byte[][] texts, ReadOnlySpan<byte> found)
    {
        if (kind is ConditionKind.Empty or ConditionKind.NotEmpty)
        {
            return found.IsEmpty == (kind == ConditionKind.Empty);
        }

        foreach (var text in texts)
        {
            if (found.SequenceEqual(text))
            {
                return kind == ConditionKind.OneOf;
            }
        }

        return kind == ConditionKind.NoneOf;
    }

    private static ReadExpression? PartOf(ReadExpression? key, int at) =>
        key is JoinedText joined && at < joined.Parts.Count ? joined.Parts[at] : null;
}

/// <summary>The first choice that has a value.</summary>
file static class Choices
{
    public static bool Any(this ReadProgram[] choices, IRow row, ReadOnlySpan<byte> part, int partNumber, TextBuffer output)
    {
        foreach (var choice in choices)
        {
            if (choice.TryRead(row, part, partNumber, output))
            {
                return true;
            }
        }

        return false;
    }
}
