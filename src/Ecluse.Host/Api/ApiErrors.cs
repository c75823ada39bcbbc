using Ecluse.Errors;

namespace Ecluse.Host.Api;

/// <summary>Errors of the API; codes in <c>docs/reference/errors/api.md</c>.</summary>
internal static class ApiErrors
{
    public static EcluseException NotThisShape() => new(
        "API-001",
        new("The body is not JSON of the shape that this address takes; nothing was done.",
            "Le corps n’est pas du JSON de la forme que prend cette adresse ; rien n’a été fait."),
        new("Send application/json as the description at /api/v1/openapi.json says, without other names.",
            "Envoyer de l’application/json selon la description sous /api/v1/openapi.json, sans autre nom."),
        ErrorKind.Usage);

    public static EcluseException TooLong(int bytes) => new(
        "API-002",
        new($"The body is longer than the {bytes} bytes that this address takes.", $"Le corps dépasse les {bytes} octets que prend cette adresse."),
        new("Send less at once.", "En envoyer moins à la fois."),
        ErrorKind.Usage);

    public static EcluseException NotSignedIn() => new(
        "API-003",
        new("The request carries no token of a session that is open, and no signature of an agent that is enrolled.",
            "La requête ne porte ni jeton d’une session ouverte, ni signature d’un agent enrôlé."),
        new("Run ecluse login --server URL; a machine signs with the key that a security officer enrolled.",
            "Lancer ecluse login --server URL ; une machine signe avec la clé qu’un responsable de la sécurité a enrôlée."),
        ErrorKind.Refused);

    public static EcluseException NothingHere() => new(
        "API-004",
        new("There is nothing of that name, or it is not yours to see.", "Rien ne porte ce nom, ou vous n’avez pas à le voir."),
        new("Check the id; the lists show what you see.", "Vérifier l’identifiant ; les listes montrent ce que vous voyez."),
        ErrorKind.NotFound);

    public static EcluseException Unforeseen(Exception cause) => new(
        "API-005",
        new($"An unforeseen error ended the request ({cause.GetType().Name} in {cause.TargetSite?.DeclaringType?.Name}).",
            $"Une erreur imprévue a mis fin à la requête ({cause.GetType().Name} dans {cause.TargetSite?.DeclaringType?.Name})."),
        new("Report it with this line; it holds no patient value.", "La signaler avec cette ligne ; elle ne contient aucune valeur de patient."),
        ErrorKind.Failed, cause);

    public static EcluseException NotYet() => new(
        "API-006",
        new("It is there, and has none of this yet.", "C’est là, et n’en a pas encore."),
        new("See with passage status how far it is.", "Voir avec passage status où cela en est."),
        ErrorKind.Locked);

    public static EcluseException NotConfirmed() => new(
        "API-010",
        new("Nobody has confirmed this sign-in yet.", "Personne n’a encore confirmé cette connexion."),
        new("Type the code on the console's page /device, after a sign-in of the last ten minutes.",
            "Taper le code sur la page /device de la console, après une connexion de moins de dix minutes."),
        ErrorKind.Locked);

    public static EcluseException SignInOver() => new(
        "API-011",
        new("This sign-in was refused, or its ten minutes are over, or it was asked from elsewhere, or its token was fetched already.",
            "Cette connexion a été refusée, ou ses dix minutes sont passées, ou elle est demandée d’ailleurs, ou son jeton a déjà été retiré."),
        new("Run ecluse login again.", "Relancer ecluse login."),
        ErrorKind.Refused);

    public static EcluseException TooManySignIns() => new(
        "API-012",
        new("Too many sign-ins of command lines wait for their confirmation.", "Trop de connexions de lignes de commande attendent leur confirmation."),
        new("Wait ten minutes, then run ecluse login again.", "Attendre dix minutes, puis relancer ecluse login."),
        ErrorKind.Locked);

