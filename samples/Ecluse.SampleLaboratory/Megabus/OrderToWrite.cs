using Ecluse.Samples.Chance;

namespace Ecluse.Samples.Megabus;

/// <summary>What the rows of one order share.</summary>
/// <param name="Number">Key of the order.</param>
/// <param name="Patient">Key of the patient.</param>
/// <param name="Day">YYYYMMDD, or what stands where no date is known.</param>
/// <param name="Hour">HHMM.</param>
/// <param name="State">V validated, P in part, A cancelled.</param>
/// <param name="Biologist">Who validates.</param>
/// <param name="LongComment">Whether its first result carries a comment too long for the new system.</param>
internal sealed record OrderToWrite(
    long Number, long Patient, long Day, long Hour, char State, string Biologist, bool LongComment)
{
    /// <summary>The hour so many minutes after the order, HHMM; 0 where no date is known.</summary>
    public long At(int minutes) => Day == 0 ? 0 : LabDays.Later(Hour, minutes);

    /// <summary>Key of the order's specimen of a type.</summary>
    public long Specimen(string type) =>
        (Number * 4) + Array.FindIndex(Catalogue.Specimens, specimen => specimen.Code == type);

    /// <summary>Key of the order's result number <paramref name="rank"/>.</summary>
    public long Result(int rank) => (Number * 64) + rank;
}
