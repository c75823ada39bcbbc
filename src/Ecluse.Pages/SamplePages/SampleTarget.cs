namespace Ecluse.SamplePages;

/// <summary>What an invented laboratory's new system holds after its demonstration, for whoever wants to look: invented people and no others.</summary>
/// <param name="System">Name of the system.</param>
/// <param name="Held">How many patients it holds, those that are not shown too.</param>
/// <param name="Patients">The first of them, by number.</param>
public sealed record SampleTarget(string System, long Held, IReadOnlyList<TargetPatient> Patients)
{
    /// <summary>How many are shown at most.</summary>
    public const int PatientsMax = 200;
}

/// <summary>An invented patient, as the new system has them.</summary>
/// <param name="Number">The number there.</param>
/// <param name="Name">Family name and given names.</param>
/// <param name="Facts">What else stands in the row, column by column.</param>
/// <param name="Results">By test, the latest first.</param>
/// <param name="Documents">What is attached.</param>
public sealed record TargetPatient(
    string Number, string Name, IReadOnlyList<TargetFact> Facts, IReadOnlyList<TargetResult> Results, IReadOnlyList<TargetDocument> Documents);

/// <summary>A column of a row, and its value.</summary>
public sealed record TargetFact(string Column, string Value);

/// <summary>A result.</summary>
/// <param name="Test">What was measured.</param>
/// <param name="At">When, as the system writes it.</param>
/// <param name="Value">With its unit.</param>
/// <param name="Range">Usual range, as written.</param>
/// <param name="Flag">Too high, too low; empty for neither.</param>
/// <param name="Status">Final, corrected, …</param>
/// <param name="Version">From 1; a later one replaces an earlier one.</param>
public sealed record TargetResult(string Test, string At, string Value, string Range, string Flag, string Status, long Version);

/// <summary>A document.</summary>
/// <param name="Title">Its title.</param>
/// <param name="MediaType">Its kind.</param>
/// <param name="At">When it was made.</param>
/// <param name="Content">Its very bytes.</param>
public sealed record TargetDocument(string Title, string MediaType, string At, byte[] Content)
{
    /// <summary>How a file of its kind ends.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Extension => MediaType switch
    {
        "application/pdf" => ".pdf",
        "text/plain" => ".txt",
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        _ => ".bin",
    };
}
