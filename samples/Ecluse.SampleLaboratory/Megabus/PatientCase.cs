namespace Ecluse.Samples.Megabus;

/// <summary>What is particular about a patient of the sample laboratory.</summary>
internal enum PatientCase
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>Known values in every field.</summary>
    Dyed,

    /// <summary>First of two twins; the next patient is the second.</summary>
    FirstTwin,

    /// <summary>Second of two twins.</summary>
    SecondTwin,

    /// <summary>Last seen before the bound.</summary>
    BeforeBound,

    /// <summary>Date of last visit empty or impossible.</summary>
    Undated,

    /// <summary>One order's date is empty or impossible.</summary>
    UndatedOrder,

    /// <summary>Family name too long for the new system.</summary>
    LongName,

    /// <summary>Bears the number of patient 0.</summary>
    SharedNumber,

    /// <summary>No sex.</summary>
    WithoutSex,

    /// <summary>Born on 30 February.</summary>
    ImpossibleBirth,

    /// <summary>Year of birth alone.</summary>
    PartialBirth,

    /// <summary>Name encoded twice.</summary>
    Mojibake,

    /// <summary>A comment too long for the new system.</summary>
    LongComment,
}
