using System.Globalization;
using System.Text;
using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Passages;
using Text = Ecluse.Errors.Text;

namespace Ecluse.Relational;

/// <summary>
/// The one table of ours in the target: <c>ecluse_passage</c>. Parcel 0 is the passage's own row, which holds the epoch;
/// each loaded parcel has a row written in the transaction of its rows.
/// </summary>
internal sealed class PassageTable(ITargetEngine engine, TimeProvider clock)
{
    private string Name => engine.Dialect.PassageTable;

    /// <summary>Raises the epoch.</summary>
    public bool Claim(string passage, long epoch)
    {
        var found = Epoch(passage);
        if (found > epoch)
        {
            throw Fenced(found.Value, epoch);
        }

        if (found is null)
        {
            Write(passage, 0, epoch, 0, "{}");
        }
        else
        {
            engine.Execute(
                $"UPDATE {Name} SET epoch = {Number(epoch)} WHERE passage = @passage AND parcel = 0",
                new Dictionary<string, string?> { ["passage"] = passage });
        }

        return true;
    }

    /// <summary>Locks the passage's row and refuses any epoch that is not ours.</summary>
    public void Lock(string passage, long epoch)
    {
        if (Epoch(passage) is var found && found != epoch)
        {
            throw Fenced(found ?? 0, epoch);
        }
    }

    public IReadOnlyDictionary<int, ParcelLoad> Loaded(string passage)
    {
        if (!engine.HasPassageTable())
        {
            return new Dictionary<int, ParcelLoad>();
        }

        var loaded = new Dictionary<int, ParcelLoad>();
        using var rows = engine.Query(
            $"SELECT parcel, outcome FROM {Name} WHERE passage = @passage AND parcel > 0",
            new Dictionary<string, string?> { ["passage"] = passage });
        while (rows.Read())
        {
            loaded[(int)SourceSurveyor.Long(rows, 0)] = Parse(Encoding.UTF8.GetString(rows.Bytes(1))).Load;
        }

        return loaded;
    }

    public (ParcelLoad Load, IReadOnlyList<int> Linked)? Find(string passage, int parcel)
    {
        using var rows = engine.Query(
            $"SELECT outcome FROM {Name} WHERE passage = @passage AND parcel = {Number(parcel)}",
            new Dictionary<string, string?> { ["passage"] = passage });
        return rows.Read() ? Parse(Encoding.UTF8.GetString(rows.Bytes(0))) : null;
    }

    public void Write(ParcelToLoad parcel, ParcelLoad load, IReadOnlyList<int> linked) => Write(
        parcel.Passage, parcel.Number, parcel.Epoch, load.Rows,
        JsonSerializer.Serialize(new Outcome(load, linked)));

    public void Remove(string passage, int parcel) => engine.Execute(
        $"DELETE FROM {Name} WHERE passage = @passage AND parcel = {Number(parcel)}",
        new Dictionary<string, string?> { ["passage"] = passage });

    public bool Forget(string passage)
    {
        if (!engine.HasPassageTable())
        {
            return false;
        }

        engine.Execute($"DELETE FROM {Name} WHERE passage = @passage", new Dictionary<string, string?> { ["passage"] = passage });
        if (!AnyLeft())
        {
            engine.DropPassageTable();
        }

        return true;
    }

    private bool AnyLeft()
    {
        using var rows = engine.Query($"SELECT 1 FROM {Name}", new Dictionary<string, string?>());
        return rows.Read();
    }

    private long? Epoch(string passage)
    {
        using var rows = engine.Query(
            $"SELECT epoch FROM {Name} WHERE passage = @passage AND parcel = 0{engine.Dialect.ForUpdate}",
            new Dictionary<string, string?> { ["passage"] = passage });
        return rows.Read() ? SourceSurveyor.Long(rows, 0) : null;
    }

    private void Write(string passage, int parcel, long epoch, long rows, string outcome) => engine.Execute(
        $"INSERT INTO {Name} (passage, parcel, epoch, written, outcome, at) "
        + $"VALUES (@passage, {Number(parcel)}, {Number(epoch)}, {Number(rows)}, @outcome, @at)",
        new Dictionary<string, string?>
        {
            ["passage"] = passage,
            ["outcome"] = outcome,
            ["at"] = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        });

    private static (ParcelLoad Load, IReadOnlyList<int> Linked) Parse(string json)
    {
        var outcome = JsonSerializer.Deserialize<Outcome>(json)!;
        return (outcome.Load, outcome.Linked);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static EcluseException Fenced(long found, long ours) => new(
        "GATE-010",
        new Text(
            $"The target is at epoch {found} of this passage and this loader has {ours}: another one took over.",
            $"La cible est à l’époque {found} de ce passage et ce chargeur a {ours} : un autre a pris la suite."),
        new Text("Stop this loader; the other one goes on.", "Arrêtez ce chargeur ; l’autre continue."),
        ErrorKind.Locked);

    private sealed record Outcome(ParcelLoad Load, IReadOnlyList<int> Linked);
}
