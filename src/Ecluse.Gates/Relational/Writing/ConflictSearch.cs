using System.Text;
using Ecluse.Profiles;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Relational.Writing;

/// <summary>Looks for records that the target holds already under the same key.</summary>
internal sealed class ConflictSearch(Profile profile, UnitMapping mapping)
{
    /// <summary>How many records the target has a row for. A batch of which it has none costs one question.</summary>
    public long Count(RecordType type, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var asked = ids.Select(id => Places(type, id).ToList()).ToList();
        var isThere = asked.SelectMany(places => places).GroupBy(place => (place.Table, place.Column))
            .Any(group => mapping.Keys.HoldsAny(group.Key.Table, group.Key.Column, [.. group.Select(place => place.Text)]));
        return !isThere ? 0 : asked.LongCount(places =>
        {
            cancellation.ThrowIfCancellationRequested();
            return places.Exists(place => mapping.Keys.Select(place.Table, place.Column, [(place.Column, place.Text)]) is not null);
        });
    }

    /// <summary>Whether the target has a row with the key of one of the unit's rows.</summary>
    public bool Exists(Unit unit) => unit.Rows.Any(row => row.Plan.HasKey && IsThere(row));

    private bool IsThere(PendingRow row)
    {
        var key = row.Plan.Row.Key!;
        if (key.Making != KeyMaking.Counter)
        {
            return mapping.Keys.Select(row.Plan.Row.Table, key.Column, [(key.Column, row.Key)]) is not null;
        }

        var by = mapping.Texts(row).Where(one => key.Find.Contains(one.Column)).ToList();
        return by.Count > 0 && mapping.Keys.Select(row.Plan.Row.Table, key.Column, by) is not null;
    }

    // Of each rule the first row that is found by the record's own key.
    private IEnumerable<(string Table, string Column, string Text)> Places(RecordType type, string id) => profile.Writes
        .Where(rule => rule.Record == type)
        .SelectMany(rule => rule.Rows.Select(row => (row.Table, By: Key(row, type, id))).Where(row => row.By is not null).Take(1))
        .Select(row => (row.Table, row.By!.Value.Column, row.By.Value.Text));

    // A record's own key finds its row by the row's key, or by a column that holds it.
    private (string Column, string Text)? Key(WriteRow row, RecordType type, string id)
    {
        var record = new LabRecord(type);
        record.Set(type.Fields[0], id);
        if (row.Key is { Making: not KeyMaking.Counter } key)
        {
            var text = mapping.Keys.Make(mapping.Plans[row], record, new WriteProgram(mapping.Keys, ""), out var refused);
            return refused ? null : (key.Column, text);
        }

        var column = row.Columns.FirstOrDefault(one => one.Value is WrittenField { Field.Ordinal: 0 });
        if (column.Value is not WrittenField held)
        {
            return null;
        }

        var written = new TextBuffer();
        var outcome = new WriteProgram(mapping.Keys, "").Through(held.Transforms, Encoding.UTF8.GetBytes(id), written);
        return outcome == Outcome.Value ? (column.Column, Encoding.UTF8.GetString(written.Text)) : null;
    }
}
