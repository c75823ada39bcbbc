using Ecluse.Errors;

namespace Ecluse.Warnings;

/// <summary>Errors of warnings; never a word of a reporter's.</summary>
public static class WarningErrors
{
    /// <summary>There is no such warning, for this person.</summary>
    public static EcluseException NotFound() => new(
        "WARN-001",
        new("There is no warning of that id.", "Aucun signalement ne porte cet identifiant."),
        new("Take the id from the list of warnings.", "Reprendre l’identifiant dans la liste des signalements."),
        ErrorKind.NotFound);

    /// <summary>Something is missing or not of the list.</summary>
    public static EcluseException Incomplete() => new(
        "WARN-002",
        new("A warning has a source, at least one subject, words, and an instant of receipt that is not to come.",
            "Un signalement a une origine, au moins un objet, un récit et un instant de réception qui n’est pas à venir."),
        new("Fill in what is missing.", "Compléter ce qui manque."),
        ErrorKind.Usage);

    /// <summary>It is closed.</summary>
    public static EcluseException Closed() => new(
        "WARN-003",
        new("This warning is closed; a closed warning is not woken.", "Ce signalement est clos ; un signalement clos ne se rouvre pas."),
        new("Enter what came since as a warning of its own.", "Saisir ce qui est venu depuis comme un nouveau signalement."),
        ErrorKind.Refused);

    /// <summary>One person on their own.</summary>
    public static EcluseException Alone() => new(
        "WARN-004",
        new("Nobody closes a warning alone: who proposed it cannot confirm it.", "Personne ne clôt seul un signalement : qui le propose ne le confirme pas."),
        new("Have another person read the reason and confirm.", "Faire lire le motif et confirmer par une autre personne."),
        ErrorKind.Refused);

    /// <summary>An authority's warning, and both persons of one side.</summary>
    public static EcluseException OneSide() => new(
        "WARN-005",
        new("An authority’s warning is never closed by one side: one of the two persons is the vendor’s, the other a laboratory’s.",
            "Le signalement d’une autorité n’est jamais clos par une seule partie : l’une des deux personnes est du prestataire, l’autre d’un laboratoire."),
        new("Ask a data protection officer of the other side to confirm.", "Demander à un délégué à la protection des données de l’autre partie de confirmer."),
        ErrorKind.Refused);

    /// <summary>Controllers on the list nobody answered for.</summary>
    public static EcluseException ControllersUnanswered(int count) => new(
        "WARN-006",
        new($"Nobody has said yet whether it concerns {count} of the controllers on the list (SAN-2022-009 §61).",
            $"Personne n’a encore dit s’il concerne {count} des responsables de traitement de la liste (SAN-2022-009 §61)."),
        new("Answer for each of them.", "Répondre pour chacun."),
        ErrorKind.Refused);

    /// <summary>No reason that says anything.</summary>
    public static EcluseException ReasonTooShort() => new(
        "WARN-007",
        new($"The reason has fewer than {Handling.ReasonLengthMin} or more than {Handling.ReasonLengthMax} characters.",
            $"Le motif compte moins de {Handling.ReasonLengthMin} ou plus de {Handling.ReasonLengthMax} caractères."),
        new("Write why, so that who told it can follow.", "Écrire pourquoi, de façon que l’auteur du signalement le suive."),
        ErrorKind.Usage);

    /// <summary>Nothing to confirm.</summary>
    public static EcluseException NothingProposed() => new(
        "WARN-008",
        new("Nobody has proposed to close this warning.", "Personne n’a proposé de clore ce signalement."),
        new("Propose an outcome with its reason; another person confirms it.", "Proposer une issue et son motif ; une autre personne confirme."),
        ErrorKind.Refused);

    /// <summary>Acknowledged already.</summary>
    public static EcluseException AlreadyAcknowledged() => new(
        "WARN-009",
        new("A handler has acknowledged this warning already.", "Un référent a déjà accusé réception de ce signalement."),
        new("Answer it.", "Y répondre."),
        ErrorKind.Refused);

    /// <summary>Not a controller of the list.</summary>
    public static EcluseException NoSuchController() => new(
        "WARN-010",
        new("That controller is not on this warning’s list.", "Ce responsable de traitement n’est pas sur la liste de ce signalement."),
        new("Take the name as the list has it.", "Reprendre le nom tel que la liste le donne."),
        ErrorKind.NotFound);

