using Ecluse.Records;

namespace Ecluse.Relational.Writing;

/// <summary>A culture before its isolates, an earlier version before the later one: whatever the order in the source.</summary>
internal static class ParentsFirst
{
    private static readonly RecordField[] Parents = [RecordType.Observation.Field("part-of"), RecordType.Observation.Field("replaces")];

    /// <summary>Sorts the records of a unit; in order already, the list itself comes back.</summary>
    public static List<LabRecord> Sort(List<LabRecord> records)
    {
        if (!records.Exists(PointsToAnother))
        {
            return records;
        }

        var waiting = records.Where(record => record.Type == RecordType.Observation)
            .DistinctBy(record => record.Id).ToDictionary(record => record.Id, StringComparer.Ordinal);
        var sorted = new List<LabRecord>(records.Count);
        var seen = new HashSet<LabRecord>(ReferenceEqualityComparer.Instance);
        foreach (var record in records)
        {
            Visit(record);
        }

        return sorted;

        void Visit(LabRecord record)
        {
            if (!seen.Add(record))
            {
                return;
            }

            if (record.Type == RecordType.Observation)
            {
                foreach (var field in Parents)
                {
                    if (record.GetText(field) is { } parent && waiting.TryGetValue(parent, out var earlier))
                    {
                        Visit(earlier);
                    }
                }
            }

            sorted.Add(record);
        }
    }

    private static bool PointsToAnother(LabRecord record) =>
        record.Type == RecordType.Observation && (record.Has(Parents[0]) || record.Has(Parents[1]));
}
