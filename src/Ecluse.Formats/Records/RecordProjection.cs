namespace Ecluse.Records;

/// <summary>
/// The fields that two sides compare, type by type: what the scope lists, the source gives and the target holds.
/// Fields are taken in the order of their names, so that a field added to a type later changes no digest.
/// </summary>
public sealed class RecordProjection
{
    private readonly RecordField[][] fields;

    /// <summary>Makes a projection; a type that is not named has no record in it.</summary>
    /// <param name="fieldsByType">Field names by record type name.</param>
    /// <exception cref="ArgumentException">A type or a field does not exist.</exception>
    public RecordProjection(IReadOnlyDictionary<string, IReadOnlyList<string>> fieldsByType)
    {
        ArgumentNullException.ThrowIfNull(fieldsByType);
        if (fieldsByType.Keys.FirstOrDefault(name => !RecordType.TryFind(name, out _)) is { } unknown)
        {
            throw new ArgumentException($"There is no record type {unknown}.", nameof(fieldsByType));
        }

        fields = [.. RecordType.All.Select(type => FieldsOf(type, fieldsByType))];
    }

    /// <summary>Every field of every type.</summary>
    public static RecordProjection Everything { get; } = new(RecordType.All.ToDictionary(
        type => type.Name, IReadOnlyList<string> (type) => [.. type.Fields.Select(field => field.Name)]));

    /// <summary>The compared fields of a type, by name; empty when its records are not compared.</summary>
    public ReadOnlySpan<RecordField> Of(RecordType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return fields[type.Ordinal];
    }

    private static RecordField[] FieldsOf(
        RecordType type, IReadOnlyDictionary<string, IReadOnlyList<string>> fieldsByType) =>
        fieldsByType.TryGetValue(type.Name, out var names)
            ? [.. names.Distinct().Order(StringComparer.Ordinal).Select(type.Field)]
            : [];
}
