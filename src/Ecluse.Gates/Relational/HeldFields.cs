using Ecluse.Profiles;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <summary>Fields that a target's profile both writes and reads back: what can be compared by value.</summary>
internal static class HeldFields
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(Profile profile) => profile.Gives
        .Where(given => profile.Writes.Any(rule => rule.Record.Name == given.Key))
        .ToDictionary(
            given => given.Key,
            given => (IReadOnlyList<string>)[.. given.Value.Where(name => name is "id" or "patient" || Writes(profile, given.Key, name))]);

    private static bool Writes(Profile profile, string type, string field) => profile.Writes
        .Where(rule => rule.Record.Name == type)
        .Any(rule => rule.When.Any(condition => condition.Field.Name == field)
            || rule.Within is { } within && (within.Reference.Name == field || within.Same.Any(one => one.Name == field)
                || within.Parts.Values.SelectMany(Fields).Any(one => one.Name == field))
            || rule.Rows.SelectMany(row => row.Columns).SelectMany(column => Fields(column.Value)).Any(one => one.Name == field));

    /// <summary>Fields that an expression writes.</summary>
    public static IEnumerable<RecordField> Fields(WriteExpression expression) => expression switch
    {
        WrittenField field => [field.Field],
        ReferredKey referred => [referred.Reference],
        JoinedFields joined => joined.Parts.SelectMany(Fields),
        FirstField first => first.Choices.SelectMany(Fields),
        LookupText lookup => lookup.By.SelectMany(column => Fields(column.Value)),
        _ => [],
    };
}
