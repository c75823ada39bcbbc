namespace Ecluse.Samples;

/// <summary>Patients whom the new system cannot hold as they are, by cause; none of them before the bound nor undated.</summary>
public sealed record SampleMisfits
{
    /// <summary>No misfit at all.</summary>
    public static SampleMisfits None { get; } = new()
    {
        LongNames = 0, SharedNumbers = 0, WithoutSex = 0, ImpossibleBirths = 0, PartialBirths = 0, Mojibake = 0,
        LongComments = 0, OrphanOrders = 0,
    };

    /// <summary>Family names longer than the new system's 32 characters.</summary>
    public int LongNames { get; init; } = 2;

    /// <summary>Patients whose number somebody else bears already: a unique constraint refuses the second one.</summary>
    public int SharedNumbers { get; init; } = 2;

    /// <summary>No sex, which the new system requires.</summary>
    public int WithoutSex { get; init; } = 2;

    /// <summary>A date of birth that no calendar has (30 February).</summary>
    public int ImpossibleBirths { get; init; } = 2;

    /// <summary>A date of birth of which only the year is known, where the new system wants a whole date.</summary>
    public int PartialBirths { get; init; } = 1;

    /// <summary>Names that were encoded twice.</summary>
    public int Mojibake { get; init; } = 3;

    /// <summary>A result's comment longer than the new system's 200 characters.</summary>
    public int LongComments { get; init; } = 1;

    /// <summary>Orders that name a patient who is not in the source.</summary>
    public int OrphanOrders { get; init; } = 3;

    /// <summary>Patients concerned; orphans have none.</summary>
    public int Patients =>
        LongNames + SharedNumbers + WithoutSex + ImpossibleBirths + PartialBirths + Mojibake + LongComments;
}
