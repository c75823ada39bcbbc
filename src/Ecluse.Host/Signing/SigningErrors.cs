using Ecluse.Errors;

namespace Ecluse.Host.Signing;

/// <summary>Errors of signing in the browser; codes in <c>docs/reference/errors/serve.md</c>.</summary>
internal static class SigningErrors
{
    public static EcluseException NoTicket() => new(
        "SERVE-030",
        new("This page was opened without its ticket, or its five minutes are over, or it was used.",
            "Cette page s’est ouverte sans son billet, ou ses cinq minutes sont passées, ou il a servi."),
        new("Begin again from the console.", "Recommencer depuis la console."),
        ErrorKind.Refused);

    public static EcluseException NoKey() => new(
        "SERVE-031",
        new("No signing key has been made for this account.", "Aucune clé de signature n’a été faite pour ce compte."),
        new("Make one in the console under Signing, or sign with ecluse sign on the laboratory’s own machine.",
            "En faire une dans la console sous Signature, ou signer avec ecluse sign sur la machine du laboratoire."),
        ErrorKind.Refused);

    public static EcluseException NotYours() => new(
        "SERVE-032",
        new("The key that answered is not a signing key of this account.", "La clé qui a répondu n’est pas une clé de signature de ce compte."),
        new("Choose the key that was made under Signing; the one for signing in signs nothing.",
            "Choisir la clé faite sous Signature ; celle de connexion ne signe rien."),
        ErrorKind.Refused);
}
