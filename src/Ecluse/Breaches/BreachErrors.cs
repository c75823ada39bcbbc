using Ecluse.Errors;

namespace Ecluse.Breaches;

/// <summary>Errors of breaches; <c>docs/reference/errors/breaches.md</c> lists them.</summary>
public static class BreachErrors
{
    /// <summary><c>BREACH-001</c>: no such breach, or it is not seen.</summary>
    public static EcluseException NotFound() => new(
        "BREACH-001",
        new("There is no such breach, or it does not concern you.", "Il n’y a pas de violation de ce nom, ou elle ne vous concerne pas."),
        new("Take its id from ecluse breach list.", "Prendre son identifiant dans ecluse breach list."),
        ErrorKind.NotFound);

    /// <summary><c>BREACH-002</c>: no such part.</summary>
    public static EcluseException NoSuchPart() => new(
        "BREACH-002",
        new("This breach has no controller of that number.", "Cette violation n’a pas de responsable de ce numéro."),
        new("Take the number from ecluse breach show.", "Prendre le numéro dans ecluse breach show."),
        ErrorKind.NotFound);

    /// <summary><c>BREACH-003</c>: the warning or alert has opened one.</summary>
    public static EcluseException OpenedAlready(string breach) => new(
        "BREACH-003",
        new($"This warning or alert has opened breach {breach} already.", $"Ce signalement ou cette alerte a déjà ouvert la violation {breach}."),
        new($"Go on there: ecluse breach show {breach}", $"Continuer là : ecluse breach show {breach}"),
        ErrorKind.Refused);

    /// <summary><c>BREACH-004</c>: no such field.</summary>
    public static EcluseException NoSuchField() => new(
        "BREACH-004",
        new("A dossier has no such field.", "Un dossier n’a pas de champ de ce nom."),
        new("Take its name from ecluse breach fields.", "Prendre son nom dans ecluse breach fields."),
        ErrorKind.Usage);

    /// <summary><c>BREACH-005</c>: a field of the incident for a controller, or the other way round.</summary>
    public static EcluseException WrongScope(BreachField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Scope == FieldScope.Incident
            ? new(
                "BREACH-005",
                new($"The field {field.Name} is of the incident, not of one controller.", $"Le champ {field.Name} est celui de l’incident, non d’un responsable."),
                new("Leave the controller out.", "Ne pas donner de responsable."),
                ErrorKind.Usage)
            : new(
                "BREACH-005",
                new($"The field {field.Name} is of one controller, not of the incident.", $"Le champ {field.Name} est celui d’un responsable, non de l’incident."),
                new("Say which controller.", "Dire quel responsable."),
                ErrorKind.Usage);
    }

    /// <summary><c>BREACH-006</c>: not a value of the field.</summary>
    public static EcluseException NotAValue(BreachField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var expected = field.Kind switch
        {
            FieldKind.Number => new Text("a whole number", "un nombre entier"),
            FieldKind.Instant => new Text("an instant with its zone, as 2026-11-04T09:00:00+01:00", "un instant avec son fuseau, comme 2026-11-04T09:00:00+01:00"),
            FieldKind.Choice => List("one of ", "l’un de ", field),
            FieldKind.Choices => List("some of ", "quelques-uns de ", field),
            _ => new Text("a text", "un texte"),
        };
        return new(
            "BREACH-006",
            new($"The field {field.Name} takes {expected.English}, and no value where it is not known yet.",
                $"Le champ {field.Name} prend {expected.French}, et aucune valeur tant qu’on ne sait pas."),
            new("Enter such a value, or the state not-known-yet without one.", "Saisir une telle valeur, ou l’état not-known-yet sans valeur."),
            ErrorKind.Usage);
    }

    /// <summary><c>BREACH-007</c>: the ground of 34(3)(a) without safe keys.</summary>
    public static EcluseException KeysNotSafe() => new(
        "BREACH-007",
        new("Data that is encrypted is unintelligible only where the keys stayed safe (GDPR 34(3)(a)), and that does not stand here as known.",
            "Des données chiffrées ne sont incompréhensibles que si les clés sont restées sûres (RGPD 34(3)(a)), et cela ne figure pas ici comme su."),
        new("Find out where the keys were, enter keys-safe as known with how it is known; else tell the persons.",
            "Établir où étaient les clés, saisir keys-safe comme su en disant comment ; sinon informer les personnes."),
        ErrorKind.Refused);

