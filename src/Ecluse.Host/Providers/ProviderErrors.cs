using Ecluse.Errors;

namespace Ecluse.Host.Providers;

/// <summary>Errors of signing in at an identity provider; codes in <c>docs/reference/errors/serve.md</c>. Nothing of a token is in them.</summary>
internal static class ProviderErrors
{
    public static EcluseException Malformed(string name, string what) => new(
        "OIDC-001",
        new($"The provider “{name}” of providers.yaml has no usable {what}.", $"Le fournisseur « {name} » de providers.yaml n’a pas de {what} utilisable."),
        new("Write it as docs/operating/openid-connect.md shows; an issuer is an https address.",
            "L’écrire comme le montre docs/operating/openid-connect.md ; un émetteur est une adresse https."),
        ErrorKind.Usage);

    public static EcluseException NoSecret(string name) => new(
        "OIDC-002",
        new($"The secret of the provider “{name}” is not where providers.yaml says.", $"Le secret du fournisseur « {name} » n’est pas là où providers.yaml le dit."),
        new("Write the file (mode 0600), or give the credential.", "Écrire le fichier (mode 0600), ou donner le secret."),
        ErrorKind.NotFound);

    public static EcluseException Away(Exception? cause) => new(
        "OIDC-003",
        new("The identity provider does not answer, or not as one.", "Le fournisseur d’identité ne répond pas, ou pas comme tel."),
        new("Sign in with a passkey or a password, or wait until it is back.", "Se connecter par clé d’accès ou mot de passe, ou attendre son retour."),
        ErrorKind.Failed, cause);

    public static EcluseException Refused(Exception? cause) => new(
        "OIDC-004",
        new("What came back from the identity provider is not an answer to this browser, was used already, or is not signed by it for Écluse.",
            "Ce qui revient du fournisseur d’identité n’est pas une réponse à ce navigateur, a déjà servi, ou n’est pas signé par lui pour Écluse."),
        new("Begin again at the sign-in page. If it stays so, have issuer, client and clock compared.",
            "Recommencer à la page de connexion. Si cela dure, faire comparer émetteur, client et horloge."),
        ErrorKind.Refused, cause);

    public static EcluseException Nobody() => new(
        "OIDC-005",
        new("No account here is linked to this person of the identity provider.", "Aucun compte n’est lié ici à cette personne du fournisseur d’identité."),
        new("Enrol with your invitation, or sign in another way and link your account under My ways in.",
            "S’enrôler avec son invitation, ou se connecter autrement et lier son compte sous Mes accès."),
        ErrorKind.Refused);

    public static EcluseException NotFresh() => new(
        "OIDC-006",
        new("The identity provider does not say that you signed in there within the last ten minutes.",
            "Le fournisseur d’identité ne dit pas que vous vous y êtes connecté depuis moins de dix minutes."),
        new("Sign in there again. The provider must honour max_age and tell auth_time.", "S’y reconnecter. Le fournisseur doit respecter max_age et donner auth_time."),
        ErrorKind.Refused);

    public static EcluseException OneFactor() => new(
        "OIDC-007",
        new("The identity provider tells of one factor, and this account has no second one here.",
            "Le fournisseur d’identité fait état d’un seul facteur, et ce compte n’en a pas de second ici."),
        new("Sign in with a passkey and set a password with codes under My ways in: the codes are the second factor.",
            "Se connecter par clé d’accès et choisir un mot de passe avec codes sous Mes accès : les codes sont le second facteur."),
        ErrorKind.Refused);

    public static EcluseException OtherOrganisation() => new(
        "OIDC-008",
        new("This identity provider is for people of another organisation than this account’s.",
            "Ce fournisseur d’identité est pour les personnes d’un autre organisme que celui de ce compte."),
        new("Use your own organisation’s, or a passkey.", "Utiliser celui de votre organisme, ou une clé d’accès."),
        ErrorKind.Refused);

    public static EcluseException Taken() => new(
        "OIDC-009",
        new("This person of the identity provider is, or was, linked to another account.",
            "Cette personne du fournisseur d’identité est, ou fut, liée à un autre compte."),
        new("An account is one person’s: use that one, or have the security officer look.", "Un compte est celui d’une personne : utiliser celui-là, ou faire voir par le responsable de la sécurité."),
        ErrorKind.Refused);
}
