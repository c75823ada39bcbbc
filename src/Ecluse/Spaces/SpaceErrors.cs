using Ecluse.Errors;

namespace Ecluse.Spaces;

/// <summary>Errors of spaces; <c>docs/reference/errors/spaces.md</c> lists them.</summary>
public static class SpaceErrors
{
    /// <summary><c>SPACE-001</c>: no such space, or no part in it.</summary>
    public static EcluseException NotFound() => new(
        "SPACE-001",
        new("There is no such space, or you have no part in it.", "Il n’y a pas d’espace de ce nom, ou vous n’y avez aucune part."),
        new("Take its id from the list of your spaces.", "Prendre son identifiant dans la liste de vos espaces."),
        ErrorKind.NotFound);

    /// <summary><c>SPACE-002</c>: no such object, or it is not seen.</summary>
    public static EcluseException ObjectNotFound() => new(
        "SPACE-002",
        new("There is no such object in this space, or you do not see it.", "Il n’y a pas d’objet de ce nom dans cet espace, ou vous ne le voyez pas."),
        new("List the space; what was removed does not come back.", "Lister l’espace ; ce qui est ôté ne revient pas."),
        ErrorKind.NotFound);

    /// <summary><c>SPACE-003</c>: it goes on at another place.</summary>
    public static WrongOffsetException WrongOffset(long found, long right) => new(found, right);

    /// <summary><c>SPACE-004</c>: a limit of the space.</summary>
    public static EcluseException DoesNotFit(Text limit) => new(
        "SPACE-004",
        new($"It does not fit into the space any more: {limit.English}.", $"Cela ne tient plus dans l’espace : {limit.French}."),
        new("Remove what is not needed, or have another space opened; nothing was counted.",
            "Ôter ce qui n’est plus utile, ou faire ouvrir un autre espace ; rien n’a été compté."),
        ErrorKind.Refused);

    /// <summary><c>SPACE-005</c>: not an age file.</summary>
    public static EcluseException NotSealed() => new(
        "SPACE-005",
        new("This space takes sealed files only, and what came does not begin with age-encryption.org/v1.",
            "Cet espace ne prend que des fichiers scellés, et ce qui est arrivé ne commence pas par age-encryption.org/v1."),
        new("Seal it first: drop it on the space's page, or use ecluse seal or age with the space's recipients.",
            "Le sceller d’abord : le déposer sur la page de l’espace, ou employer ecluse seal ou age avec les destinataires de l’espace."),
        ErrorKind.Refused);

    /// <summary><c>SPACE-006</c>: a complete object has this name.</summary>
    public static EcluseException NameTaken() => new(
        "SPACE-006",
        new("You have an object of this name in this space, and it is complete.", "Vous avez un objet de ce nom dans cet espace, et il est complet."),
        new("Give it another name, or remove the one that is there.", "Lui donner un autre nom, ou ôter celui qui est là."),
        ErrorKind.Locked);

    /// <summary><c>SPACE-007</c>: another part in the space.</summary>
    public static EcluseException NotYourPart() => new(
        "SPACE-007",
        new("In this space you have not the part that this asks for: who sends does not take, and who takes does not send.",
            "Dans cet espace, vous n’avez pas la part que ceci demande : qui envoie ne prend pas, et qui prend n’envoie pas."),
        new("Ask one of the people whom the space names for it.", "Demander à une des personnes que l’espace nomme pour cela."),
        ErrorKind.Refused);

    /// <summary><c>SPACE-008</c>: past its erase-by, or erased.</summary>
    public static EcluseException Closed() => new(
        "SPACE-008",
        new("The space is past its erase-by, or was erased: it takes and gives nothing any more.",
            "L’espace a passé son échéance, ou il est effacé : il ne prend et ne donne plus rien."),
        new("Have another space opened.", "Faire ouvrir un autre espace."),
        ErrorKind.Refused);

    /// <summary><c>SPACE-010</c>: what a space must say is missing or wrong.</summary>
    public static EcluseException Malformed(Text what) => new(
        "SPACE-010",
        new($"The space cannot be opened: {what.English}.", $"L’espace ne peut pas être ouvert : {what.French}."),
        new("Put that right and open it again.", "Corriger cela et l’ouvrir de nouveau."),
        ErrorKind.Usage);

    /// <summary><c>SPACE-011</c>: contract or instruction does not allow it.</summary>
    public static EcluseException NotAllowed(Text why) => new(
        "SPACE-011",
        new($"Contract and instruction do not allow this space: {why.English}.", $"Contrat et instruction ne permettent pas cet espace : {why.French}."),
        new("Open it within what the laboratory instructed, or ask the laboratory for another instruction.",
            "L’ouvrir dans ce que le laboratoire a prescrit, ou demander au laboratoire une autre instruction."),
        ErrorKind.Refused);

