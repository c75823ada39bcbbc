using Ecluse.Passages;
using Ecluse.Profiles;

namespace Ecluse.Relational.Writing;

/// <summary>Loads one parcel inside the transaction that is open.</summary>
internal sealed class ParcelLoading(Profile profile, ITargetEngine engine, PassageTable table, UnitMapping mapping)
{
    private readonly Dictionary<string, long> records = [];
    private readonly List<PatientReject> rejects = [];
    private long rows;

    public ParcelLoad Run(ParcelToLoad parcel, CancellationToken cancellation)
    {
        if (table.Find(parcel.Passage, parcel.Number) is { } done)
        {
            // Loaded before: only the keys of its shared records are looked up again, for the parcels that come.
            Recall(parcel);
            return done.Load;
        }

        mapping.Keys.StartParcel();
        Write(mapping.Map(parcel.Records()), cancellation);
        var load = new ParcelLoad(records, rows, [.. rejects.OrderBy(reject => reject.Ordinal)]);
        table.Write(parcel, load, mapping.Linked);
        return load;
    }

    /// <summary>Tries some refused patients of a loaded parcel once more.</summary>
    public ParcelLoad Retry(ParcelToLoad parcel, IReadOnlyCollection<int> patients, CancellationToken cancellation)
    {
        var before = table.Find(parcel.Passage, parcel.Number)!;
        var chosen = before.Load.Rejects.Select(reject => reject.Ordinal).Intersect(patients).Order().ToList();
        Recall(parcel);
        mapping.Keys.StartParcel();
        Write(mapping.Map(Only(parcel.Records(), chosen)), cancellation);

        // Mapped alone, they were numbered from 1; their places are those of the whole parcel.
        var again = rejects.Select(reject => reject with { Ordinal = chosen[reject.Ordinal - 1] });
        var load = new ParcelLoad(
            before.Load.Records.Concat(records).GroupBy(one => one.Key).ToDictionary(type => type.Key, type => type.Sum(one => one.Value)),
            before.Load.Rows + rows,
            [.. before.Load.Rejects.Where(reject => !chosen.Contains(reject.Ordinal)).Concat(again).OrderBy(reject => reject.Ordinal)]);
        table.Rewrite(parcel, before with { Load = load });
        return load;
    }

    private static IEnumerable<SourceRecord> Only(IEnumerable<SourceRecord> all, List<int> patients)
    {
        var (ordinal, patient) = (0, (string?)null);
        foreach (var source in all.Where(source => source.Patient is not null))
        {
            ordinal += source.Patient == patient ? 0 : 1;
            patient = source.Patient;
            if (patients.Contains(ordinal))
            {
                yield return source;
            }
        }
    }

    private void Recall(ParcelToLoad parcel)
    {
        mapping.Keys.Recalls = true;
        mapping.Map(parcel.Records().Where(record => record.Patient is null));
        mapping.Keys.Recalls = false;
    }

    private void Write(List<Unit> units, CancellationToken cancellation)
    {
        Reject(units.Where(unit => unit.Refusal is not null));
        var waiting = units.Where(unit => unit.Refusal is null).ToList();
        for (var at = 0; at < waiting.Count; at += engine.UnitsPerInsert)
        {
            cancellation.ThrowIfCancellationRequested();
            Insert(waiting.GetRange(at, Math.Min(engine.UnitsPerInsert, waiting.Count - at)));
        }

        engine.SettleCounters(mapping.Plans.Values.Where(plan => plan.Row.Key?.Making == KeyMaking.Counter));
    }

    // One bad unit does not sink the others: the batch is cut in two until the unit stands alone.
    private void Insert(List<Unit> units)
    {
        engine.Savepoint();
        var refusal = engine.Insert([.. units.SelectMany(unit => unit.Rows)], mapping.Memory);
        if (refusal is null)
        {
            engine.ReleaseSavepoint();
            Count(units);
            return;
        }

        engine.RollbackToSavepoint();
        if (units.Count == 1)
        {
            units[0].Refusal = refusal.Code == Refusal.Unique && new ConflictSearch(profile, mapping).Exists(units[0])
                ? refusal with { Code = Refusal.Conflict }
                : refusal;
            Reject(units);
            return;
        }

        Insert(units.GetRange(0, units.Count / 2));
        Insert(units.GetRange(units.Count / 2, units.Count - (units.Count / 2)));
    }

    private void Count(List<Unit> units)
    {
        foreach (var unit in units)
        {
            rows += unit.Rows.Count;
            foreach (var (type, count) in unit.Records)
            {
                records[type] = records.GetValueOrDefault(type) + count;
            }
        }
    }

    private void Reject(IEnumerable<Unit> units) => rejects.AddRange(units.Select(unit => new PatientReject(
        unit.Ordinal, unit.Refusal!.Code, unit.Refusal.Type, unit.Refusal.Table, unit.Refusal.Column)));
}
