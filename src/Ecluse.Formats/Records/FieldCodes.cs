using System.Collections.Frozen;
using Ecluse.PatientIdentity;

namespace Ecluse.Records;

/// <summary>
/// The closed code lists of fields, one table for profiles, the fit check and the formats. They are FHIR R4's own codes
/// wherever FHIR binds the element; <c>docs/spec/lab-record.md</c> lists them with their meaning.
/// A field of kind <see cref="FieldKind.Code"/> that is not here is open.
/// </summary>
public static class FieldCodes
{
    private static readonly FrozenDictionary<(string Type, string Field), IReadOnlyList<string>> Lists =
        new Dictionary<(string, string), IReadOnlyList<string>>
        {
            [("practitioner", "role")] = ["prescriber", "sampler", "biologist", "technician", "secretary", "other"],
            [("organisation", "kind")] = ["insurer", "ward", "hospital", "laboratory", "practice", "other"],
            [("patient", "sex")] = ["male", "female", "other", "unknown"],
            [("patient", "birth-date-accuracy")] = ["exact", "approximate", "lunar"],
            [("patient", "ins-oid")] = [.. InsAuthority.All.Select(authority => authority.Oid)],
            [("patient", "identity-status")] = IdentityStatus.All,
            [("coverage", "kind")] = ["mandatory", "complementary", "other"],
            [("order", "priority")] = ["routine", "urgent", "asap", "stat"],
            [("order", "status")] =
                ["draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"],
            [("specimen", "status")] = ["available", "unavailable", "unsatisfactory", "entered-in-error"],
            [("observation", "kind")] =
            [
                "measurement", "text", "panel", "culture", "isolate", "susceptibility", "blood-group", "antibody",
            ],
            [("observation", "status")] =
            [
                "registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown",
            ],
            [("observation", "value-comparator")] = ["<", "<=", ">=", ">"],
            [("observation", "flag")] =
            [
                "N", "A", "AA", "L", "LL", "LU", "H", "HH", "HU", "S", "SDD", "I", "R", "NS", "IE",
                "POS", "NEG", "IND", "DET", "ND", "RR", "NR", "WR", "E", "EXP", "UNE", "B", "W", "U", "D", "<", ">",
            ],
            [("report", "status")] =
            [
                "registered", "partial", "preliminary", "final", "amended", "corrected", "appended", "cancelled",
                "entered-in-error", "unknown",
            ],
        }.ToFrozenDictionary();

    // By the ordinals of type and field: asked for each field of each record.
    private static readonly IReadOnlyList<string>?[][] ByOrdinal =
        [.. RecordType.All.Select(type => type.Fields.Select(field => Lists.GetValueOrDefault((type.Name, field.Name))).ToArray())];

    /// <summary>The closed list of a field's values, or <see langword="null"/> when it has none.</summary>
    /// <param name="type">Record type.</param>
    /// <param name="field">One of its fields.</param>
    public static IReadOnlyList<string>? Of(RecordType type, RecordField field)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(field);
        return ByOrdinal[type.Ordinal][field.Ordinal];
    }

    internal static IEnumerable<(string Type, string Field)> Keys => Lists.Keys;
}