    public static EcluseException CodeUnknown() => new(
        "API-013",
        new("No command line waits under this code.", "Aucune ligne de commande n’attend sous ce code."),
        new("Type the eight letters and figures as the command line shows them, within ten minutes.",
            "Taper les huit lettres et chiffres comme la ligne de commande les affiche, dans les dix minutes."),
        ErrorKind.Usage);

    public static EcluseException NotAnAgent() => new(
        "API-020",
        new("An agent has a name of one to 200 characters and an ed25519 public key.", "Un agent a un nom d’un à 200 caractères et une clé publique ed25519."),
        new("Paste the line of its .pub file, which stands beside its key in keys/signing.", "Coller la ligne de son fichier .pub, à côté de sa clé dans keys/signing."),
        ErrorKind.Usage);

    public static EcluseException AgentKnown() => new(
        "API-021",
        new("This key is, or was, an agent's already; a key is enrolled once.", "Cette clé est, ou fut, déjà celle d’un agent ; une clé s’enrôle une fois."),
        new("Make the machine a new key, under a new plan.", "Faire une nouvelle clé à la machine, sous un nouveau plan."),
        ErrorKind.Refused);

    public static EcluseException NotOfThisPlan() => new(
        "API-022",
        new("The signed plan does not name this agent's key in that place.", "Le plan signé ne nomme pas la clé de cet agent à cette place."),
        new("Let the gate of the plan do it, with the key that the plan names.", "Laisser la porte du plan le faire, avec la clé que le plan nomme."),
        ErrorKind.Refused);

    public static EcluseException OtherHandOver() => new(
        "API-023",
        new("Another plan or manifest was handed over for this passage before, or this plan under another passage.",
            "Un autre plan ou manifeste fut déjà remis pour ce passage, ou ce plan sous un autre passage."),
        new("Make a new plan; what was handed over stays as it is until its date.", "Faire un nouveau plan ; ce qui fut remis reste tel quel jusqu’à son échéance."),
        ErrorKind.Refused);

    public static EcluseException NotTheSignedBytes() => new(
        "API-024",
        new("The bytes that came are not those whose digest was signed.", "Les octets reçus ne sont pas ceux dont l’empreinte fut signée."),
        new("Send them again.", "Les envoyer de nouveau."),
        ErrorKind.SealBroken);

    public static EcluseException HandOverNotWhole(int missing) => new(
        "API-025",
        new($"{missing} parcels of the manifest are not here yet.", $"{missing} colis du manifeste ne sont pas encore ici."),
        new("Run ecluse extract again: it sends what is missing.", "Relancer ecluse extract : il envoie ce qui manque."),
        ErrorKind.Locked);

    public static EcluseException HandOverGone() => new(
        "API-026",
        new("What was handed over is past its date and removed.", "Ce qui fut remis a passé son échéance et a été supprimé."),
        new("Make a new plan with a later date.", "Faire un nouveau plan avec une échéance plus tardive."),
        ErrorKind.Refused);

    public static EcluseException HostingNotStated() => new(
        "API-030",
        new("Nobody has stated under which HDS certificate this server hosts health data, or why it needs none, or the certificate is over.",
            "Personne n’a déclaré sous quel certificat HDS ce serveur héberge des données de santé, ou pourquoi il n’en faut pas, ou le certificat est échu."),
        new("A security officer of the processor states it in the console, under “Hosting”.",
            "Un responsable de la sécurité du sous-traitant le déclare dans la console, sous « Hébergement »."),
        ErrorKind.Refused);

    public static EcluseException HostingIncomplete() => new(
        "API-031",
        new("A certificate has a number, a body, a scope and a last day that is to come; else there is a reason of at least twenty characters why none is needed.",
            "Un certificat a un numéro, un organisme, un périmètre et un dernier jour à venir ; sinon il faut un motif d’au moins vingt caractères disant pourquoi il n’en faut pas."),
        new("Fill in the four, or the reason, and not both.", "Remplir les quatre, ou le motif, et non les deux."),
        ErrorKind.Usage);
}
