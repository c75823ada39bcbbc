namespace Ecluse.Samples.Megabus;

/// <summary>One test of the catalogue.</summary>
/// <param name="Code">The laboratory's own code.</param>
/// <param name="Label">Label as printed.</param>
/// <param name="Loinc">LOINC code, or empty.</param>
/// <param name="Unit">Unit as printed.</param>
/// <param name="Ucum">The same unit in UCUM.</param>
/// <param name="Specimen">Specimen type.</param>
/// <param name="Kind">N number, C coded, T text, B culture, I isolate, S susceptibility, G blood group, A antibodies.</param>
/// <param name="Low">Lower bound of reference, in units of the last decimal.</param>
/// <param name="High">Upper bound of reference, in units of the last decimal.</param>
/// <param name="Decimals">Decimals as printed.</param>
/// <param name="Method">Method, or empty.</param>
internal sealed record LabTest(
    string Code, string Label, string Loinc, string Unit, string Ucum, string Specimen, char Kind, int Low = 0,
    int High = 0, int Decimals = 0, string Method = "");
