using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Profiles;

/// <summary>One rule of <c>read:</c>: which rows give which records.</summary>
internal sealed class ReadRule
{
    public required RecordType Record { get; init; }

    public required string Name { get; init; }

    /// <summary>The rule's own table first, then the joined ones.</summary>
    public required IReadOnlyList<TableRef> Tables { get; init; }

    public required IReadOnlyList<JoinOn> Joins { get; init; }

    public required IReadOnlyList<Condition> Where { get; init; }

    public ReadExpression Key { get; set; } = new ConstantText("", [], [], default);

    /// <summary>Null for the rule of patients and for shared records with a table of their own.</summary>
    public ColumnRef? Patient { get; init; }

    public required IReadOnlyList<ColumnRef> Order { get; init; }

    public required IReadOnlyList<ColumnRef> OrderBy { get; init; }

    public SplitColumn? Split { get; init; }

    public Dictionary<RecordField, ReadExpression> Fields { get; } = [];

    public required IReadOnlyList<RuleExample> Examples { get; init; }

    public required Mark Mark { get; init; }

    /// <summary>Finds columns by the names that the rule's expressions use.</summary>
    public required RuleColumns Scope { get; init; }

    public TableRef Main => Tables[0];

    /// <summary>Whether shared records are taken out of patients' rows.</summary>
    public bool IsDerived => Record.IsShared && Patient is not null;

    /// <summary>Columns that a field needs.</summary>
    public IEnumerable<ColumnRef> ColumnsOf(RecordField field)
    {
        if (field.Ordinal == 0)
        {
            return Key.Columns.Concat(Split is null ? [] : [Split.Column]);
        }

        if (field.Name == "patient" && Patient is not null)
        {
            return [Patient];
        }

        if (!Fields.TryGetValue(field, out var expression))
        {
            return [];
        }

        return expression.UsesPart && Split is not null ? expression.Columns.Append(Split.Column) : expression.Columns;
    }
}

/// <summary>A table as a rule names it.</summary>
internal sealed record TableRef(string Table, string Alias);

/// <summary>A column of one of a rule's tables.</summary>
internal sealed record ColumnRef(TableRef Table, ProfileColumn Column)
{
    public string Name => Column.Name;
}

/// <summary>A join: columns of the joined table equal columns of earlier ones.</summary>
/// <param name="Table">The joined table.</param>
/// <param name="On">Its columns and the earlier ones that they equal.</param>
/// <param name="Where">Which of its rows take part.</param>
/// <param name="Last">Of several such rows the one that is greatest here; null: there is one at most.</param>
/// <param name="Optional">Whether a row without such a one stays.</param>
internal sealed record JoinOn(
    TableRef Table, IReadOnlyList<(ColumnRef Joined, ColumnRef Earlier)> On, IReadOnlyList<Condition> Where, ColumnRef? Last, bool Optional)
{
    /// <summary>Columns that are asked and not read.</summary>
    public IEnumerable<ColumnRef> Asked => On.SelectMany(pair => new[] { pair.Joined, pair.Earlier })
        .Concat(Where.Select(condition => condition.Column)).Concat(Last is null ? [] : [Last]);
}

/// <summary>What a condition asks of a column or a field.</summary>
internal enum ConditionKind
{
    /// <summary>One of the texts.</summary>
    OneOf,

    /// <summary>None of the texts; nothing at all is none of them too.</summary>
    NoneOf,

    /// <summary>Null or empty.</summary>
    Empty,

    /// <summary>Neither null nor empty.</summary>
    NotEmpty,
}

/// <summary>A condition on a column.</summary>
internal sealed record Condition(ColumnRef Column, ConditionKind Kind, IReadOnlyList<string> Texts);

/// <summary>A column that holds several values.</summary>
internal sealed record SplitColumn(ColumnRef Column, string Separator, bool DropLastHex40);

/// <summary>An example of a rule: columns and fields as text; for a writing rule, also records that stand within the one written.</summary>
internal sealed record RuleExample(
    IReadOnlyDictionary<string, string> In, IReadOnlyDictionary<string, string> Out,
    IReadOnlyList<(RecordType Record, IReadOnlyDictionary<string, string> Fields)> With, Mark Mark);

/// <summary>An expression of <c>read:</c>.</summary>
internal abstract record ReadExpression(
    IReadOnlyList<Transform> Transforms, IReadOnlyList<Condition> When, Mark Mark)
{
    /// <summary>Columns that it needs, those of its conditions too.</summary>
    public IEnumerable<ColumnRef> Columns => Own.Concat(When.Select(condition => condition.Column));

    public virtual bool UsesPart => false;

    /// <summary>For references: the rule whose records it points to.</summary>
    public ReadRule? KeyOf { get; set; }

    protected virtual IEnumerable<ColumnRef> Own => [];
}

internal sealed record ColumnText(
    ColumnRef Column, IReadOnlyList<Transform> Transforms, IReadOnlyList<Condition> When, Mark Mark)
    : ReadExpression(Transforms, When, Mark)
{
    protected override IEnumerable<ColumnRef> Own => [Column];
}

internal sealed record JoinedText(
    IReadOnlyList<ReadExpression> Parts, string Separator, bool All, IReadOnlyList<Transform> Transforms,
    IReadOnlyList<Condition> When, Mark Mark) : ReadExpression(Transforms, When, Mark)
{
    public override bool UsesPart => Parts.Any(part => part.UsesPart);

    protected override IEnumerable<ColumnRef> Own => Parts.SelectMany(part => part.Columns);
}

internal sealed record FirstOfText(
    IReadOnlyList<ReadExpression> Choices, IReadOnlyList<Transform> Transforms, IReadOnlyList<Condition> When, Mark Mark)
    : ReadExpression(Transforms, When, Mark)
{
    public override bool UsesPart => Choices.Any(part => part.UsesPart);

    protected override IEnumerable<ColumnRef> Own => Choices.SelectMany(part => part.Columns);
}

internal sealed record ConstantText(
    string Text, IReadOnlyList<Transform> Transforms, IReadOnlyList<Condition> When, Mark Mark)
    : ReadExpression(Transforms, When, Mark)
{
    public byte[] Bytes { get; } = System.Text.Encoding.UTF8.GetBytes(Text);
}

internal sealed record PartText(
    bool Number, IReadOnlyList<Transform> Transforms, IReadOnlyList<Condition> When, Mark Mark)
    : ReadExpression(Transforms, When, Mark)
{
    public override bool UsesPart => true;
}
