using Ecluse.Errors;

namespace Ecluse.Canonical;

/// <summary>Every error of this folder; codes in <c>docs/reference/errors/canonical-json.md</c>.</summary>
internal static class CanonicalErrors
{
    private static readonly Text Rewrite = new(
        "Take the file as Écluse wrote it; do not open and save it in an editor.",
        "Prenez le fichier tel qu’Écluse l’a écrit ; ne l’ouvrez pas dans un éditeur pour l’enregistrer.");

    public static EcluseException NotJson(string path, long offset, Exception cause) => new(
        "CANON-001",
        new($"Not well-formed JSON at {path}, after byte {offset}.",
            $"JSON mal formé à {path}, après l’octet {offset}."),
        Rewrite, ErrorKind.SealBroken, cause);

    public static EcluseException NotAnObject() => new(
        "CANON-001",
        new("The document is not one JSON object.", "Le document n’est pas un objet JSON unique."),
        Rewrite, ErrorKind.SealBroken);

    public static EcluseException MemberTwice(string path) => new(
        "CANON-002",
        new($"Member {path} stands twice.", $"Le membre {path} figure deux fois."),
        Rewrite, ErrorKind.SealBroken);

    public static EcluseException NotAWholeNumber(string path) => new(
        "CANON-003",
        new($"The number at {path} is not a whole number within ±{CanonicalJson.NumberMax}.",
            $"Le nombre à {path} n’est pas un entier compris dans ±{CanonicalJson.NumberMax}."),
        new("Write decimals and large numbers as strings.",
            "Écrivez les décimaux et les grands nombres comme des chaînes."),
        ErrorKind.SealBroken);

    public static EcluseException TooDeep() => new(
        "CANON-004",
        new($"The document is nested deeper than {CanonicalJson.DepthMax} levels.",
            $"Le document est imbriqué sur plus de {CanonicalJson.DepthMax} niveaux."),
        Rewrite, ErrorKind.SealBroken);

    public static EcluseException HalfSurrogate(string path) => new(
        "CANON-005",
        new($"The text at {path} holds half a surrogate pair.",
            $"Le texte à {path} contient la moitié d’une paire de substitution."),
        new("Repair the text at its source.", "Réparez le texte à sa source."));

    public static EcluseException NotAJsonType(string path) => new(
        "CANON-005",
        new($"The value at {path} is neither text, whole number, boolean nor null.",
            $"La valeur à {path} n’est ni un texte, ni un entier, ni un booléen, ni null."),
        new("Convert it to text before writing.", "Convertissez-la en texte avant de l’écrire."));

    public static EcluseException NotCanonical(int offset) => new(
        "CANON-006",
        new($"The document is not in canonical form: first difference at byte {offset}.",
            $"Le document n’est pas sous forme canonique : première différence à l’octet {offset}."),
        Rewrite, ErrorKind.SealBroken);
}
