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
}
