using System.Diagnostics.CodeAnalysis;
using static Ecluse.Records.DataClass;
using static Ecluse.Records.FieldKind;

namespace Ecluse.Records;

/// <content>The closed list of record types and fields.</content>
public sealed partial class RecordType
{
    /// <summary>Someone who prescribes, samples, validates or signs.</summary>
    public static readonly RecordType Practitioner = new(
        "practitioner", isShared: true,
        F("id", Key, Technical), F("rpps", Code, Identity), F("family-name", Text, Identity),
        F("given-names", Text, Identity), F("title", Text, Identity), F("role", Code, Technical),
        F("speciality", Text, Technical), F("address", Text, Identity), F("postal-code", Text, Identity),
        F("city", Text, Identity), F("phone", Text, Identity), F("email", Text, Identity),
        F("active", FieldKind.Boolean, Technical));

    /// <summary>An insurer, a ward, a hospital, a laboratory.</summary>
    public static readonly RecordType Organisation = new(
        "organisation", isShared: true,
        F("id", Key, Technical), F("kind", Code, Technical), F("name", Text, Technical),
        F("identifier", Code, Technical), F("address", Text, Technical), F("postal-code", Text, Technical),
        F("city", Text, Technical), F("phone", Text, Technical), F("email", Text, Technical));

    /// <summary>A person whose samples were examined. <c>identity-status</c> is migrated, never promoted.</summary>
    public static readonly RecordType Patient = new(
        "patient", isShared: false,
        F("id", Key, Technical), F("number", Text, Identity), F("family-name", Text, Identity),
        F("birth-name", Text, Identity), F("given-names", Text, Identity), F("first-given-name", Text, Identity),
        F("title", Text, Identity), F("sex", Code, Identity), F("birth-date", Date, Identity),
        F("birth-date-accuracy", Code, Identity), F("birth-place-code", Code, Identity),
        F("birth-place", Text, Identity), F("birth-rank", Integer, Identity), F("deceased-date", Date, Identity),
        F("ins", Code, Identity), F("ins-oid", Code, Identity), F("identity-status", Code, Identity),
        F("nir", Code, Identity), F("address", Text, Identity), F("postal-code", Text, Identity),
        F("city", Text, Identity), F("country", Code, Identity), F("phone", Text, Identity),
        F("mobile", Text, Identity), F("email", Text, Identity), F("last-visit", Date, Clinical),
        F("comment-p", DataClass.FreeText), F("comment-d", DataClass.FreeText));

    /// <summary>Who pays: the patient's insurer and number there.</summary>
    public static readonly RecordType Coverage = new(
        "coverage", isShared: false,
        F("id", Key, Technical), R("patient"), R("insurer", "organisation"), F("kind", Code, Technical),
        F("member-number", Code, Identity), F("valid-from", Date, Technical), F("valid-until", Date, Technical));

    /// <summary>A request for examinations, with its own number in the laboratory.</summary>
    public static readonly RecordType Order = new(
        "order", isShared: false,
        F("id", Key, Technical), R("patient"), F("number", Text, Identity), R("prescriber", "practitioner"),
        R("ward", "organisation"), F("ordered-at", Instant, Clinical), F("received-at", Instant, Clinical),
        F("priority", Code, Clinical), F("status", Code, Clinical), F("reason", DataClass.FreeText),
        F("comment", DataClass.FreeText));

    /// <summary>What was taken from the patient.</summary>
    public static readonly RecordType Specimen = new(
        "specimen", isShared: false,
        F("id", Key, Technical), R("patient"), R("order"), F("number", Text, Identity), F("type-code", Code, Clinical),
        F("type-text", Text, Clinical), F("collected-at", Instant, Clinical), F("received-at", Instant, Clinical),
        R("collector", "practitioner"), F("status", Code, Clinical), F("comment", DataClass.FreeText));

    /// <summary>
    /// One result, in one version. Earlier versions are records of their own that <c>replaces</c> points to;
    /// an isolate is part of its culture, a susceptibility part of its isolate, a blood group's second
    /// determination an observation beside the first.
    /// </summary>
    public static readonly RecordType Observation = new(
        "observation", isShared: false,
        F("id", Key, Technical), R("patient"), R("order"), R("specimen"), F("kind", Code, Clinical),
        R("part-of", "observation"), R("replaces", "observation"), F("version", Integer, Technical),
        F("rank", Integer, Technical), F("code", Code, Clinical), F("code-text", Text, Clinical),
        F("loinc", Code, Clinical), F("status", Code, Clinical), F("value-number", FieldKind.Decimal, Clinical),
        F("value-comparator", Code, Clinical), F("value-unit", Text, Clinical), F("value-code", Code, Clinical),
        F("value-code-text", Text, Clinical), F("value-text", Text, Clinical), F("value-written", Text, Clinical),
        F("range-low", FieldKind.Decimal, Clinical), F("range-high", FieldKind.Decimal, Clinical),
        F("range-text", Text, Clinical), F("flag", Code, Clinical), F("method", Text, Clinical),
        F("observed-at", Instant, Clinical), F("issued-at", Instant, Clinical), F("validated-at", Instant, Clinical),
        R("validated-by", "practitioner"), F("comment", DataClass.FreeText));

    /// <summary>The laboratory's report of results (compte rendu).</summary>
    public static readonly RecordType Report = new(
        "report", isShared: false,
        F("id", Key, Technical), R("patient"), R("order"), F("number", Text, Identity), F("title", Text, Clinical),
        F("status", Code, Clinical), F("issued-at", Instant, Clinical), R("validated-by", "practitioner"),
        F("conclusion", DataClass.FreeText));

    /// <summary>A signed report or a scan, byte for byte.</summary>
    public static readonly RecordType Document = new(
        "document", isShared: false,
        F("id", Key, Technical), R("patient"), R("report"), F("title", Text, Clinical),
        F("media-type", Code, Technical), F("created-at", Instant, Clinical), F("content", Bytes, Clinical),
        F("content-sha256", Code, Technical));

    /// <summary>Every record type: shared ones first, then in the order in which one patient's records pass.</summary>
    public static readonly IReadOnlyList<RecordType> All =
        Number([Practitioner, Organisation, Patient, Coverage, Order, Specimen, Observation, Report, Document]);

    /// <summary>Looks a record type up by its name.</summary>
    /// <returns><see langword="false"/> when there is none.</returns>
    public static bool TryFind(string name, [NotNullWhen(true)] out RecordType? type)
    {
        type = All.FirstOrDefault(candidate => candidate.Name == name);
        return type is not null;
    }

    private static RecordType[] Number(RecordType[] types)
    {
        for (var i = 0; i < types.Length; i++)
        {
            types[i].Ordinal = i;
        }

        return types;
    }

    private static RecordField F(string name, FieldKind kind, DataClass @class) => new(name, kind, @class);

    private static RecordField F(string name, DataClass freeText) => new(name, FieldKind.FreeText, freeText);

    private static RecordField R(string name, string? type = null) => new(name, Reference, Technical, type ?? name);
}
