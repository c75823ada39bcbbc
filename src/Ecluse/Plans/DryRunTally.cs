using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Records;

namespace Ecluse.Plans;

/// <summary>What a dry run counts besides the survey.</summary>
internal sealed class DryRunTally
{
    private readonly Dictionary<Misfit, (long Records, long Patients)> misfits = [];

    /// <summary>What will be in the target if nothing goes wrong.</summary>
    public RunningTotals Expected { get; } = new();

    /// <summary>Patients left out by a treatment.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Whether a patient carries an identity of the test authority.</summary>
    public bool HasTestIdentity { get; private set; }

    public void Add(EncodedPatient patient)
    {
        foreach (var (misfit, records) in patient.Misfits)
        {
            var before = misfits.GetValueOrDefault(misfit);
            misfits[misfit] = (before.Records + records, before.Patients + (patient.Key is null ? 0 : 1));
        }

        HasTestIdentity |= patient.HasTestIdentity;
        if (patient.IsLeftOut)
        {
            LeftOut++;
        }
        else
        {
            Expected.Add(patient);
        }
    }

    public IReadOnlyList<PlannedMisfit> Misfits(
        IReadOnlyDictionary<Misfit, FitTreatment> treatments, IReadOnlyDictionary<Misfit, long> unreadable) =>
    [
        .. misfits.Select(found => new PlannedMisfit(
                found.Key.Type, found.Key.Field, found.Key.Kind, found.Value.Records, found.Value.Patients,
                treatments.GetValueOrDefault(found.Key, Fitting.DefaultOf(found.Key))))
            .Concat(unreadable.Select(found => new PlannedMisfit(
                found.Key.Type, found.Key.Field, MisfitKind.Unreadable, found.Value, found.Value,
                FitTreatment.LeavePatientOut)))
            .OrderBy(misfit => misfit.Type, StringComparer.Ordinal)
            .ThenBy(misfit => misfit.Field, StringComparer.Ordinal).ThenBy(misfit => misfit.Kind),
    ];
}
