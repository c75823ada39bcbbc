using Ecluse.Samples.Chance;

namespace Ecluse.Samples.Megabus;

/// <summary>When a patient came: the days of his orders, oldest first, and the date of last visit as the file has it.</summary>
/// <param name="Days">Day of each order; null where the order's date is empty or impossible.</param>
/// <param name="Last">Date of last visit, YYYYMMDD, 0 or impossible.</param>
internal sealed record Visits(DateOnly?[] Days, long Last)
{
    /// <summary>Most orders of one patient.</summary>
    public const int Most = 8;

    private static readonly int[] Counts = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 6, 6, 8, 8];

    /// <summary>Draws the visits of a patient.</summary>
    public static Visits Of(SampleOptions options, Person patient, ref SeededSequence chance)
    {
        var last = LastDay(options, patient, ref chance);
        var count = chance.Pick(Counts);
        count = patient.Case == PatientCase.UndatedOrder ? Math.Max(count, 2) : count;
        var days = new DateOnly?[count];
        for (var i = 0; i < count - 1; i++)
        {
            days[i] = LabDays.Day(ref chance, LabDays.FirstDay, last);
        }

        days[count - 1] = last;
        Array.Sort(days);
        if (patient.Case == PatientCase.UndatedOrder)
        {
            days[0] = null;
        }

        var written = patient.Case == PatientCase.Undated ? Undated(patient.Index) : LabDays.Number(last);
        return new Visits(days, written);
    }

    /// <summary>A date that is no date: empty, or 31 February.</summary>
    public static long Undated(int index) => index % 2 == 0 ? 0 : 20170231;

    private static DateOnly LastDay(SampleOptions options, Person patient, ref SeededSequence chance)
    {
        var edge = chance.Below(60) == 0;
        return patient.Case == PatientCase.BeforeBound
            ? edge ? options.Bound.AddDays(-1) : LabDays.Day(ref chance, LabDays.FirstDay, options.Bound.AddDays(-1))
            : edge ? options.Bound : LabDays.Day(ref chance, options.Bound, LabDays.LastDay);
    }
}
