using Ecluse.Instructions;
using Ecluse.Records;

namespace Ecluse.Files;

/// <summary>
/// Takes away from a record what a scope does not list. Files have no engine that could leave a column behind, so this
/// is where it happens; the scope guard looks again.
/// </summary>
internal sealed class ScopeFilter
{
    private readonly RecordField[]?[] unlisted;

    public ScopeFilter(Scope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        unlisted = [.. RecordType.All.Select(type => scope.Fields.ContainsKey(type.Name)
            ? type.Fields.Where(field => !Lists(scope, type, field)).ToArray()
            : null)];
    }

    /// <summary>Whether the scope lists the field; keys and references between listed types always are.</summary>
    public static bool Lists(Scope scope, RecordType type, RecordField field) => scope.Fields.ContainsKey(type.Name)
        && field.Kind switch
        {
            FieldKind.Key => true,
            FieldKind.Reference => scope.Fields.ContainsKey(field.RefersTo!),
            _ => scope.Lists(type.Name, field.Name),
        };

    /// <summary>Whether records of the type pass at all.</summary>
    public bool Lists(RecordType type) => unlisted[type.Ordinal] is not null;

    /// <summary>Takes away every field that is not listed.</summary>
    public void Apply(LabRecord record)
    {
        foreach (var field in unlisted[record.Type.Ordinal] ?? [])
        {
            record.Remove(field);
        }
    }
}
