using Ecluse.Instructions;
using Ecluse.Plans;
using Ecluse.Reconciliation;
using Ecluse.Records;

namespace Ecluse.Passages;

/// <summary>
/// The source gate's way into the source: read-only, within the scope, in patient order. Opening it has checked that
/// the account can only read and that the wire is safe (rule 4); disposing it closes the connection (rule 5).
/// </summary>
public interface ISourceGate : IAsyncDisposable
{
    /// <summary>Fields that the source's profile can give, by record type name.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<string>> Gives { get; }

    /// <summary>Counts what passes and what stays, without reading a value out of the engine.</summary>
    Task<SourceSurvey> SurveyAsync(Scope scope, IProgress<long>? progress, CancellationToken cancellation);

    /// <summary>
    /// Reads the records of the scope: shared records first, then patient after patient, each patient's records in the
    /// order of <see cref="RecordType.All"/>, patients in an order that is the same at each reading.
    /// The yielded record is reused: it is valid until the next step.
    /// </summary>
    /// <param name="scope">Only its columns stand in a select list; only its rows are fetched.</param>
    /// <param name="afterPatient">Source key of the last patient not to read again, or null to begin at the start.</param>
    /// <param name="refused">
    /// Told of each patient of whom a row does not map; that patient is left out whole. When null, the first such row
    /// ends the reading with a <see cref="MappingException"/>.
    /// </param>
    /// <param name="cancellation">Stops before the next record.</param>
    /// <exception cref="MappingException">A row does not map, and <paramref name="refused"/> is null or the row is shared.</exception>
    IAsyncEnumerable<SourceRecord> ReadAsync(
        Scope scope, string? afterPatient, Action<MappingRefusal>? refused, CancellationToken cancellation);

    /// <summary>Reads as above; the first row that does not map ends the reading.</summary>
    IAsyncEnumerable<SourceRecord> ReadAsync(Scope scope, string? afterPatient, CancellationToken cancellation) =>
        ReadAsync(scope, afterPatient, null, cancellation);

    /// <summary>Runs the profile's own plain SQL figures (leg 2), limited to what passes.</summary>
    Task<IReadOnlyList<CheckFigure>> FiguresAsync(Scope scope, CancellationToken cancellation);

    /// <summary>Raw columns of some patients' rows, past the profile (leg 3); for the signatory's eyes only.</summary>
    Task<IReadOnlyList<RawPatient>> ShowAsync(Scope scope, IReadOnlyList<string> patients, CancellationToken cancellation);
}

/// <summary>A record with the patient it belongs to.</summary>
/// <param name="Record">Reused: valid until the next step.</param>
/// <param name="Patient">The patient's source key; null for a shared record.</param>
public readonly record struct SourceRecord(LabRecord Record, string? Patient);
