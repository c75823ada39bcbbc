namespace Ecluse.Files;

/// <summary>Lines of one patient that stand together in a file.</summary>
/// <param name="Offset">Where they begin, in bytes.</param>
/// <param name="Patient">Number of the patient in the index.</param>
/// <param name="File">Number of the file.</param>
/// <param name="Length">How many bytes, ends of line included.</param>
internal readonly record struct FhirRun(long Offset, int Patient, int File, int Length);
