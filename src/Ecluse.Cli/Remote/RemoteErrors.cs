using Ecluse.Errors;

namespace Ecluse.Cli.Remote;

/// <summary>Errors of driving a server; codes in <c>docs/reference/errors/api.md</c>.</summary>
internal static class RemoteErrors
{
    public static EcluseException OnlyHere(string what) => new(
        "REMOTE-001",
        new($"“{what}” works on this machine's own folder or files, and not through a server.",
            $"« {what} » travaille sur le dossier ou les fichiers de cette machine, et non par un serveur."),
        new("Leave --server out, and run it where the data folder is.", "Omettre --server, et la lancer là où est le dossier de données."),
        ErrorKind.Usage);

    public static EcluseException NotAnAddress() => new(
        "REMOTE-002",
        new("--server is not an address https://HOST[:PORT], or http:// of this very machine.",
            "--server n’est pas une adresse https://HÔTE[:PORT], ou http:// de cette machine même."),
        new("Give the address that ecluse serve prints.", "Donner l’adresse qu’affiche ecluse serve."),
        ErrorKind.Usage);

    public static EcluseException NotReached(Exception cause) => new(
        "REMOTE-003",
        new($"The server cannot be reached, or its certificate is not trusted here ({cause.GetType().Name}).",
            $"Le serveur est injoignable, ou son certificat n’est pas de confiance ici ({cause.GetType().Name})."),
        new("Check the address and the network; a local certificate is trusted with SSL_CERT_FILE.",
            "Vérifier l’adresse et le réseau ; un certificat local s’accepte avec SSL_CERT_FILE."),
        ErrorKind.Failed, cause);

    public static EcluseException NoToken() => new(
        "REMOTE-004",
        new("No sign-in of yours at this server is kept here.", "Aucune connexion de vous à ce serveur n’est gardée ici."),
        new("Run ecluse login --server URL.", "Lancer ecluse login --server URL."),
        ErrorKind.Refused);

    public static EcluseException NotUnderstood() => new(
        "REMOTE-005",
        new("The server's answer is not one of Écluse's, or of another version.", "La réponse du serveur n’est pas d’Écluse, ou d’une autre version."),
        new("Check the address; run the same version on both sides.", "Vérifier l’adresse ; employer la même version des deux côtés."),
        ErrorKind.Failed);

    public static EcluseException TokenOpenToOthers() => new(
        "REMOTE-006",
        new("Others of this machine may read the file of the token.", "D’autres comptes de cette machine peuvent lire le fichier du jeton."),
        new("Run ecluse logout --server URL, then ecluse login again.", "Lancer ecluse logout --server URL, puis de nouveau ecluse login."),
        ErrorKind.Refused);

    public static EcluseException ServerMissing() => new(
        "REMOTE-007",
        new("No server was named.", "Aucun serveur n’a été nommé."),
        new("Add --server URL.", "Ajouter --server URL."),
        ErrorKind.Usage);

    public static EcluseException FolderOrServer(string option) => new(
        "REMOTE-008",
        new($"Either {option} or --server says where it goes or comes from, and one of them alone.",
            $"Soit {option}, soit --server dit où cela va ou d’où cela vient, et un seul des deux."),
        new("Give one of them.", "Donner l’un des deux."),
        ErrorKind.Usage);

    public static EcluseException OtherRecipients() => new(
        "REMOTE-009",
        new("The space seals to other recipients than those given; nothing was sent.", "L’espace scelle pour d’autres destinataires que ceux donnés ; rien n’a été envoyé."),
        new("Read its recipients out to whoever takes, by telephone; with depot show they are listed.",
            "Lire ses destinataires au téléphone à qui prend ; depot show les énumère."),
        ErrorKind.Refused);

    public static EcluseException NotWhole(long found, long told) => new(
        "REMOTE-010",
        new($"The object has {found} bytes, and the space says {told}: something is missing, or was added.",
            $"L’objet a {found} octets, et l’espace en dit {told} : il en manque, ou on en a ajouté."),
        new("Take it again; if it stays so, ask its sender for its length.", "Le prendre de nouveau ; si cela demeure, demander sa longueur à qui l’a envoyé."),
        ErrorKind.SealBroken);

    public static EcluseException FileChanged() => new(
        "REMOTE-011",
        new("The file changed while it was sent; what the server has is the one from before, unfinished.",
            "Le fichier a changé pendant l’envoi ; le serveur a celui d’avant, inachevé."),
        new("Send it again when nobody writes to it.", "Le renvoyer quand personne n’y écrit plus."),
        ErrorKind.Failed);
}
