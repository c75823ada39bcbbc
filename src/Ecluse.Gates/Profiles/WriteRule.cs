using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Profiles;

/// <summary>One rule of <c>write:</c>: the rows that a record becomes, or the row of another record that it stands within.</summary>
internal sealed record WriteRule(
    RecordType Record, IReadOnlyList<FieldCondition> When, IReadOnlyList<WriteRow> Rows, WithinRow? Within,
    IReadOnlyList<RuleExample> Examples, Mark Mark);

/// <summary>How a record stands in the row of another one.</summary>
/// <param name="Reference">Reference to that one.</param>
/// <param name="Same">Fields that must be as those of that one, which writes them.</param>
/// <param name="Parts">What it gives to the columns of that row, by name.</param>
internal sealed record WithinRow(
    RecordField Reference, IReadOnlyList<RecordField> Same, IReadOnlyDictionary<string, WriteExpression> Parts);

/// <summary>A condition on a field of the record.</summary>
internal sealed record FieldCondition(RecordField Field, ConditionKind Kind, IReadOnlyList<byte[]> Texts);

/// <summary>One row of a rule.</summary>
internal sealed class WriteRow
{
    public required RecordType Record { get; init; }

    public required string Table { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<FieldCondition> When { get; init; }

    /// <summary>The group that it is written in, once for each row of a catalogue; null: once.</summary>
    public EachGroup? Each { get; init; }

    public WriteKey? Key { get; init; }

    public required IReadOnlyList<(string Column, WriteExpression Value)> Columns { get; init; }

    public required Mark Mark { get; init; }
}

/// <summary>How a row's key comes to be.</summary>
internal enum KeyMaking
{
    /// <summary>Derived from profile, record type, record key and row name.</summary>
    Uuid,

    /// <summary>The record's own key.</summary>
    Record,

    /// <summary>The next of the column's counter or of a named sequence.</summary>
    Counter,
}

/// <summary>The key of a row.</summary>
/// <param name="Column">Its column.</param>
/// <param name="Making">How it is made.</param>
/// <param name="Sequence">Named sequence, for <see cref="KeyMaking.Counter"/>.</param>
/// <param name="Find">Written columns by which the row of a record is found again.</param>
/// <param name="LinkExisting">Whether a row that is already there is used as it stands.</param>
/// <param name="Transforms">For <see cref="KeyMaking.Record"/>: how the column writes it.</param>
internal sealed record WriteKey(
    string Column, KeyMaking Making, string? Sequence, IReadOnlyList<string> Find, bool LinkExisting,
    IReadOnlyList<Transform> Transforms);

/// <summary>An expression of <c>write:</c>.</summary>
internal abstract record WriteExpression(IReadOnlyList<Transform> Transforms, string? Else, Mark Mark);

internal sealed record WrittenField(RecordField Field, IReadOnlyList<Transform> Transforms, string? Else, Mark Mark)
    : WriteExpression(Transforms, Else, Mark);

internal sealed record JoinedFields(
    IReadOnlyList<WriteExpression> Parts, string Separator, IReadOnlyList<Transform> Transforms, string? Else, Mark Mark)
    : WriteExpression(Transforms, Else, Mark);

internal sealed record FirstField(
    IReadOnlyList<WriteExpression> Choices, IReadOnlyList<Transform> Transforms, string? Else, Mark Mark)
    : WriteExpression(Transforms, Else, Mark);

internal sealed record WrittenConstant(string Text, Mark Mark) : WriteExpression([], null, Mark);

internal sealed record PassageId(Mark Mark) : WriteExpression([], null, Mark);

/// <summary>
/// A number that the target's application counts anew for each day, month or year, in a column without a counter of the
/// engine: the period's digits, then one more than the greatest there is.
/// </summary>
internal sealed record NumberedText(string Table, string Column, RecordField Per, int PeriodDigits, int Digits, Mark Mark)
    : WriteExpression([], null, Mark);

/// <summary>
/// What the records that stand within this one give to a column. With <paramref name="At"/>, each has a place of its own, from 1
/// without a gap; without, all say the same.
/// </summary>
/// <param name="Part">Name of the part.</param>
/// <param name="At">Parts that say the place behind a bar, each with the field of this record that says what stands before it.</param>
/// <param name="Separator">What stands between two; null: there is one at most.</param>
/// <param name="End">What stands behind the last.</param>
/// <param name="Else">What is written when nothing stands within; null: something must.</param>
/// <param name="Mark">Where it stands.</param>
internal sealed record PartsText(
    string Part, IReadOnlyList<(string Place, RecordField Under)> At, string? Separator, string End, string? Else, Mark Mark)
    : WriteExpression([], Else, Mark);

/// <summary>The key of another row of the same record.</summary>
internal sealed record OwnRowKey(string Row, Mark Mark) : WriteExpression([], null, Mark);

/// <summary>The key of the row written for the record that a reference points to.</summary>
internal sealed record ReferredKey(RecordField Reference, string? Row, Mark Mark) : WriteExpression([], null, Mark);

/// <summary>What becomes of a catalogue row that is not there.</summary>
internal enum MissingRow
{
    Reject,
    Null,
    Insert,
}

/// <summary>A row of a catalogue, found by its columns.</summary>
internal sealed record LookupText(
    string Table, IReadOnlyList<(string Column, WriteExpression Value)> By, string Give, MissingRow Missing,
    WriteRow? Insert, Mark Mark) : WriteExpression([], null, Mark);
