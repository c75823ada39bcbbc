namespace Ecluse.Samples;

/// <summary>
/// How large a sample laboratory is and what is wrong with it. The same options give the same bytes on every machine.
/// </summary>
public sealed record SampleOptions
{
    /// <summary>Seed of the invented people and results; another seed gives another laboratory.</summary>
    public ulong Seed { get; init; } = 2022;

    /// <summary>Patients in the old system.</summary>
    public int Patients { get; init; } = 500;

    /// <summary>First day of the bound: the law's case has 7 May 2017.</summary>
    public DateOnly Bound { get; init; } = new(2017, 5, 7);

    /// <summary>Exactly so many patients were last seen before <see cref="Bound"/>.</summary>
    public int PatientsBeforeBound { get; init; } = 33;

    /// <summary>Exactly so many patients, apart from the former, have an empty or impossible date of last visit.</summary>
    public int PatientsUndated { get; init; } = 4;

    /// <summary>Exactly so many orders, of patients with a good date, have an empty or impossible date.</summary>
    public int OrdersUndated { get; init; } = 3;

    /// <summary>What the new system will refuse.</summary>
    public SampleMisfits Misfits { get; init; } = new();

    /// <summary>So many patients carry known values in every field (<see cref="SampleDyes"/>).</summary>
    public int Dyed { get; init; } = 6;

    /// <summary>Prescribers, samplers and biologists.</summary>
    public int Practitioners { get; init; } = 40;

    /// <summary>Whether signed reports are kept as documents; a bench of results alone does without.</summary>
    public bool Documents { get; init; } = true;

    /// <summary>Whether the tables have an index on the patient's number; the other columns never have one.</summary>
    public bool Indexed { get; init; } = true;

    /// <summary>The case of 2022 (§44): 129,277 rows, of which 8,403 before 7 May 2017.</summary>
    public static SampleOptions Case2022 { get; } = new()
    {
        Patients = 129_277,
        PatientsBeforeBound = 8_403,
        PatientsUndated = 0,
        OrdersUndated = 0,
        Practitioners = 900,
    };

    /// <summary>A laboratory of the size of the whole leak: 491,840 patients, some 1.5 million orders, 10 million results.</summary>
    public static SampleOptions Leak { get; } = new()
    {
        Patients = 491_840,
        PatientsBeforeBound = 31_970,
        PatientsUndated = 400,
        OrdersUndated = 300,
        Practitioners = 30_000,
    };

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Patients);
        ArgumentOutOfRangeException.ThrowIfLessThan(Practitioners, 12);
        ArgumentOutOfRangeException.ThrowIfNegative(PatientsBeforeBound);
        var special = PatientsBeforeBound + PatientsUndated + OrdersUndated + Misfits.Patients + Dyed + 4;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(special, Patients, nameof(Patients));
        ArgumentOutOfRangeException.ThrowIfLessThan(Bound, new DateOnly(2015, 1, 1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Bound, new DateOnly(2020, 6, 30));
    }
}
