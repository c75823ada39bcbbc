using Ecluse.Instructions;
using Ecluse.Records;

namespace Ecluse.Passages;

/// <summary>
/// Looks at each record again after the source gate has read it: a field that the instruction does not list stops the
/// passage before anything is sealed. Defence in depth for databases, the only filter for files (rule 2).
/// </summary>
public sealed class ScopeGuard
{
    private readonly bool[][] listed;

    /// <summary>Prepares the guard for a scope.</summary>
    public ScopeGuard(Scope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        listed = [.. RecordType.All.Select(type => Listed(scope, type))];
    }

    /// <summary>Lets a record through that carries listed fields only.</summary>
    /// <exception cref="Errors.EcluseException">It carries another one (<c>PASSAGE-020</c>).</exception>
    public void Check(LabRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var ofType = listed[record.Type.Ordinal];
        foreach (var field in record.Type.Fields)
        {
            if (!ofType[field.Ordinal] && record.Has(field))
            {
                throw PassageErrors.OutsideScope(record.Type.Name, field.Name);
            }
        }
    }

    private static bool[] Listed(Scope scope, RecordType type) =>
        [.. type.Fields.Select(field => scope.Fields.ContainsKey(type.Name) && IsListed(scope, type, field))];

    // A record's own key and its references to listed types are part of every listed type.
    private static bool IsListed(Scope scope, RecordType type, RecordField field) => field.Kind switch
    {
        FieldKind.Key => true,
        FieldKind.Reference => scope.Fields.ContainsKey(field.RefersTo!),
        _ => scope.Lists(type.Name, field.Name),
    };
}
