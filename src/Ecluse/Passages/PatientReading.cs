using System.Runtime.CompilerServices;
using Ecluse.Fhir;
using Ecluse.Instructions;
using Ecluse.Plans;
using Ecluse.Records;

namespace Ecluse.Passages;

/// <summary>
/// The walk of one record from the source to a FHIR line (design, section 5): read, guarded, fitted, digested, encoded;
/// patient after patient, so that a patient passes whole or not at all. The plan's dry run, the rehearsal and the
/// extraction are this same walk; they differ in what becomes of the lines.
/// </summary>
/// <param name="source">The open source gate.</param>
/// <param name="scope">What the instruction lists.</param>
/// <param name="target">What the target can hold.</param>
/// <param name="treatments">What the signature accepts for misfits; <see cref="FitTreatment.LeavePatientOut"/> otherwise.</param>
/// <param name="compared">Fields that the reconciliation compares by value.</param>
/// <param name="digestKey">Key of the digests, 32 bytes; null where nothing is compared afterwards, and no digest is made.</param>
public sealed class PatientReading(
    ISourceGate source,
    Scope scope,
    TargetDescription target,
    IReadOnlyDictionary<Misfit, FitTreatment> treatments,
    RecordProjection compared,
    byte[]? digestKey)
{
    private readonly ScopeGuard guard = new(scope);
    private readonly Fitting fitting = new(target, treatments);
    private readonly HashSet<string> unreadable = [];
    private readonly Dictionary<Misfit, long> unreadableMisfits = [];

    /// <summary>Patients of whom a row could not be read as the profile says; grows while reading.</summary>
    public IReadOnlyCollection<string> Unreadable => unreadable;

    /// <summary>The same by class: record type and column.</summary>
    public IReadOnlyDictionary<Misfit, long> UnreadableMisfits => unreadableMisfits;

    /// <summary>Reads everything: first the shared records as one batch without key, then each patient.</summary>
    /// <remarks>The yielded patient is reused: valid until the next step.</remarks>
    public async IAsyncEnumerable<EncodedPatient> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var digest = digestKey is null ? null : new RecordDigest(digestKey, compared);
        var patient = new EncodedPatient(digest);
        patient.Start(null);
        await foreach (var (record, key) in source.ReadAsync(scope, null, Refuse, cancellation).WithCancellation(cancellation))
        {
            if (key != patient.Key)
            {
                EncodeAttached(patient);
                if (IsWhole(patient))
                {
                    yield return patient;
                }

                patient.Start(key);
            }

            Encode(record, patient);
        }

        EncodeAttached(patient);
        if (IsWhole(patient))
        {
            yield return patient;
        }
    }

    private bool IsWhole(EncodedPatient patient) =>
        patient.Records > 0 && (patient.Key is null || !unreadable.Contains(patient.Key));

    private void Refuse(MappingRefusal refusal)
    {
        if (unreadable.Add(refusal.Patient))
        {
            var misfit = new Misfit(refusal.Type, refusal.Why.Column ?? refusal.Why.Table, MisfitKind.Unreadable);
            unreadableMisfits[misfit] = unreadableMisfits.GetValueOrDefault(misfit) + 1;
        }
    }

    private void Encode(LabRecord record, EncodedPatient patient)
    {
        guard.Check(record);
        fitting.Treat(record, patient);
        FhirWriter.Write(record, patient.Buffer);
        patient.Take(record);
    }

    // Behind all his other records: what of him passes as a document because the target could not hold it in its field.
    private void EncodeAttached(EncodedPatient patient)
    {
        foreach (var document in fitting.Attached(patient))
        {
            FhirWriter.Write(document, patient.Buffer);
            patient.Take(document);
        }
    }
}