    /// <summary>Nobody to seal it to.</summary>
    public static EcluseException NoHandler() => new(
        "WARN-011",
        new("Nobody here has a key to open warnings with, so none is taken.", "Personne ici n’a de clé pour ouvrir les signalements : aucun n’est pris."),
        new("Have a security officer or data protection officer put an age recipient on their account, under Warnings.",
            "Faire mettre par un responsable de la sécurité ou un délégué à la protection des données un destinataire age sur son compte, sous Signalements."),
        ErrorKind.Refused);

    /// <summary>Too large.</summary>
    public static EcluseException TooLarge() => new(
        "WARN-012",
        new($"Words and files have more than {WarningTar.BytesMax / 1024} KiB together.", $"Récit et fichiers font ensemble plus de {WarningTar.BytesMax / 1024} Kio."),
        new("Send less, or begin by words alone: files can be added with the receipt.", "Envoyer moins, ou commencer par le récit : les fichiers s’ajoutent avec le code."),
        ErrorKind.Usage);

    /// <summary>The receipt opens nothing.</summary>
    public static EcluseException WrongReceipt() => new(
        "WARN-013",
        new("No warning has this receipt.", "Aucun signalement ne porte ce code."),
        new("Type its 16 digits again.", "Retaper ses 16 chiffres."),
        ErrorKind.NotFound);

    /// <summary>Too many at once.</summary>
    public static EcluseException TooMany() => new(
        "WARN-014",
        new("Too many were tried from there.", "Trop d’essais en viennent."),
        new("Wait a few minutes, then try again.", "Attendre quelques minutes, puis réessayer."),
        ErrorKind.Locked);

    /// <summary>The work is missing.</summary>
    public static EcluseException WorkMissing() => new(
        "WARN-015",
        new("Very many warnings are being sent: your browser has to compute for some seconds first, or to wait.",
            "De très nombreux signalements arrivent : votre navigateur doit d’abord calculer quelques secondes, ou attendre."),
        new("Send it again from the page that is shown now; without scripts, wait ten minutes.", "Renvoyer depuis la page affichée ; sans scripts, attendre dix minutes."),
        ErrorKind.Locked);

    /// <summary>Not a recipient for warnings.</summary>
    public static EcluseException NotARecipient() => new(
        "WARN-016",
        new("That is not an age recipient.", "Ce n’est pas un destinataire age."),
        new("Make a key with ecluse key new or age-keygen on your own machine and paste its public line (age1…).",
            "Créer une clé par ecluse key new ou age-keygen sur sa propre machine et coller sa ligne publique (age1…)."),
        ErrorKind.Usage);

    /// <summary>Not one of those who handle warnings.</summary>
    public static EcluseException NotAHandler() => new(
        "WARN-017",
        new("Warnings are handled by a security officer or data protection officer, and by none whom they are about.",
            "Les signalements sont traités par un responsable de la sécurité ou un délégué à la protection des données, jamais par qui ils concernent."),
        new("Have one of them run it under their own account of the machine.", "Le faire lancer par l’un d’eux sous son propre compte de la machine."),
        ErrorKind.Refused);

    /// <summary>Nobody of the controller can open what would be released to it.</summary>
    public static EcluseException NoKeyAtController() => new(
        "WARN-018",
        new("No officer of that controller has a key to open it with, so nothing was released.",
            "Aucun délégué ni responsable de la sécurité de ce responsable de traitement n’a de clé pour l’ouvrir : rien n’a été communiqué."),
        new("Ask its data protection officer to put an age recipient on their account, under Warnings.",
            "Demander à son délégué à la protection des données de mettre un destinataire age sur son compte, sous Signalements."),
        ErrorKind.Refused);

    /// <summary>A hold that rule 8 does not know.</summary>
    public static EcluseException NotHeld() => new(
        "WARN-019",
        new("A hold is said before the date that it moves, to a later one, for at most 90 days from now; an open warning needs none.",
            "Une conservation se déclare avant la date qu’elle repousse, pour une date postérieure, à 90 jours au plus ; un signalement ouvert n’en a pas besoin."),
        new("See its date with ecluse warning show, and say a hold of at most 90 days before it.",
            "Voir sa date par ecluse warning show, et déclarer avant elle une conservation de 90 jours au plus."),
        ErrorKind.Refused);

    /// <summary>A text that reads like a patient.</summary>
    public static EcluseException LooksLikePatient() => new(
        "WARN-020",
        new("The text holds something that reads like a patient: a national number, a name beside a date of birth, rows of a file.",
            "Le texte contient ce qui ressemble à un patient : un numéro de sécurité sociale, un nom près d’une date de naissance, des lignes d’un fichier."),
        new("Strike it out; how many and of which kind is enough.", "Le supprimer ; combien et de quelle sorte suffit."),
        ErrorKind.Refused);
}
