using Ecluse.Errors;

namespace Ecluse.Host.Sftp;

/// <summary>Errors of SFTP; codes in <c>docs/reference/errors/sftp.md</c>. Nothing that a client typed stands in one.</summary>
internal static class SftpErrors
{
    public static EcluseException PathRefused() => new(
        "SFTP-001",
        new("The path is none that could be here: /SPACE/NAME, in UTF-8, without control characters, a name of at most 255 bytes.",
            "Le chemin ne peut être d’ici : /ESPACE/NOM, en UTF-8, sans caractère de contrôle, un nom d’au plus 255 octets."),
        new("List / for the spaces, and put files straight into one.", "Lister / pour voir les espaces, et déposer les fichiers directement dans l’un d’eux."),
        ErrorKind.Refused);

    public static EcluseException NothingThere() => new(
        "SFTP-002",
        new("There is nothing under this path for this key.", "Rien sous ce chemin pour cette clé."),
        new("List / for the spaces.", "Lister / pour voir les espaces."),
        ErrorKind.NotFound);

    public static EcluseException NotAVerb(string what, string fr) => new(
        "SFTP-003",
        new($"A depot does not know {what}.", $"Un dépôt ne connaît pas {fr}."),
        new("Put, list, get and remove are all there is.", "Déposer, lister, prendre et enlever : il n’y a rien d’autre."),
        ErrorKind.Refused);

    public static EcluseException TooManyHandles(int most) => new(
        "SFTP-004",
        new($"More than {most} files or folders are open in this session.", $"Plus de {most} fichiers ou dossiers sont ouverts dans cette session."),
        new("Close some first, or let the client transfer fewer at a time.", "En fermer d’abord, ou faire transférer moins de fichiers à la fois."),
        ErrorKind.Refused);

    public static EcluseException OffsetRefused(long found, long front) => new(
        "SFTP-005",
        new($"Bytes at offset {found} are not wanted: the next byte is {front}, and at most 8 MiB after it can wait.",
            $"Les octets au rang {found} ne sont pas attendus : le prochain est {front}, et au plus 8 Mio peuvent attendre après lui."),
        new($"Go on at {front}.", $"Reprendre à {front}."),
        ErrorKind.Refused);

    public static EcluseException Gap(long front) => new(
        "SFTP-006",
        new($"Bytes are missing at offset {front}, before others that came; what lies before it is kept.",
            $"Des octets manquent au rang {front}, avant d’autres déjà reçus ; ce qui précède est gardé."),
        new("Go on with the upload there.", "Reprendre l’envoi à cet endroit."),
        ErrorKind.PartlyDone);

    public static EcluseException SizeRefused(long front) => new(
        "SFTP-007",
        new($"What was received is never cut or stretched: it has {front} bytes.", $"Ce qui est reçu n’est jamais coupé ni allongé : il y a {front} octets."),
        new("Go on at its end, or remove the object and begin again.", "Reprendre à la fin, ou enlever l’objet et recommencer."),
        ErrorKind.Refused);

    public static EcluseException HandleUnknown() => new(
        "SFTP-008",
        new("The handle is none of this session, or of another kind.", "Le descripteur n’est pas de cette session, ou d’une autre sorte."),
        new("Open the file again.", "Ouvrir le fichier à nouveau."),
        ErrorKind.Refused);

    public static EcluseException NoWayBack() => new(
        "SFTP-009",
        new("What was put here is not given back: it is sealed, and the server has no key for it.", "Ce qui est déposé ici n’est pas rendu : c’est scellé, et le serveur n’en a pas la clé."),
        new("Keep the file that was sent; whoever takes from the space gets it sealed.", "Garder le fichier envoyé ; qui prend dans l’espace le reçoit scellé."),
        ErrorKind.Refused);

    public static EcluseException KeyOpensNothing() => new(
        "SFTP-010",
        new("This key opens nothing: it was withdrawn, or its account is closed.", "Cette clé n’ouvre rien : elle a été retirée, ou son compte est clos."),
        new("Add a key on the console, under My keys.", "Ajouter une clé dans la console, sous Mes clés."),
        ErrorKind.Refused);

    public static EcluseException UndertakingMissing() => new(
        "SFTP-011",
        new("Undertaking or training do not stand on this account (GDPR 28(3)(b)).", "Engagement ou formation manquent sur ce compte (RGPD 28(3)(b))."),
        new("Sign the undertaking in the console; have the day of the training entered.", "Signer l’engagement dans la console ; faire inscrire le jour de la formation."),
        ErrorKind.Refused);

    public static EcluseException SharedKey() => new(
        "SFTP-012",
        new("This account's keys are in use from another network now; that was noted.", "Les clés de ce compte servent en ce moment depuis un autre réseau ; c’est noté."),
        new("End the other session first; if it is nobody you know, withdraw the key.", "Terminer d’abord l’autre session ; si elle n’est de personne de connu, retirer la clé."),
        ErrorKind.Refused);

