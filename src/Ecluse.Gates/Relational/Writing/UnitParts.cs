using Ecluse.Profiles;
using Ecluse.Records;

namespace Ecluse.Relational.Writing;

/// <summary>Which records of a unit stand within the row of another one.</summary>
/// <param name="rules">Writing rules by the ordinal of their record type.</param>
internal sealed class UnitParts(WriteRule[][] rules)
{
    private readonly bool any = rules.Any(ofType => ofType.Any(rule => rule.Within is not null));
    private readonly Dictionary<(string Type, string Id), List<(LabRecord Record, WithinRow Within)>> within = [];
    private readonly HashSet<LabRecord> standing = new(ReferenceEqualityComparer.Instance);

    /// <summary>Looks through a new unit.</summary>
    public void Start(IReadOnlyList<LabRecord> records)
    {
        if (!any)
        {
            return;
        }

        within.Clear();
        standing.Clear();
        foreach (var record in records)
        {
            if (RuleOf(record)?.Within is not { } row || record.GetText(row.Reference) is not { } id)
            {
                continue;
            }

            if (!within.TryGetValue((row.Reference.RefersTo!, id), out var parts))
            {
                within[(row.Reference.RefersTo!, id)] = parts = [];
            }

            parts.Add((record, row));
        }
    }

    /// <summary>The records that stand within this one's rows.</summary>
    public IReadOnlyList<(LabRecord Record, WithinRow Within)> Of(LabRecord record, WriteRule rule)
    {
        if (!any || rule.Within is not null || !within.TryGetValue((record.Type.Name, record.Id), out var parts))
        {
            return [];
        }

        foreach (var part in parts.Where(part => PartsReader.PlacesOf(rule, RuleOf(part.Record)!).Any()))
        {
            standing.Add(part.Record);
        }

        return parts;
    }

    /// <summary>Whether a record stands in a row that was written before it.</summary>
    public bool Stands(LabRecord record) => standing.Contains(record);

    private WriteRule? RuleOf(LabRecord record) =>
        Array.Find(rules[record.Type.Ordinal], rule => WriteProgram.Holds(rule.When, record));
}
