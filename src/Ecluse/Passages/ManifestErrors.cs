using Ecluse.Errors;

namespace Ecluse.Passages;

/// <summary>What can be wrong with a manifest; <c>docs/reference/errors/passage.md</c> lists them.</summary>
internal static class ManifestErrors
{
    private static readonly Text AskAgain = new(
        "Ask the source gate for the manifest it signed; nothing was loaded.",
        "Redemander à la porte source le manifeste qu’elle a signé ; rien n’a été chargé.");

    public static EcluseException OtherPassage() => Refused(
        "MANIFEST-001",
        "The manifest belongs to another passage.", "Le manifeste est celui d’un autre passage.");

    public static EcluseException OtherPlan() => Refused(
        "MANIFEST-002",
        "The manifest was made under another plan than the one signed.",
        "Le manifeste a été établi sous un autre plan que celui qui est signé.");

    public static EcluseException UnnamedGate() => Refused(
        "MANIFEST-003",
        "The manifest comes from a gate that the signed plan does not name.",
        "Le manifeste vient d’une porte que le plan signé ne nomme pas.");

    public static EcluseException RecipientAdded() => Refused(
        "MANIFEST-004",
        "The parcels are sealed to a recipient that the signed plan does not name.",
        "Les colis sont scellés pour un destinataire que le plan signé ne nomme pas.");

    public static EcluseException RecipientExchanged() => Refused(
        "MANIFEST-005",
        "The parcels are not sealed to exactly the recipients of the signed plan.",
        "Les colis ne sont pas scellés exactement pour les destinataires du plan signé.");

    public static EcluseException ParcelMissing(int number) => Refused(
        "MANIFEST-006",
        $"Parcel {number} is missing from the manifest.", $"Le colis {number} manque au manifeste.");

    public static EcluseException ParcelsReordered(int place) => Refused(
        "MANIFEST-007",
        $"The parcels of the manifest are not in their order, from place {place} on.",
        $"Les colis du manifeste ne sont pas dans leur ordre, à partir du rang {place}.");

    public static EcluseException ParcelRepeated() => Refused(
        "MANIFEST-008",
        "A parcel stands twice in the manifest.", "Un colis figure deux fois au manifeste.");

    public static EcluseException BadSignature() => Refused(
        "MANIFEST-009",
        "The manifest's signature is not the source gate's over these bytes.",
        "La signature du manifeste n’est pas celle de la porte source sur ces octets.");

    public static EcluseException ParcelLonger(int number) => Refused(
        "MANIFEST-010",
        $"Parcel {number} does not hold as many bytes as the manifest says.",
        $"Le colis {number} ne contient pas autant d’octets que le manifeste le dit.");

    public static EcluseException NotDigests(long line) => Refused(
        "MANIFEST-011",
        $"Line {line} of the digests parcel is not one that a source gate writes.",
        $"La ligne {line} du colis d’empreintes n’est pas de celles qu’une porte source écrit.");

    private static EcluseException Refused(string code, string english, string french) =>
        new(code, new Text(english, french), AskAgain, ErrorKind.Refused);
}
