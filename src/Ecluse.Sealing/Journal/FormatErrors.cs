using Ecluse.Errors;

namespace Ecluse.Journal;

/// <summary>Errors of the log's public formats; codes in <c>docs/reference/errors/journal.md</c>.</summary>
internal static class FormatErrors
{
    public static EcluseException Malformed(string what, string frenchWhat) => new(
        "JOURNAL-001",
        new($"The {what} is malformed.", $"Objet mal formé : {frenchWhat}."),
        new("Take the file as the log wrote it.", "Reprenez le fichier tel que le journal l’a écrit."),
        ErrorKind.SealBroken);

    public static EcluseException EntryTooLong(int bytes) => new(
        "JOURNAL-002",
        new($"The entry has {bytes} bytes; at most {EntryBundle.EntryBytesMax} fit.",
            $"L’entrée compte {bytes} octets ; il en tient au plus {EntryBundle.EntryBytesMax}."),
        new("Journal the hash of the document, not the document.",
            "Portez au journal l’empreinte du document, non le document."));

    public static EcluseException NotSigned(string name) => new(
        "JOURNAL-003",
        new($"The note bears no valid signature by {name}.", $"La note ne porte aucune signature valable de {name}."),
        new("Check that the verifier key belongs to this log; if it does, do not trust the file.",
            "Vérifiez que la clé de vérification est celle de ce journal ; si oui, ne vous fiez pas au fichier."),
        ErrorKind.SealBroken);

    public static EcluseException OtherOrigin(string found, string expected) => new(
        "JOURNAL-004",
        new($"The checkpoint is of log {found}, not of {expected}.",
            $"Le point de contrôle est celui du journal {found}, non de {expected}."),
        new("Give the verifier key of the log that the document names.",
            "Donnez la clé de vérification du journal que nomme le document."),
        ErrorKind.SealBroken);

    public static EcluseException NotIncluded(long index) => new(
        "JOURNAL-005",
        new($"The proof does not show this entry at index {index} of the log.",
            $"La preuve n’établit pas que cette entrée est au rang {index} du journal."),
        new("Take entry and proof as they were given; if they are unchanged, the entry is not in the log.",
            "Reprenez entrée et preuve d’origine ; si elles sont intactes, l’entrée n’est pas au journal."),
        ErrorKind.SealBroken);
}
