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
/// <param name="digestKey">Key of the digests, 32 bytes.</param>
public sealed class PatientReading(
    ISourceGate source,
    Scope scope,
    TargetDescription target,
    IReadOnlyDictionary<Misfit, FitTreatment> treatments,
    RecordProjection compared,
    byte[] digestKey)
{
    private readonly ScopeGuard guard = new(scope);
    private readonly FitCheck fit = new(target);
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
        using var digest = new RecordDigest(digestKey, compared);
        var patient = new EncodedPatient(digest);
        patient.Start(null);
        await foreach (var (record, key) in source.ReadAsync(scope, null, Refuse, cancellation).WithCancellation(cancellation))
        {
            if (key != patient.Key)
            {
                if (IsWhole(patient))
                {
                    yield return patient;
                }

                patient.Start(key);
            }

            Encode(record, patient);
        }

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
        foreach (var misfit in fit.Check(record))
        {
            patient.Add(misfit);
            Treat(misfit, record, patient);
        }

        FhirWriter.Write(record, patient.Buffer);
        patient.Take(record);
    }

    private void Treat(Misfit misfit, LabRecord record, EncodedPatient patient)
    {
        switch (treatments.GetValueOrDefault(misfit, DefaultOf(misfit)))
        {
            case FitTreatment.LeavePatientOut:
                patient.IsLeftOut = true;
                break;
            case FitTreatment.LeaveFieldOut:
                record.Remove(record.Type.Field(misfit.Field));
                break;
            case FitTreatment.LeaveValueOut:
                record.Remove(record.Type.Field(misfit.Field));
                SayLeftOut(misfit, record);
                break;
        }
    }

    /// <summary>What becomes of a misfit that nobody decided on: a field without a place stays, else the patient stays.</summary>
    internal static FitTreatment DefaultOf(Misfit misfit) =>
        misfit.Kind == MisfitKind.NotHeld ? FitTreatment.LeaveFieldOut : FitTreatment.LeavePatientOut;

    // The target's people must see that something is missing where they would have read it.
    private void SayLeftOut(Misfit misfit, LabRecord record)
    {
        if (record.Type.TryField("comment", out var comment)
            && target.Fields.Any(field => field.Type == misfit.Type && field.Field == comment.Name))
        {
            var before = record.GetText(comment);
            var note = $"[Écluse: {misfit.Field} left out, {misfit.Kind}]";
            record.Set(comment, (before is null ? note : $"{before} {note}").AsSpan());
        }
    }
}
