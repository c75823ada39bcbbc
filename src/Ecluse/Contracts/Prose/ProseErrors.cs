using Ecluse.Errors;

namespace Ecluse.Contracts.Prose;

/// <summary>A document whose words cannot be read; the codes are in <c>docs/reference/errors/contract.md</c>.</summary>
internal static class ProseErrors
{
    internal static EcluseException TooLarge(string what, long limit) => new(
        "CONTRACT-020",
        new($"The document is larger than what is read here: {what}, at most {limit}.",
            $"Le document dépasse ce qui est lu ici : {what}, {limit} au plus."),
        new("Check the text alone, saved as .txt.", "Contrôlez le texte seul, enregistré en .txt."),
        ErrorKind.Usage);

    internal static EcluseException Unreadable(string kind, Exception? cause = null) => new(
        "CONTRACT-021",
        new($"The file is not a {kind} document that can be read: damaged, protected by a password, or something else.",
            $"Le fichier n’est pas un document {kind} lisible : abîmé, protégé par un mot de passe, ou d’une autre sorte."),
        new("Save it again without a password, or as .txt.", "Enregistrez-le à nouveau sans mot de passe, ou en .txt."),
        ErrorKind.Usage, cause);

    internal static EcluseException NoText() => new(
        "CONTRACT-022",
        new("No text was found in the document; a scanned page is a picture.",
            "Aucun texte dans le document ; une page numérisée est une image."),
        new("Check the file that was printed, or text recognised from the scan.",
            "Contrôlez le fichier qui a été imprimé, ou le texte reconnu à partir de l’image."),
        ErrorKind.Usage);
}
