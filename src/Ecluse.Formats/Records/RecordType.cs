using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Ecluse.Records;

/// <summary>
/// A type of lab record: its name and its closed list of fields. The list is the vocabulary of instructions,
/// profiles, plans and reconciliations; <c>docs/spec/lab-record.md</c> says what each field means.
/// </summary>
public sealed partial class RecordType
{
    private readonly FrozenDictionary<string, RecordField> byName;

    private RecordType(string name, bool isShared, params RecordField[] fields)
    {
        Name = name;
        IsShared = isShared;
        Fields = fields;
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i].Ordinal = i;
        }

        byName = fields.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);
    }

    /// <summary>Name in lower case, as instructions and profiles write it: <c>patient</c>.</summary>
    public string Name { get; }

    /// <summary>Whether records of this type belong to no patient (practitioners, organisations) and pass first.</summary>
    public bool IsShared { get; }

    /// <summary>The fields, in the order of <see cref="RecordField.Ordinal"/>; the first one is the key <c>id</c>.</summary>
    public IReadOnlyList<RecordField> Fields { get; }

    /// <summary>Position among <see cref="All"/>: records of one patient pass in this order.</summary>
    public int Ordinal { get; private set; }

    /// <summary>Looks a field up by its name.</summary>
    /// <returns><see langword="false"/> when the type has no such field.</returns>
    public bool TryField(string name, [NotNullWhen(true)] out RecordField? field) => byName.TryGetValue(name, out field);

    /// <summary>The field of that name.</summary>
    /// <exception cref="ArgumentException">The type has no such field: an error of the program, not of its data.</exception>
    public RecordField Field(string name) =>
        byName.TryGetValue(name, out var field) ? field : throw new ArgumentException($"{Name} has no field {name}.");

    /// <inheritdoc/>
    public override string ToString() => Name;
}
