using Ecluse.Passages;
using Ecluse.Profiles;

namespace Ecluse.Relational.Writing;

/// <summary>
/// Takes a parcel's rows out again. A row goes only when each of its columns is as we wrote it and nothing refers to it;
/// children go before their parents.
/// </summary>
internal sealed class ParcelSweep(Profile profile, ITargetEngine engine, PassageTable table, UnitMapping mapping)
{
    private readonly List<RowLeft> left = [];
    private readonly EqualRows equal = new(engine, mapping);
    private readonly Dictionary<string, HashSet<string>> enforced = [];

    public IReadOnlyList<RowLeft> Run(ParcelToLoad parcel, CancellationToken cancellation)
    {
        if (table.Find(parcel.Passage, parcel.Number) is not { } done)
        {
            return [];
        }

        if (done.Left is { } before)
        {
            return before;
        }

        var rejected = done.Load.Rejects.Select(reject => reject.Ordinal).Where(ordinal => ordinal > 0).ToHashSet();
        var linked = done.Linked.ToHashSet();
        var units = mapping.Map(parcel.Records());
        foreach (var unit in Enumerable.Reverse(units).Where(unit => !rejected.Contains(unit.Ordinal) && !linked.Contains(unit.First)))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var row in Enumerable.Reverse(unit.Rows))
            {
                Take(row);
            }
        }

        table.Sweep(parcel.Passage, parcel.Number, done, left);
        return left;
    }

    private void Take(PendingRow row)
    {
        var plan = row.Plan;
        if (plan.HasKey && string.IsNullOrEmpty(row.Key))
        {
            // A counted key that no row equal to ours bears: it was changed since, or it is gone already.
            NoteChanged(row);
            return;
        }

        if (plan.HasKey && IsReferredTo(row))
        {
            Leave(row, row.Key, "referred-to");
            return;
        }

        engine.Savepoint();
        if (equal.Delete(row, out var deleted) is not null)
        {
            engine.RollbackToSavepoint();
            Leave(row, row.Key, "referred-to");
            return;
        }

        engine.ReleaseSavepoint();
        if (deleted == 0)
        {
            NoteChanged(row);
        }
    }

    private void NoteChanged(PendingRow row)
    {
        var key = row.Plan.Row.Key;
        if (key is null)
        {
            Leave(row, null, "not-found");
            return;
        }

        var by = key.Making == KeyMaking.Counter
            ? mapping.Texts(row).Where(one => key.Find.Contains(one.Column)).ToList()
            : [(key.Column, row.Key)];
        if (by.Count > 0 && mapping.Keys.Select(row.Plan.Row.Table, key.Column, by) is { } found)
        {
            Leave(row, found, "changed");
        }
    }

    // A key that is the record's own would name the patient outside the target (rule 12).
    private void Leave(PendingRow row, string? key, string reason) => left.Add(new RowLeft(
        row.Plan.Row.Table, string.IsNullOrEmpty(key) || row.Plan.Row.Key?.Making == KeyMaking.Record ? null : key, reason));

    // Schemas without foreign keys do not stop the deletion of a row that others point to: the profile knows who may.
    private bool IsReferredTo(PendingRow row) => profile.Writes.SelectMany(rule => rule.Rows)
        .SelectMany(other => other.Columns.Select(column => (other.Table, column.Column, column.Value)))
        .Where(one => one.Value is ReferredKey referred && referred.Reference.RefersTo == row.Type
            && (referred.Row is null || referred.Row == row.Plan.Row.Name)
            && !Enforced(one.Table).Contains(one.Column))
        .Any(one => mapping.Keys.Select(one.Table, one.Column, [(one.Column, row.Key)]) is not null);

    private HashSet<string> Enforced(string name)
    {
        if (!enforced.TryGetValue(name, out var columns))
        {
            enforced[name] = columns = [.. engine.ForeignKeys(name).Select(key => key.Column)];
        }

        return columns;
    }
}
