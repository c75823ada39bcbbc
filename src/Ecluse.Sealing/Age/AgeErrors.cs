using Ecluse.Errors;

namespace Ecluse.Age;

/// <summary>Every error of this slice, worded once.</summary>
internal static class AgeErrors
{
    private static readonly Text AskAgain = new(
        "Ask for the file again from where it was sealed; nothing of it was let through unverified.",
        "Redemandez le fichier à qui l’a scellé ; rien n’en est sorti sans avoir été vérifié.");

    public static AgeException Header(string english, string french) => new(
        AgeFailure.Header,
        "AGE-001",
        new Text($"The header of the sealed file is malformed: {english}.",
            $"L’en-tête du fichier scellé est mal formé : {french}."),
        AskAgain,
        ErrorKind.SealBroken);

    public static AgeException Mac() => new(
        AgeFailure.Mac,
        "AGE-002",
        new Text("The header of the sealed file was altered: its HMAC does not hold.",
            "L’en-tête du fichier scellé a été altéré : son HMAC ne tient pas."),
        AskAgain,
        ErrorKind.SealBroken);

    public static AgeException NoMatch(int identities, int stanzas) => new(
        AgeFailure.NoMatch,
        "AGE-003",
        new Text($"None of the {identities} identities given opens any of the {stanzas} stanzas of the sealed file.",
            $"Aucune des {identities} identités données n’ouvre l’une des {stanzas} strophes du fichier scellé."),
        new Text("Give the identity of a recipient of this file; if you did, the file was altered: ask for it again.",
            "Donnez l’identité d’un destinataire du fichier ; si c’est le cas, il a été altéré : redemandez-le."),
        ErrorKind.Failed);

    public static AgeException Payload(ulong chunk, string english, string french) => new(
        AgeFailure.Payload,
        "AGE-004",
        new Text($"The sealed file does not hold at chunk {chunk}: {english}.",
            $"Le fichier scellé ne tient pas au bloc {chunk} : {french}."),
        AskAgain,
        ErrorKind.SealBroken);

    public static AgeException Armor(long line, string english, string french) => new(
        AgeFailure.Armor,
        "AGE-005",
        new Text($"The armor of the sealed file is malformed at line {line}: {english}.",
            $"L’armure du fichier scellé est mal formée à la ligne {line} : {french}."),
        AskAgain,
        ErrorKind.SealBroken);

    public static AgeException RecipientText(int length) => new(
        AgeFailure.Usage,
        "AGE-006",
        new Text($"A text of {length} characters is not an age recipient (age1… or age1pq1…).",
            $"Un texte de {length} caractères n’est pas un destinataire age (age1… ou age1pq1…)."),
        new Text("Copy the whole line that the key's holder published.",
            "Copiez en entier la ligne publiée par le détenteur de la clé."),
        ErrorKind.Usage);

    public static AgeException IdentityText(int length) => new(
        AgeFailure.Usage,
        "AGE-007",
        new Text($"A text of {length} characters is not an age identity (AGE-SECRET-KEY-1… or AGE-SECRET-KEY-PQ-1…).",
            $"Un texte de {length} caractères n’est pas une identité age (AGE-SECRET-KEY-1… ou AGE-SECRET-KEY-PQ-1…)."),
        new Text("Give the identity file as it was created.", "Donnez le fichier d’identité tel qu’il a été créé."),
        ErrorKind.Usage);

    public static AgeException NoRecipient() => new(
        AgeFailure.Usage,
        "AGE-008",
        new Text("A file must be sealed to at least one recipient; none was given.",
            "Un fichier doit être scellé pour au moins un destinataire ; aucun n’a été donné."),
        new Text("Name a recipient.", "Nommez un destinataire."),
        ErrorKind.Usage);

    public static AgeException MixedRecipients() => new(
        AgeFailure.Usage,
        "AGE-009",
        new Text("Recipients of different strength cannot share a file: hybrid, X25519 and passphrase exclude each other.",
            "Des destinataires de force différente ne partagent pas un fichier : hybride, X25519 et phrase de passe s’excluent."),
        new Text("Use recipients of one kind, and a passphrase alone.",
            "Prenez des destinataires d’une seule sorte, et une phrase de passe seule."),
        ErrorKind.Usage);

    public static AgeException WorkFactor(int max) => new(
        AgeFailure.Header,
        "AGE-010",
        new Text($"The sealed file asks for more work on its passphrase than 2^{max}, which could exhaust the memory.",
            $"Le fichier scellé demande pour sa phrase de passe plus de travail que 2^{max}, ce qui épuiserait la mémoire."),
        new Text("Open it only if you know who sealed it, on another machine, with the age program.",
            "Ne l’ouvrez que si vous savez qui l’a scellé, sur une autre machine, avec le programme age."),
        ErrorKind.SealBroken);
}