    /// <summary><c>BREACH-008</c>: closing while somebody is left out.</summary>
    public static EcluseException NotAllAnswered(int unanswered, int untold) => new(
        "BREACH-008",
        new($"The breach cannot be closed: of {unanswered} controllers nobody has said whether they are concerned, and {untold} that count as concerned are not told.",
            $"La violation ne peut pas être close : pour {unanswered} responsables personne n’a dit s’ils sont concernés, et {untold} qui comptent comme concernés ne sont pas informés."),
        new("Answer for each of them, and tell each that is concerned: ecluse breach show says which.",
            "Répondre pour chacun, et informer chacun de ceux qui le sont : ecluse breach show dit lesquels."),
        ErrorKind.Refused);

    /// <summary><c>BREACH-009</c>: a reason is missing.</summary>
    public static EcluseException NoReason(BreachField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var what = field.NoteIs ?? new Text("the reason", "le motif");
        return new(
            "BREACH-009",
            new($"The field {field.Name} needs a note of {BreachRules.ReasonLengthMin} characters or more: {what.English}.",
                $"Le champ {field.Name} veut une note d’au moins {BreachRules.ReasonLengthMin} caractères : {what.French}."),
            new("Write it in a sentence; no patient is named.", "L’écrire en une phrase ; aucun patient n’est nommé."),
            ErrorKind.Usage);
    }

    /// <summary><c>BREACH-010</c>: reads like a patient.</summary>
    public static EcluseException LooksLikePatient(int length) => new(
        "BREACH-010",
        new($"Something in this text of {length} characters reads like a national number, or like rows out of a file: a dossier names no patient.",
            $"Quelque chose dans ce texte de {length} caractères ressemble à un numéro national, ou aux lignes d’un fichier : un dossier ne nomme aucun patient."),
        new("Say how many there are and of which kind; keep the rows sealed elsewhere.", "Dire combien il y en a et de quelle sorte ; garder les lignes scellées ailleurs."),
        ErrorKind.Refused);

    /// <summary><c>BREACH-012</c>: not a text that is kept.</summary>
    public static EcluseException NotText(int length) => new(
        "BREACH-012",
        new($"A text has at most {BreachRules.TextLengthMax} characters and no control characters; this one has {length}.",
            $"Un texte a au plus {BreachRules.TextLengthMax} caractères et aucun caractère de commande ; celui-ci en a {length}."),
        new("Shorten it.", "Le raccourcir."),
        ErrorKind.Usage);

    /// <summary><c>BREACH-011</c>: a duty's file names no field of instants.</summary>
    public static EcluseException DutyNamesNoField(string file) => new(
        "BREACH-011",
        new($"In {file}, done-by names no field that holds an instant.", $"Dans {file}, done-by ne nomme aucun champ qui porte un instant."),
        new("Name one of ecluse breach fields.", "En nommer un de ecluse breach fields."),
        ErrorKind.Usage);

    /// <summary><c>BREACH-013</c>: an instant that is still to come.</summary>
    public static EcluseException InTheFuture() => new(
        "BREACH-013",
        new("This instant is still to come; what is entered has happened.", "Cet instant est à venir ; ce qui est saisi a eu lieu."),
        new("Enter it when it has happened.", "Le saisir quand il aura eu lieu."),
        ErrorKind.Usage);

    /// <summary><c>BREACH-014</c>: an instant before the first receipt.</summary>
    public static EcluseException BeforeReceipt() => new(
        "BREACH-014",
        new("This instant stands before the first receipt of what the breach comes from.", "Cet instant précède la première réception de ce dont vient la violation."),
        new("Check day and zone; receipt itself never changes.", "Vérifier le jour et le fuseau ; la réception, elle, ne change jamais."),
        ErrorKind.Usage);

    /// <summary><c>BREACH-015</c>: awareness moved later.</summary>
    public static EcluseException AwareMovedLater() => new(
        "BREACH-015",
        new("The instant of awareness only moves earlier, and 24 hours after receipt it stands by itself.",
            "L’instant de la connaissance n’avance que vers plus tôt, et 24 heures après la réception il vaut de lui-même."),
        new("Say as reasons for the delay what took longer.", "Dire dans les motifs du retard ce qui a pris plus de temps."),
        ErrorKind.Refused);

    /// <summary><c>BREACH-016</c>: no such number of a field that repeats.</summary>
    public static EcluseException NoSuchItem() => new(
        "BREACH-016",
        new("There is no notice or step of that number here.", "Il n’y a pas ici de notification ou de démarche de ce numéro."),
        new("Leave the number out to begin a new one, or take it from ecluse breach show.",
            "Ne pas donner de numéro pour en commencer une, ou le prendre dans ecluse breach show."),
        ErrorKind.NotFound);

    /// <summary><c>BREACH-017</c>: closed.</summary>
    public static EcluseException IsClosed() => new(
        "BREACH-017",
        new("The breach is closed.", "La violation est close."),
        new("Enter closed as no, with the reason, and go on.", "Saisir closed à no, avec le motif, et continuer."),
        ErrorKind.Refused);

