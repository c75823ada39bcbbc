namespace Ecluse.Storage.Accounts;

/// <summary>A named person (rule 10): acts carry the id, the name stands here and can be erased.</summary>
public sealed class PersonRow
{
    /// <summary>Random id, <c>person:</c> and 16 hex digits; never reused.</summary>
    public required string Id { get; init; }

    /// <summary>Name as it is shown; null once erased.</summary>
    public string? Name { get; set; }

    /// <summary>Organisation; null once erased.</summary>
    public string? Organisation { get; set; }

    /// <summary>
    /// For a person of a laboratory: the controller's name as contracts write it, whose things are all this person sees; null for the
    /// processor's people.
    /// </summary>
    public string? Controller { get; init; }

    /// <summary>Role: <c>operator</c>, <c>signatory</c>, <c>dpo</c>, <c>security-officer</c> or <c>auditor</c>.</summary>
    public required string Role { get; init; }

    /// <summary>The account of the operating system that this person alone uses on this machine.</summary>
    public string? SystemAccount { get; set; }
}
