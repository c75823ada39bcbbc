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
            var outcome = Parse(rows.Bytes(1));
            if (outcome is { Left: null, Begun: false })
            {
                loaded[(int)SourceSurveyor.Long(rows, 0)] = outcome.Load;
            }
        }

        return loaded;
    }

    public Outcome? Find(string passage, int parcel)
    {
        using var rows = engine.Query(
            $"SELECT outcome FROM {Name} WHERE passage = @passage AND parcel = {Number(parcel)}",
            new Dictionary<string, string?> { ["passage"] = passage });
        return rows.Read() ? Parse(rows.Bytes(0)) : null;
    }

    public void Write(ParcelToLoad parcel, ParcelLoad load, IReadOnlyList<int> linked) => Write(
        parcel.Passage, parcel.Number, parcel.Epoch, load.Rows,
        JsonSerializer.Serialize(new Outcome(load, linked), GateJson.Default.Outcome));

    /// <summary>Says that a parcel's rows begin to be written where no transaction holds them.</summary>
    public void Begin(ParcelToLoad parcel, ParcelLoad refused, IReadOnlyList<int> shared) => Write(
        parcel.Passage, parcel.Number, parcel.Epoch, 0, JsonSerializer.Serialize(new Outcome(refused, shared, Begun: true), GateJson.Default.Outcome));

    /// <summary>Keeps what a sweep left, in its transaction: a stop that is killed tells the same when it goes on.</summary>
    public void Sweep(string passage, int parcel, Outcome done, IReadOnlyList<RowLeft> left) =>
        Rewrite(passage, parcel, done with { Left = left });

    /// <summary>Keeps what a parcel's load has done by now.</summary>
    public void Rewrite(ParcelToLoad parcel, Outcome outcome) => Rewrite(parcel.Passage, parcel.Number, outcome);

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

    private void Rewrite(string passage, int parcel, Outcome outcome) => engine.Execute(
        $"UPDATE {Name} SET outcome = @outcome WHERE passage = @passage AND parcel = {Number(parcel)}",
        new Dictionary<string, string?> { ["passage"] = passage, ["outcome"] = JsonSerializer.Serialize(outcome, GateJson.Default.Outcome) });

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

    private static Outcome Parse(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, GateJson.Default.Outcome)!;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static EcluseException Fenced(long found, long ours) => new(
        "GATE-010",
        new Text(
            $"The target is at epoch {found} of this passage and this loader has {ours}: another one took over.",
            $"La cible est à l’époque {found} de ce passage et ce chargeur a {ours} : un autre a pris la suite."),
        new Text("Stop this loader; the other one goes on.", "Arrêtez ce chargeur ; l’autre continue."),
        ErrorKind.Locked);

    /// <summary>What stands with a parcel's checkpoint.</summary>
    /// <param name="Load">What its load did.</param>
    /// <param name="Linked">Shared records whose row was there already.</param>
    /// <param name="Left">Null until the parcel is swept; then the rows that stay.</param>
    /// <param name="Begun">Whether its rows are being written without a transaction: some may stand, none is sure to.</param>
    internal sealed record Outcome(
        ParcelLoad Load, IReadOnlyList<int> Linked, IReadOnlyList<RowLeft>? Left = null, bool Begun = false);
}
