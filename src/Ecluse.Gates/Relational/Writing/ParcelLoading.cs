using Ecluse.Passages;
using Ecluse.Profiles;

namespace Ecluse.Relational.Writing;

/// <summary>
/// Loads one parcel inside the transaction that is open. Where a table takes part in no transaction, the parcel is first
/// announced (<see cref="Announce"/>), what an attempt that was cut off wrote is taken out, and what is refused too.
/// </summary>
/// <param name="profile">The target's profile.</param>
/// <param name="engine">The open connection.</param>
/// <param name="table">Checkpoints.</param>
/// <param name="mapping">Records to rows.</param>
/// <param name="isTransactional">Whether all rows are held by the transaction.</param>
internal sealed class ParcelLoading(Profile profile, ITargetEngine engine, PassageTable table, UnitMapping mapping, bool isTransactional)
{
    private readonly EqualRows equal = new(engine, mapping);
    private readonly Dictionary<string, long> records = [];
    private readonly List<PatientReject> rejects = [];
    private long rows;

    public ParcelLoad Run(ParcelToLoad parcel, CancellationToken cancellation)
    {
        var done = table.Find(parcel.Passage, parcel.Number);
        if (done is { Begun: false })
        {
            // Loaded before: only the keys of its shared records are looked up again, for the parcels that come.
            Recall(parcel);
            return done.Load;
        }

        mapping.Keys.StartParcel();
        var units = mapping.Map(parcel.Records());
        var there = done?.Load.Rejects.ToDictionary(reject => reject.Ordinal) ?? [];
        rejects.AddRange(there.Values);
        Write([.. units.Where(unit => !there.ContainsKey(unit.Ordinal))], cancellation);
        var load = new ParcelLoad(records, rows, [.. rejects.OrderBy(reject => reject.Ordinal)]);
        if (done is null)
        {
            table.Write(parcel, load, mapping.Linked);
        }
        else
        {
            table.Rewrite(parcel, new PassageTable.Outcome(load, [.. mapping.Linked]));
        }

        return load;
    }

    /// <summary>
    /// Before a parcel without transaction: notes whom the target holds already, so that no row of theirs is ever taken for
    /// ours, and that the parcel is begun. Where it was begun before, what that attempt wrote is taken out.
    /// </summary>
    public bool Announce(ParcelToLoad parcel)
    {
        var before = table.Find(parcel.Passage, parcel.Number);
        if (before is { Begun: false })
        {
            return true;
        }

        var units = Recalled(parcel.Records());
        if (before is not null)
        {
            var theirs = before.Load.Rejects.Select(reject => reject.Ordinal).ToHashSet();
            return equal.Delete(units.Where(unit => !theirs.Contains(unit.Ordinal) && !before.Linked.Contains(unit.First)));
        }

        var search = new ConflictSearch(profile, mapping);
        var there = units.Where(search.Exists).ToLookup(unit => unit.Ordinal > 0);
        var conflicts = there[true]
            .Select(unit => new PatientReject(unit.Ordinal, Refusal.Conflict, unit.Rows[0].Type, unit.Rows[0].Plan.Row.Table, null));
        table.Begin(
            parcel, new ParcelLoad(new Dictionary<string, long>(), 0, [.. conflicts]), [.. there[false].Select(unit => unit.First)]);
        return true;
    }

    /// <summary>Tries some refused patients of a loaded parcel once more.</summary>
    public ParcelLoad Retry(ParcelToLoad parcel, IReadOnlyCollection<int> patients, CancellationToken cancellation)
    {
        var before = table.Find(parcel.Passage, parcel.Number)!;
        var chosen = before.Load.Rejects.Select(reject => reject.Ordinal).Intersect(patients).Order().ToList();
        Recall(parcel);
        TakeOutAgain(parcel, before.Load.Rejects.Where(reject => chosen.Contains(reject.Ordinal) && reject.Code != Refusal.Conflict));
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

    private void Recall(ParcelToLoad parcel) => Recalled(parcel.Records().Where(record => record.Patient is null));

    private List<Unit> Recalled(IEnumerable<SourceRecord> parcel)
    {
        mapping.Keys.Recalls = true;
        var units = mapping.Map(parcel);
        mapping.Keys.Recalls = false;
        return units;
    }

    // A retry that was cut off without a transaction may have left rows of theirs.
    private void TakeOutAgain(ParcelToLoad parcel, IEnumerable<PatientReject> again)
    {
        if (!isTransactional)
        {
            equal.Delete(Recalled(Only(parcel.Records(), [.. again.Select(reject => reject.Ordinal)])));
        }
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
        if (!isTransactional)
        {
            equal.Delete(units);
        }

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
