using Ecluse.Instructions;
using Ecluse.Records;

namespace Ecluse.Files;

/// <summary>The shared records that passing records refer to.</summary>
internal sealed class SharedReferences
{
    private readonly RecordField[][] fields;
    private readonly Utf8Keys<bool>[] keys = [.. RecordType.All.Select(_ => new Utf8Keys<bool>())];

    public SharedReferences(Scope scope) => fields =
    [
        .. RecordType.All.Select(type => type.Fields
            .Where(field => field.Kind == FieldKind.Reference && TypeOf(field).IsShared && ScopeFilter.Lists(scope, type, field))
            .ToArray()),
    ];

    /// <summary>Notes what the record refers to.</summary>
    public void Note(LabRecord record)
    {
        foreach (var field in fields[record.Type.Ordinal])
        {
            var key = record[field];
            if (!key.IsEmpty)
            {
                keys[TypeOf(field).Ordinal].TryAdd(key, true);
            }
        }
    }

    /// <summary>Whether a passing record refers to this one.</summary>
    public bool Has(LabRecord shared) => keys[shared.Type.Ordinal].TryGet(shared[shared.Type.Fields[0]], out bool _);

    private static RecordType TypeOf(RecordField field) =>
        RecordType.TryFind(field.RefersTo!, out var type) ? type : throw new InvalidOperationException(field.Name);
}
