using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Records;

namespace Ecluse.Plans;

/// <summary>What a dry run counts besides the survey.</summary>
internal sealed class DryRunTally
{
    private readonly Dictionary<Misfit, (long Records, long Patients)> misfits = [];
    private readonly Dictionary<(Misfit Misfit, LackedCode Code), (long Records, long Patients)> lacked = [];
    private readonly Dictionary<Misfit, long> named = [];

    /// <summary>What will be in the target if nothing goes wrong.</summary>
    public RunningTotals Expected { get; } = new();

    /// <summary>Patients left out by a treatment.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Whether a patient carries an identity of the test authority.</summary>
    public bool HasTestIdentity { get; private set; }

    public void Add(EncodedPatient patient)
    {
        var patients = patient.Key is null ? 0 : 1;
        Add(misfits, patient.Misfits, patients);
        Add(lacked, patient.Lacked, patients);
        foreach (var (misfit, records) in patient.Named)
        {
            named[misfit] = named.GetValueOrDefault(misfit) + records;
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
                treatments.GetValueOrDefault(found.Key, Fitting.DefaultOf(found.Key)), Lacks(found.Key),
                named.TryGetValue(found.Key, out var told) ? found.Value.Records - told : null))
            .Concat(unreadable.Select(found => new PlannedMisfit(
                found.Key.Type, found.Key.Field, MisfitKind.Unreadable, found.Value, found.Value,
                FitTreatment.LeavePatientOut)))
            .OrderBy(misfit => misfit.Type, StringComparer.Ordinal)
            .ThenBy(misfit => misfit.Field, StringComparer.Ordinal).ThenBy(misfit => misfit.Kind),
    ];

    private List<PlannedLack>? Lacks(Misfit misfit) => !named.ContainsKey(misfit) ? null :
    [
        .. lacked.Where(found => found.Key.Misfit == misfit)
            .Select(found => new PlannedLack(
                found.Key.Code.Code, found.Key.Code.Written, found.Key.Code.Column, found.Value.Records, found.Value.Patients))
            .OrderBy(lack => lack.Column, StringComparer.Ordinal).ThenBy(lack => lack.Written, StringComparer.Ordinal)
            .ThenBy(lack => lack.Code, StringComparer.Ordinal),
    ];

    private static void Add<T>(Dictionary<T, (long Records, long Patients)> sums, IReadOnlyDictionary<T, long> found, int patients)
        where T : notnull
    {
        foreach (var (what, records) in found)
        {
            var before = sums.GetValueOrDefault(what);
            sums[what] = (before.Records + records, before.Patients + patients);
        }
    }
}
