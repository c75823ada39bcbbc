using Ecluse.Errors;

namespace Ecluse.Alerts;

/// <summary>Errors of alerts.</summary>
public static class AlertErrors
{
    /// <summary>There is no such alert, for this person.</summary>
    public static EcluseException NotFound() => new(
        "ALERT-001",
        new("There is no alert of that id.", "Aucune alerte ne porte cet identifiant."),
        new("Take the id from the list of alerts.", "Reprendre l’identifiant dans la liste des alertes."),
        ErrorKind.NotFound);

    /// <summary>It is closed.</summary>
    public static EcluseException Closed() => new(
        "ALERT-002",
        new("This alert is closed; a closed alert is not woken.", "Cette alerte est close ; une alerte close ne se rouvre pas."),
        new("What comes again raises an alert of its own.", "Ce qui revient lève une nouvelle alerte."),
        ErrorKind.Refused);

    /// <summary>Acknowledged already.</summary>
    public static EcluseException AlreadyAcknowledged() => new(
        "ALERT-003",
        new("This alert has been acknowledged or acted on already; saying it again sets no clock back.",
            "Cette alerte est déjà prise en charge ; le redire ne recule aucune échéance."),
        new("Enter what was done: an act.", "Saisir ce qui a été fait : un acte."),
        ErrorKind.Refused);

    /// <summary>No words that say anything.</summary>
    public static EcluseException NotWords() => new(
        "ALERT-004",
        new($"What was done or why has fewer than {AlertRules.WordsLengthMin} or more than {AlertRules.WordsLengthMax} characters, or reads like a patient.",
            $"Ce qui a été fait ou le motif compte moins de {AlertRules.WordsLengthMin} ou plus de {AlertRules.WordsLengthMax} caractères, ou ressemble à un patient."),
        new("Write it in a sentence, without a patient.", "L’écrire en une phrase, sans patient."),
        ErrorKind.Usage);

    /// <summary>Nobody did anything.</summary>
    public static EcluseException NoAct() => new(
        "ALERT-005",
        new("Nobody has entered an act: an alert cannot be closed without one (rule 11).",
            "Personne n’a saisi d’acte : une alerte ne se clôt pas sans acte (règle 11)."),
        new("Enter first what was done about it.", "Saisir d’abord ce qui a été fait."),
        ErrorKind.Refused);

    /// <summary>One person on their own.</summary>
    public static EcluseException Alone() => new(
        "ALERT-006",
        new("Who proposed it cannot agree to it.", "Qui l’a proposé ne peut l’approuver."),
        new("Have another person read the reason and agree.", "Faire lire le motif et approuver par une autre personne."),
        ErrorKind.Refused);

    /// <summary>Nothing to agree to.</summary>
    public static EcluseException NothingProposed() => new(
        "ALERT-007",
        new("Nothing waits for a second person here.", "Rien n’attend ici une seconde personne."),
        new("Propose it first, with an end or outcome and a reason.", "Le proposer d’abord, avec une fin ou une issue et un motif."),
        ErrorKind.Refused);

    /// <summary>A silence without an end, or past it, or too long.</summary>
    public static EcluseException SilenceNotBounded() => new(
        "ALERT-008",
        new($"A silence ends at an instant to come, at most {(int)AlertRules.SilenceMax.TotalDays} days away.",
            $"Un silence prend fin à un instant à venir, dans {(int)AlertRules.SilenceMax.TotalDays} jours au plus."),
        new("Give an end within that time.", "Donner une fin dans ce délai."),
        ErrorKind.Usage);

    /// <summary>Not an address.</summary>
    public static EcluseException NotAnAddress() => new(
        "ALERT-009",
        new("That is not one plain e-mail address.", "Ce n’est pas une adresse électronique simple."),
        new("Enter it as name@example.org, without display name.", "La saisir sous la forme nom@exemple.org, sans nom d’affichage."),
        ErrorKind.Usage);

    /// <summary>Not a person or controller that is known.</summary>
    public static EcluseException NobodyOfThatName() => new(
        "ALERT-010",
        new("There is no such person, and no contract names such a controller.", "Il n’y a pas de telle personne, et aucun contrat ne nomme ce responsable de traitement."),
        new("Take the id from ecluse person list, or the controller's name from its contract.", "Prendre l’identifiant dans ecluse person list, ou le nom dans le contrat."),
        ErrorKind.NotFound);

    /// <summary>It became a breach before.</summary>
    public static EcluseException BreachAlready() => new(
        "ALERT-011",
        new("This alert has become a breach already.", "Cette alerte est déjà devenue une violation."),
        new("Enter what is known in the breach.", "Saisir ce que l’on sait dans la violation."),
        ErrorKind.Refused);

    /// <summary>An absence that ends before it begins, or is over, or too long.</summary>
    public static EcluseException NotAnAbsence() => new(
        "ALERT-012",
        new("An absence ends after it begins, is not over, and lasts at most a year.", "Une absence finit après son début, n’est pas passée et dure un an au plus."),
        new("Give its days again.", "Redonner ses jours."),
        ErrorKind.Usage);

    /// <summary>Not one of those who handle alerts.</summary>
    public static EcluseException NotAHandler() => new(
        "ALERT-013",
        new("Alerts are handled by a security officer or data protection officer.", "Les alertes sont traitées par un responsable de la sécurité ou un délégué à la protection des données."),
        new("Have one of them do it, signed in as themselves; whom alerts reach is entered by the house's.", "Le faire faire par l’un d’eux, sous son propre compte ; qui est averti se saisit par ceux de la maison."),
        ErrorKind.Refused);

    /// <summary>A hold that rule 8 does not know.</summary>
    public static EcluseException NotHeld() => new(
        "ALERT-014",
        new("A hold is said before the date that it moves, to a later one, for at most 90 days from now; an open alert, or one whose breach is there, needs none.",
            "Une conservation se déclare avant la date qu’elle repousse, pour une date postérieure, à 90 jours au plus ; une alerte ouverte, ou dont la violation est là, n’en a pas besoin."),
        new("See its date with ecluse alert show, and say a hold of at most 90 days before it.",
            "Voir sa date par ecluse alert show, et déclarer avant elle une conservation de 90 jours au plus."),
        ErrorKind.Refused);
}
