using Ecluse.Plans;
using Ecluse.Reconciliation;
using Ecluse.Records;

namespace Ecluse.Passages;

/// <summary>The target gate's way into the target. Opening it has checked that the wire is safe (rule 4).</summary>
public interface ITargetGate : IAsyncDisposable
{
    /// <summary>Describes what the target can hold, and how much it holds already.</summary>
    Task<TargetDescription> DescribeAsync(CancellationToken cancellation);

    /// <summary>Fields that can be read back from the target and compared, by record type name.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<string>> Holds { get; }

    /// <summary>Counts records, by type, that the target already holds under the same key.</summary>
    /// <param name="type">Record type.</param>
    /// <param name="keys">Source keys.</param>
    /// <param name="cancellation">Stops early.</param>
    Task<long> CountConflictsAsync(RecordType type, IReadOnlyCollection<string> keys, CancellationToken cancellation);

    /// <summary>
    /// Makes <c>ecluse_passage</c> where it is missing and raises the epoch of the passage to <paramref name="epoch"/>:
    /// a loader with a lower epoch is fenced from then on.
    /// </summary>
    /// <exception cref="Errors.EcluseException">The target has seen a higher epoch.</exception>
    Task ClaimAsync(string passage, long epoch, CancellationToken cancellation);

    /// <summary>
    /// The parcels of the passage that are loaded already, by number, from the target's own table: what each load did is
    /// kept with its checkpoint (rejects by ordinal only), so that a crash after the commit loses no reject.
    /// </summary>
    Task<IReadOnlyDictionary<int, ParcelLoad>> LoadedParcelsAsync(string passage, CancellationToken cancellation);

    /// <summary>
    /// Loads one parcel in one transaction: locks the passage's row, fails when the epoch is not ours, writes the rows,
    /// then the checkpoint. A patient one of whose records is refused is left out whole and given back as a reject;
    /// the batch is bisected, so that one bad patient does not sink the others. Nothing is truncated or repaired.
    /// </summary>
    Task<ParcelLoad> LoadAsync(ParcelToLoad parcel, CancellationToken cancellation);

    /// <summary>
    /// Tries some rejected patients of a loaded parcel once more, in one transaction with its checkpoint; whoever is refused
    /// again stays a reject. The parcel's other patients are not touched.
    /// </summary>
    /// <param name="parcel">The opened parcel.</param>
    /// <param name="patients">Their places in the parcel, from 1; each was refused before.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    /// <returns>What the parcel's load has done by now.</returns>
    Task<ParcelLoad> RetryAsync(ParcelToLoad parcel, IReadOnlyCollection<int> patients, CancellationToken cancellation);

    /// <summary>Reads back, through the profile's reading side, the records the target holds.</summary>
    /// <remarks>Each yielded record is reused: valid until the next step.</remarks>
    IAsyncEnumerable<SourceRecord> ReadBackAsync(CancellationToken cancellation);

    /// <summary>Runs the profile's own plain SQL figures (leg 2) over what this passage wrote.</summary>
    /// <param name="passage">Passage id.</param>
    /// <param name="scope">Leaves out the checks that speak of fields that the scope does not list; null runs all.</param>
    /// <param name="cancellation">Stops between checks.</param>
    Task<IReadOnlyList<CheckFigure>> FiguresAsync(
        string passage, Instructions.Scope? scope, CancellationToken cancellation);

    /// <summary>Runs every check.</summary>
    Task<IReadOnlyList<CheckFigure>> FiguresAsync(string passage, CancellationToken cancellation) =>
        FiguresAsync(passage, null, cancellation);

    /// <summary>Raw columns of some patients' rows, past the profile (leg 3); for the signatory's eyes only.</summary>
    Task<IReadOnlyList<RawPatient>> ShowAsync(IReadOnlyList<string> patients, CancellationToken cancellation);

    /// <summary>
    /// Takes one parcel's rows out again, in one transaction with its checkpoint; a row that was changed since, or that
    /// others refer to, stays and is named by table and key (never by value). The list is kept with the checkpoint: asked
    /// again for a parcel that is swept already, it gives the same list; for one that was never loaded, none.
    /// </summary>
    Task<IReadOnlyList<RowLeft>> SweepAsync(ParcelToLoad parcel, CancellationToken cancellation);

    /// <summary>Drops the passage's row, and <c>ecluse_passage</c> with the last one.</summary>
    Task ForgetAsync(string passage, CancellationToken cancellation);
}

/// <summary>An opened parcel: records in memory, in order.</summary>
/// <param name="Passage">Passage id.</param>
/// <param name="Epoch">Epoch of the loader.</param>
/// <param name="Number">Number of the parcel in the manifest, from 1.</param>
/// <param name="Records">Reads the records from the start, as often as needed; each yielded record is reused.</param>
public sealed record ParcelToLoad(string Passage, long Epoch, int Number, Func<IEnumerable<SourceRecord>> Records);

/// <summary>What a parcel's load did.</summary>
/// <param name="Records">Records written, by record type name.</param>
/// <param name="Rows">Rows written, in all tables.</param>
/// <param name="Rejects">Patients left out.</param>
public sealed record ParcelLoad(
    IReadOnlyDictionary<string, long> Records, long Rows, IReadOnlyList<PatientReject> Rejects);

/// <summary>A patient whom the target refused, with the first record that it refused.</summary>
/// <param name="Ordinal">Place among the patients of the parcel, from 1; who it is stands sealed in the parcel.</param>
/// <param name="Code">Stable code: <c>REJECT-UNIQUE</c>, <c>-LENGTH</c>, <c>-REQUIRED</c>, <c>-REFERENCE</c>, <c>-CHECK</c>, <c>-TYPE</c>, <c>-CONFLICT</c>, <c>-OTHER</c>.</param>
/// <param name="Type">Record type of the refused record.</param>
/// <param name="Table">Table that refused.</param>
/// <param name="Column">Column, where the engine names one.</param>
public sealed record PatientReject(int Ordinal, string Code, string Type, string? Table, string? Column);

/// <summary>A row that a sweep left in place.</summary>
/// <param name="Table">Table.</param>
/// <param name="Key">The target's own technical key of the row; null where the row has none, or has the record's own, which is the patient's.</param>
/// <param name="Reason">
/// <c>changed</c>; <c>referred-to</c>; <c>not-found</c>: a row without technical key that is not there as it was written,
/// changed or taken away since; <c>parcel-lost</c>: every row of the parcel that <paramref name="Key"/> names.
/// </param>
public sealed record RowLeft(string Table, string? Key, string Reason)
{
    /// <summary>Reason of <see cref="OfLostParcel"/>.</summary>
    public const string ParcelLost = "parcel-lost";

    /// <summary>
    /// All rows of a parcel that is missing or damaged and that the source does not give again: nobody can tell them from others.
    /// </summary>
    public static RowLeft OfLostParcel(int number) =>
        new("*", "parcel-" + number.ToString(System.Globalization.CultureInfo.InvariantCulture), ParcelLost);
}