    public static EcluseException TooManySessions(int most) => new(
        "SFTP-013",
        new($"This account has {most} sessions open, or the server as many as it takes.", $"Ce compte a {most} sessions ouvertes, ou le serveur autant qu’il en prend."),
        new("Wait for one to end, or let the client open fewer.", "Attendre qu’une se termine, ou en faire ouvrir moins."),
        ErrorKind.Locked);

    public static EcluseException HandOverRefused() => new(
        "SFTP-014",
        new("The connection was not handed over as the door wants it.", "La connexion n’a pas été remise comme la porte le veut."),
        new("Let sshd run the forced command that Écluse wrote, and nothing else.", "Laisser sshd lancer la commande imposée qu’Écluse a écrite, et rien d’autre."),
        ErrorKind.Refused);

    public static EcluseException DoorClosed() => new(
        "SFTP-015",
        new("Nobody answers at the door: Écluse does not run, or this user may not come here.", "Personne ne répond à la porte : Écluse ne tourne pas, ou cet utilisateur ne peut venir ici."),
        new("Start ecluse serve, or look at the socket's owner.", "Lancer ecluse serve, ou regarder à qui est le socket."),
        ErrorKind.Failed);

    public static EcluseException DoorPathTooLong(int length, int most) => new(
        "SFTP-016",
        new($"The socket's path has {length} bytes; a Unix socket takes at most {most}.", $"Le chemin du socket a {length} octets ; un socket Unix en prend au plus {most}."),
        new("Give a data folder with a shorter path.", "Donner un dossier de données au chemin plus court."),
        ErrorKind.Usage);

    public static EcluseException SshdMissing() => new(
        "SFTP-017",
        new("sshd is not there, and it is the SSH layer of SFTP.", "sshd n’est pas là, or c’est la couche SSH de SFTP."),
        new("Install Debian's openssh-server, or start without --sftp.", "Installer openssh-server de Debian, ou démarrer sans --sftp."),
        ErrorKind.Failed);

    public static EcluseException SshdRefused(int port) => new(
        "SFTP-018",
        new($"sshd did not begin to listen on port {port}: the port is taken, or its configuration is not one it knows.",
            $"sshd n’écoute pas sur le port {port} : le port est pris, ou il ne connaît pas sa configuration."),
        new("Choose another port; sshd -t -f with the configuration in the data folder tells more.",
            "Choisir un autre port ; sshd -t -f avec la configuration du dossier de données en dit plus."),
        ErrorKind.Failed);

    public static EcluseException AddressListRefused(string file, int line) => new(
        "SFTP-019",
        new($"Line {line} of {file} is no address or network.", $"La ligne {line} de {file} n’est ni une adresse ni un réseau."),
        new("One address or network a line, as 192.0.2.7 or 2001:db8::/48; # begins a comment.", "Une adresse ou un réseau par ligne, comme 192.0.2.7 ou 2001:db8::/48 ; # commence un commentaire."),
        ErrorKind.Usage);

    public static EcluseException KeyTaken() => new(
        "SFTP-020",
        new("This key is, or was, on an account already; a key is one person's for good.", "Cette clé est, ou a été, déjà sur un compte ; une clé est d’une seule personne pour toujours."),
        new("Make another one: ssh-keygen -t ed25519.", "En faire une autre : ssh-keygen -t ed25519."),
        ErrorKind.Refused);

    public static EcluseException KeyMissing() => new(
        "SFTP-021",
        new("The form has no public key, or more than one line of it.", "Le formulaire n’a pas de clé publique, ou en a plus d’une ligne."),
        new("Paste the one line of the .pub file.", "Coller l’unique ligne du fichier .pub."),
        ErrorKind.Usage);

    public static EcluseException SignatorysKey() => new(
        "SFTP-023",
        new("This key signs for a laboratory in a contract; it opens nothing else.", "Cette clé signe pour un laboratoire dans un contrat ; elle n’ouvre rien d’autre."),
        new("Make another one for SFTP: ssh-keygen -t ed25519.", "En faire une autre pour SFTP : ssh-keygen -t ed25519."),
        ErrorKind.Refused);

    public static EcluseException UserUnknown() => new(
        "SFTP-022",
        new("ECLUSE_SFTP_USER is no user of this machine.", "ECLUSE_SFTP_USER n’est pas un utilisateur de cette machine."),
        new("Name the user under whom sshd runs.", "Nommer l’utilisateur sous lequel tourne sshd."),
        ErrorKind.Usage);

    public static EcluseException NotSftp() => new(
        "SFTP-024",
        new("A shell, a command or scp's old protocol was asked for; only SFTP is here.", "Un interpréteur, une commande ou l’ancien protocole de scp a été demandé ; il n’y a ici que SFTP."),
        new("Use sftp, or scp of OpenSSH 9 or later, without -O.", "Prendre sftp, ou scp d’OpenSSH 9 ou plus récent, sans -O."),
        ErrorKind.Refused);
}
