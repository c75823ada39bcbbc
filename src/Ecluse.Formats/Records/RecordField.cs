namespace Ecluse.Records;

/// <summary>One field of a record type; the closed list stands in <see cref="RecordType"/>.</summary>
/// <param name="Name">Name in lower-case words joined by hyphens, as instructions and profiles write it.</param>
/// <param name="Kind">How its text is read.</param>
/// <param name="Class">What it says about a person.</param>
/// <param name="RefersTo">For a <see cref="FieldKind.Reference"/>: the name of the record type it points to.</param>
public sealed record RecordField(string Name, FieldKind Kind, DataClass Class, string? RefersTo = null)
{
    /// <summary>Position among the fields of its record type, from 0; set by <see cref="RecordType"/>.</summary>
    public int Ordinal { get; internal set; } = -1;
}