    /// <summary><c>SPACE-016</c>: a name of no byte or too many.</summary>
    public static EcluseException BadName(int bytes) => new(
        "SPACE-016",
        new($"A name has 1 to {SpaceKeys.NameBytesMax} bytes of UTF-8; this one has {bytes}.",
            $"Un nom a de 1 à {SpaceKeys.NameBytesMax} octets d’UTF-8 ; celui-ci en a {bytes}."),
        new("Give it a shorter one.", "En donner un plus court."),
        ErrorKind.Usage);

    /// <summary><c>SPACE-017</c>: not the length that was announced.</summary>
    public static EcluseException OtherLength(long found, long declared) => new(
        "SPACE-017",
        new($"{declared} bytes were announced and {found} came.", $"{declared} octets étaient annoncés et il en est venu {found}."),
        new("Send the rest, or begin again with the right length.", "Envoyer le reste, ou recommencer avec la bonne longueur."),
        ErrorKind.Refused);

    /// <summary><c>SPACE-018</c>: complete, removed, or written by another request.</summary>
    public static EcluseException TakenOver() => new(
        "SPACE-018",
        new("The object is complete or removed, or another request goes on with it; what this one had not counted is gone.",
            "L’objet est complet ou ôté, ou une autre requête le continue ; ce que celle-ci n’avait pas compté n’est plus là."),
        new("Ask where it stands, and go on from there.", "Demander où il en est, et continuer de là."),
        ErrorKind.Locked);

    /// <summary><c>SPACE-019</c>: too many segments.</summary>
    public static EcluseException TooManySegments() => new(
        "SPACE-019",
        new($"The object has {Upload.SegmentsMax} segments already.", $"L’objet a déjà {Upload.SegmentsMax} segments."),
        new("Send it again in larger parts.", "Le renvoyer en plus grandes parts."),
        ErrorKind.Refused);

    /// <summary><c>SPACE-020</c>: found again after its removal.</summary>
    public static EcluseException StillThere(string what) => new(
        "SPACE-020",
        new($"After removal, {what} was still found.", $"Après suppression, on trouve encore : {what}."),
        new("Find out who holds the files open or restores them, then erase again.",
            "Chercher qui tient ou restaure ces fichiers, puis effacer de nouveau."));

    /// <summary><c>SPACE-021</c>: more is to come.</summary>
    public static EcluseException NotComplete() => new(
        "SPACE-021",
        new("The object is not complete.", "L’objet n’est pas complet."),
        new("Wait until its sender has sent it all.", "Attendre que tout ait été envoyé."),
        ErrorKind.Refused);

    /// <summary><c>SPACE-022</c>: more than one segment in a request.</summary>
    public static EcluseException SegmentTooLarge() => new(
        "SPACE-022",
        new($"A request with a segment carries one whole age file of at most {Upload.PieceBytesMax} bytes.",
            $"Une requête qui porte un segment porte un fichier age entier de {Upload.PieceBytesMax} octets au plus."),
        new("Seal smaller segments, or send one age file without a layout.",
            "Sceller de plus petits segments, ou envoyer un seul fichier age sans disposition."),
        ErrorKind.Refused);

    /// <summary><c>SPACE-023</c>: a layout that there is not.</summary>
    public static EcluseException OtherLayout() => new(
        "SPACE-023",
        new($"There is one layout, {ObjectEnd.Layout}, or none; another one was named.",
            $"Il y a une disposition, {ObjectEnd.Layout}, ou aucune ; une autre a été nommée."),
        new("Load the space's page again or bring Écluse up to date: the last part must be the sealed end of the object.",
            "Recharger la page de l’espace ou mettre Écluse à jour : la dernière part doit être la fin scellée de l’objet."),
        ErrorKind.Refused);

    /// <summary><c>SPACE-024</c>: no end.</summary>
    public static EcluseException NoEnd(int parts) => new(
        "SPACE-024",
        new($"With the layout {ObjectEnd.Layout} the first part is the name and the last one the end; the object has {parts}.",
            $"Avec la disposition {ObjectEnd.Layout}, la première part est le nom et la dernière la fin ; l’objet en a {parts}."),
        new("Begin it again, and send its end last.", "Le recommencer, et envoyer sa fin en dernier."),
        ErrorKind.Refused);
}

/// <summary>An upload that goes on at another place than its end (<c>SPACE-003</c>).</summary>
public sealed class WrongOffsetException : EcluseException
{
    internal WrongOffsetException(long found, long right)
        : base(
            "SPACE-003",
            new($"The object ends at {right}, and this begins at {found}; what is sealed is never sealed again.",
                $"L’objet finit à {right}, et ceci commence à {found} ; ce qui est scellé ne l’est jamais de nouveau."),
            new($"Go on at {right}.", $"Continuer à {right}."),
            ErrorKind.Locked) => Right = right;

    /// <summary>Where to go on, in bytes as they are sent.</summary>
    public long Right { get; }
}
