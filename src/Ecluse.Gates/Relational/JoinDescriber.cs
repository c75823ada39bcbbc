using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <summary>Describes which records a target keeps in the row of another one, for the plan to count those that do not join.</summary>
internal sealed class JoinDescriber(Profile profile, IEngine engine)
{
    /// <summary>The descriptions; null where each record has a row of its own.</summary>
    public IReadOnlyList<JoinDescription>? Run()
    {
        var joins = (from part in profile.Writes
                     where part.Within is not null
                     from owner in profile.Writes
                     where owner.Record.Name == part.Within!.Reference.RefersTo
                     from column in PartsReader.PlacesOf(owner, part)
                     select One(part, part.Within!, owner, column)).ToList();
        return joins.Count == 0 ? null : joins;
    }

    private JoinDescription One(WriteRule part, WithinRow within, WriteRule owner, PartsText column)
    {
        var (row, name) = owner.Rows.SelectMany(row => row.Columns.Select(one => (row, one.Column, one.Value)))
            .Where(one => one.Value == column).Select(one => (one.row, one.Column)).First();
        var held = engine.ColumnsOf(row.Table).First(one => one.Name == name);
        var fields = HeldFields.Fields(within.Parts[column.Part]).Select(field => field.Name).Distinct().ToList();
        return new JoinDescription(
            part.Record.Name,
            [.. part.When.Select(TargetDescriber.Condition)],
            within.Reference.Name,
            [.. owner.When.Select(TargetDescriber.Condition)],
            [.. column.At.Select(place => Place(within.Parts[place.Place], place.Under))],
            [.. within.Same.Select(field => field.Name)],
            [.. PartsReader.Columns(owner).Where(other => other.At.Count == 0 && within.Parts.ContainsKey(other.Part))
                .SelectMany(other => HeldFields.Fields(within.Parts[other.Part])).Select(field => field.Name).Distinct()],
            column.Separator is not null,
            column.Else is null,
            held.Kind == ColumnKind.Text ? held.LengthMax : null,
            fields,
            column.End.Length);
    }

    // The forms that the profile's reader lets through: a field, or a field and a constant; a closed list or none.
    private static PlaceDescription Place(WriteExpression expression, RecordField under) => expression switch
    {
        WrittenField { Transforms.Count: 0 } field => new(field.Field.Name, under.Name),
        WrittenField { Transforms: [CodesTransform { RefusesUnknown: true } codes] } field => new(
            field.Field.Name, under.Name, codes.List.Meanings.ToDictionary(meaning => meaning, meaning => codes.List.TryCode(
                System.Text.Encoding.UTF8.GetBytes(meaning), out var code) ? System.Text.Encoding.UTF8.GetString(code) : "")),
        JoinedFields { Parts: [WrittenField field, WrittenConstant constant], Separator: "|" } => new(
            field.Field.Name, under.Name, Day: field.Transforms.Any(step => step is DayTransform), Suffix: "|" + constant.Text),
        _ => throw new InvalidOperationException("a place that the profile's reader let through"),
    };
}
