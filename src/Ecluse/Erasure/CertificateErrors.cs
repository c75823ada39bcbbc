using Ecluse.Errors;

namespace Ecluse.Erasure;

/// <summary>What can be wrong with a certificate file; <c>docs/reference/errors/erasure.md</c> lists them.</summary>
internal static class CertificateErrors
{
    private static readonly Text Ask = new(
        "Do not rely on this certificate; ask the processor for the file again and keep this one as evidence.",
        "Ne pas se fier à ce certificat ; redemander le fichier au sous-traitant et garder celui-ci comme preuve.");

    public static EcluseException OtherPlan() => Broken(
        "CERT-001",
        "The plan in the file is not the one that the certificate names.",
        "Le plan du fichier n’est pas celui que le certificat nomme.");

    public static EcluseException OtherEntry() => Broken(
        "CERT-002",
        "The journal entry in the file is not the erasure that the certificate tells of.",
        "L’entrée de journal du fichier n’est pas l’effacement dont parle le certificat.");

    public static EcluseException Recipients() => Broken(
        "CERT-003",
        "The certificate does not account for exactly the recipients of the signed plan.",
        "Le certificat ne rend pas compte exactement des destinataires du plan signé.");

    public static EcluseException LogRewritten() => Broken(
        "CERT-004",
        "The log that holds this certificate does not extend the log that was shown when the plan was signed: it was rewritten.",
        "Le journal qui porte ce certificat ne prolonge pas celui qui était montré à la signature du plan : il a été réécrit.");

    public static EcluseException OtherApproval() => Broken(
        "CERT-005",
        "The approval given is not a signature over the plan in this file.",
        "L’approbation donnée n’est pas une signature du plan contenu dans ce fichier.");

    public static EcluseException NotWhole(string code) => Broken(
        "CERT-006",
        $"The file is not a whole certificate file as Écluse writes it: it was altered or cut ({code}).",
        $"Le fichier n’est pas un fichier de certificat entier tel qu’Écluse l’écrit : il a été altéré ou coupé ({code}).");

    private static EcluseException Broken(string code, string english, string french) =>
        new(code, new Text(english, french), Ask, ErrorKind.SealBroken);
}