    /// <summary><c>BREACH-018</c>: a place that is none, or a period that ends before it begins.</summary>
    public static EcluseException NotACause() => new(
        "BREACH-018",
        new("That is no place or period: a place is server, store:depot, store:spaces, or account:, passage:, hand-over:, space:, contract: and an id; a receipt is not to come, and an end not before its beginning.",
            "Ce n’est ni un lieu ni une période : un lieu est server, store:depot, store:spaces, ou account:, passage:, hand-over:, space:, contract: et un identifiant ; une réception n’est pas à venir, ni une fin avant son début."),
        new("Correct it; leave the place out for the whole server.", "Corriger ; ne pas donner de lieu pour tout le serveur."),
        ErrorKind.Usage);

    /// <summary><c>BREACH-019</c>: the controller is there.</summary>
    public static EcluseException PartThere(int number) => new(
        "BREACH-019",
        new($"This controller is on the list already, under number {number}.", $"Ce responsable est déjà sur la liste, sous le numéro {number}."),
        new("Answer for it there.", "Répondre pour lui à cet endroit."),
        ErrorKind.Refused);

    /// <summary><c>BREACH-020</c>: a controller's name where others read it.</summary>
    public static EcluseException NamesAnother() => new(
        "BREACH-020",
        new("This text names a controller of the list, and others read it: what is said of the incident stands in every controller’s papers.",
            "Ce texte nomme un responsable de la liste, et d’autres le liront : ce qui est dit de l’incident figure dans les papiers de chacun."),
        new("Say it of that controller alone, with its number, or without its name.", "Le dire de ce seul responsable, par son numéro, ou sans son nom."),
        ErrorKind.Refused);

    /// <summary><c>BREACH-021</c>: a time zone that is none.</summary>
    public static EcluseException NotAZone() => new(
        "BREACH-021",
        new("That is no time zone of the machine that makes the page.", "Ce n’est pas un fuseau de la machine qui fait la page."),
        new("Give one by its IANA name, as Europe/Paris.", "En donner un par son nom IANA, comme Europe/Paris."),
        ErrorKind.Usage);

    /// <summary><c>BREACH-022</c>: a controller's person enters what is not theirs.</summary>
    public static EcluseException NotYours() => new(
        "BREACH-022",
        new("This is the processor’s to enter, or another controller’s.", "C’est au sous-traitant de le saisir, ou à un autre responsable."),
        new("Enter what is yours, in your own part; tell the processor the rest.", "Saisir ce qui est à vous, dans votre part ; dire le reste au sous-traitant."),
        ErrorKind.Refused);

    /// <summary><c>BREACH-023</c>: a hold that rule 8 does not know.</summary>
    public static EcluseException NotHeld() => new(
        "BREACH-023",
        new($"A hold has a reason of at least {BreachRules.ReasonLengthMin} characters and is said before the date that it moves, to a later one, for at most 90 days from now; an open breach needs none.",
            $"Une conservation a un motif d’au moins {BreachRules.ReasonLengthMin} caractères et se déclare avant la date qu’elle repousse, pour une date postérieure, à 90 jours au plus ; une violation ouverte n’en a pas besoin."),
        new("See its date with ecluse breach show, and say a hold of at most 90 days before it.",
            "Voir sa date par ecluse breach show, et déclarer avant elle une conservation de 90 jours au plus."),
        ErrorKind.Refused);

    /// <summary><c>BREACH-024</c>: a role that has nothing to do here.</summary>
    public static EcluseException NotYourRole() => new(
        "BREACH-024",
        new("Your role does not do this with breaches.", "Votre rôle ne fait pas cela des violations."),
        new("Ask a security officer, a data protection officer or an operator.", "Demander à un responsable de la sécurité, un délégué à la protection des données ou un opérateur."),
        ErrorKind.Refused);

    /// <summary><c>BREACH-025</c>: a processor's notice, where there is no processor.</summary>
    public static EcluseException NobodyToTell() => new(
        "BREACH-025",
        new("These are the data of whoever opened the breach: no processor tells it, so there is no notice under article 33(2).",
            "Ce sont les données de celui qui a ouvert la violation : aucun sous-traitant ne l’informe, il n’y a donc pas de notification de l’article 33(2)."),
        new("Print the sheet for the authority, the letter or the register.", "Imprimer la fiche pour l’autorité, la lettre ou le registre."),
        ErrorKind.Refused);

    private static Text List(string english, string french, BreachField field)
    {
        var all = string.Join(", ", field.Choices.Select(choice => choice.Value));
        return new(english + all, french + all);
    }
}
