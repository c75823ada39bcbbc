using Ecluse.Samples.Chance;

namespace Ecluse.Samples.Megabus;

/// <summary>
/// Which patient is which case: exact counts, spread over the file by the seed. Patients before the bound are spread
/// by a rule, so that a laboratory of any size needs no list of them; the few others are drawn.
/// </summary>
internal sealed class PatientCases
{
    /// <summary>Patients 0 and 1 are twins in every laboratory; every 97th pair afterwards, where both are plain.</summary>
    private const int TwinStep = 97;

    private readonly Dictionary<int, PatientCase> drawn = [];
    private readonly SampleOptions options;
    private readonly int reserved;

    public PatientCases(SampleOptions options)
    {
        this.options = options;

        // The first places are kept: two twins, then the dyed patients, so that dyes are where tests look for them.
        reserved = 2 + options.Dyed;
        var chance = new SeededSequence(options.Seed, ulong.MaxValue);
        var misfits = options.Misfits;
        Draw(ref chance, options.PatientsUndated, PatientCase.Undated);
        Draw(ref chance, options.OrdersUndated, PatientCase.UndatedOrder);
        Draw(ref chance, misfits.LongNames, PatientCase.LongName);
        Draw(ref chance, misfits.SharedNumbers, PatientCase.SharedNumber);
        Draw(ref chance, misfits.WithoutSex, PatientCase.WithoutSex);
        Draw(ref chance, misfits.ImpossibleBirths, PatientCase.ImpossibleBirth);
        Draw(ref chance, misfits.PartialBirths, PatientCase.PartialBirth);
        Draw(ref chance, misfits.Mojibake, PatientCase.Mojibake);
        Draw(ref chance, misfits.LongComments, PatientCase.LongComment);
    }

    /// <summary>The case of a patient, by index from 0.</summary>
    public PatientCase this[int patient]
    {
        get
        {
            if (patient < reserved)
            {
                return patient switch { 0 => PatientCase.FirstTwin, 1 => PatientCase.SecondTwin, _ => PatientCase.Dyed };
            }

            var special = Special(patient);
            return special != PatientCase.Plain ? special : Twin(patient);
        }
    }

    private PatientCase Special(int patient) =>
        drawn.TryGetValue(patient, out var special) ? special
        : IsBeforeBound(patient) ? PatientCase.BeforeBound
        : PatientCase.Plain;

    private PatientCase Twin(int patient)
    {
        if (patient % TwinStep == 0 && patient + 1 < options.Patients && Special(patient + 1) == PatientCase.Plain)
        {
            return PatientCase.FirstTwin;
        }

        var first = patient - 1;
        return first >= reserved && first % TwinStep == 0 && Special(first) == PatientCase.Plain
            ? PatientCase.SecondTwin
            : PatientCase.Plain;
    }

    /// <summary>Spreads exactly so many marks evenly over the places that are not reserved.</summary>
    private bool IsBeforeBound(int patient)
    {
        long places = options.Patients - reserved;
        long place = patient - reserved;
        long marks = options.PatientsBeforeBound;
        return (place + 1) * marks / places > place * marks / places;
    }

    private void Draw(ref SeededSequence chance, int count, PatientCase special)
    {
        while (count > 0)
        {
            var patient = chance.Between(reserved, options.Patients - 1);
            if (!IsBeforeBound(patient) && drawn.TryAdd(patient, special))
            {
                count--;
            }
        }
    }
}
