namespace Ecluse.PatientIdentity;

/// <summary>
/// How far a patient's identity was checked: the four exclusive statuses of the national identity rules. A status is
/// migrated as it stands and never promoted; only <see cref="Qualified"/> may use the INS to name health data.
/// </summary>
/// <remarks>Source: RNIV, requirement SI 07; codes of fr-core's code system for HL7 v2 table 0445.</remarks>
public static class IdentityStatus
{
    /// <summary>Neither fetched from INSi nor checked against a document (identité provisoire).</summary>
    public const string Provisional = "PROV";

    /// <summary>Fetched from INSi, not checked (identité récupérée).</summary>
    public const string Retrieved = "RECUP";

    /// <summary>Checked against a document, not fetched (identité validée).</summary>
    public const string Validated = "VALI";

    /// <summary>Fetched from INSi and checked (identité qualifiée).</summary>
    public const string Qualified = "QUAL";

    /// <summary>The four codes.</summary>
    public static readonly IReadOnlyList<string> All = [Provisional, Retrieved, Validated, Qualified];
}
