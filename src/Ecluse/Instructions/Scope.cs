namespace Ecluse.Instructions;

/// <summary>
/// What an instruction lists: the closed list of record types and fields, and the bounds. What is not here never
/// stands in a select list (rule 2 of the lock).
/// </summary>
/// <param name="Fields">
/// Listed fields by record type name, each list in the order of the type's fields; <c>id</c> and references between
/// listed types are always listed.
/// </param>
/// <param name="Patients">Which patients pass.</param>
/// <param name="Orders">Which of their orders pass, with all that hangs on them; null when all do.</param>
/// <param name="Undated">What becomes of a patient or an order whose date is empty or impossible.</param>
/// <param name="Inspect">Whether the source may be asked for counts of what column contents look like.</param>
/// <param name="ReadLock">Whether the old system's writers may be held back while a source without snapshots is read.</param>
public sealed record Scope(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Fields,
    PatientBounds Patients,
    OrderBounds? Orders,
    UndatedRule Undated,
    bool Inspect,
    bool ReadLock = false)
{
    /// <summary>Whether the field is listed.</summary>
    public bool Lists(string type, string field) => Fields.TryGetValue(type, out var fields) && fields.Contains(field);

    /// <summary>The same scope, some patients left out.</summary>
    public Scope Without(IReadOnlyCollection<string> patients) =>
        this with { Patients = Patients with { Except = [.. Patients.Except ?? [], .. patients] } };
}

/// <summary>Which patients pass: by last visit, by a list of keys, or all when both are null.</summary>
/// <param name="LastVisitOnOrAfter">First day included, a date in the laboratory's time zone.</param>
/// <param name="Keys">Source keys, or null.</param>
/// <param name="Except">
/// Source keys left out all the same (a fit treatment, a reject that was skipped): known to a gate in memory only, never
/// part of an instruction. Figures and counts must leave them out too.
/// </param>
public sealed record PatientBounds(
    DateOnly? LastVisitOnOrAfter, IReadOnlyList<string>? Keys, IReadOnlyCollection<string>? Except = null);

/// <summary>Which orders pass, by their date in the laboratory's time zone.</summary>
/// <param name="OnOrAfter">First day included, or null.</param>
/// <param name="Before">First day not included, or null.</param>
public sealed record OrderBounds(DateOnly? OnOrAfter, DateOnly? Before);

/// <summary>What becomes of what has no usable date; the instruction says which, there is no default.</summary>
public enum UndatedRule
{
    /// <summary>It stays behind, counted apart.</summary>
    Leave,

    /// <summary>It passes, counted apart.</summary>
    Pass,

    /// <summary>The plan is refused as long as there is one.</summary>
    Refuse,
}
