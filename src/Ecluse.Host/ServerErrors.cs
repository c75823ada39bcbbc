using Ecluse.Errors;

namespace Ecluse.Host;

/// <summary>Errors of the server; codes in <c>docs/reference/errors/serve.md</c>.</summary>
internal static class ServerErrors
{
    public static EcluseException PortTaken(int port, Exception cause) => new(
        "SERVE-001",
        new($"Port {port} of this machine is taken by another program.", $"Le port {port} de cette machine est pris par un autre programme."),
        new("Stop that program, or choose another port with --port.", "Arrêter ce programme, ou choisir un autre port avec --port."),
        ErrorKind.Locked, cause);

    public static EcluseException CodeRefused() => new(
        "SERVE-002",
        new("The code is not the one that was printed, or its ten minutes or ten guesses are over, or it was used.",
            "Le code n’est pas celui qui a été affiché, ou ses dix minutes ou dix essais sont passés, ou il a servi."),
        new("Type the code again, or start ecluse serve again for another one.",
            "Retaper le code, ou relancer ecluse serve pour en avoir un autre."),
        ErrorKind.Refused);

    public static EcluseException NameMissing() => new(
        "SERVE-003",
        new("An account is a named person’s: name and organisation have one to 200 characters each.",
            "Un compte est celui d’une personne nommée : nom et organisation ont d’un à 200 caractères chacun."),
        new("Fill in both.", "Remplir les deux."),
        ErrorKind.Usage);

    public static EcluseException PasskeyRefused() => new(
        "SERVE-004",
        new("The passkey was not accepted: it belongs to another site or nobody, did not verify the person, or took more than five minutes.",
            "La clé d’accès n’est pas acceptée : elle est d’un autre site ou de personne, n’a pas vérifié la personne, ou a mis plus de cinq minutes."),
        new("Try again; if it stays so, ask the security officer for a new invitation.",
            "Réessayer ; si cela dure, demander une nouvelle invitation au responsable de la sécurité."),
        ErrorKind.Refused);

    public static EcluseException InvitationIncomplete() => new(
        "SERVE-005",
        new("An invitation names a person in one to 200 characters, a laboratory that has a contract or the processor, and a role that exists there.",
            "Une invitation nomme une personne en un à 200 caractères, un laboratoire sous contrat ou le sous-traitant, et un rôle qui y existe."),
        new("Fill in the name and choose of the lists; an operator is the processor’s, a signatory the laboratory’s.",
            "Remplir le nom et choisir dans les listes ; un opérateur est du sous-traitant, un signataire du laboratoire."),
        ErrorKind.Usage);

    public static EcluseException UploadMissing(string what) => new(
        "SERVE-013",
        new($"The form has no {what}, neither as a file nor as text, or more of it than fits.",
            $"Le formulaire n’a pas de {what}, ni en fichier ni en texte, ou plus qu’il n’en tient."),
        new("Choose the file, or paste its text.", "Choisir le fichier, ou coller son texte."),
        ErrorKind.Usage);

    public static EcluseException NotSure() => new(
        "SERVE-014",
        new("What cannot be undone is asked for twice, and was asked for once.", "Ce qui ne se défait pas se demande deux fois, et n’a été demandé qu’une."),
        new("Open the page of this act, read it, and press its button.", "Ouvrir la page de cet acte, la lire, et presser son bouton."),
        ErrorKind.Usage);

    public static EcluseException GatesApart() => new(
        "SERVE-015",
        new("The plan's gates stand on two machines; the console works them only where both are on this one.",
            "Les portes du plan sont sur deux machines ; la console ne les manœuvre que si les deux sont sur celle-ci."),
        new("Use ecluse extract and ecluse load on each.", "Employer ecluse extract et ecluse load sur chacune."),
        ErrorKind.Refused);

    public static EcluseException NotErasedYet() => new(
        "SERVE-016",
        new("The passage is not erased; there is no certificate yet.", "Le passage n’est pas effacé ; il n’y a pas encore de certificat."),
        new("It is made when everything is erased, at the latest at the erase-by.", "Il est établi quand tout est effacé, au plus tard à l’échéance."),
        ErrorKind.Refused);

    public static EcluseException JobAtWork() => new(
        "SERVE-010",
        new("Something is at work on it already.", "Un travail est déjà en cours dessus."),
        new("Wait for its end; the page shows it.", "Attendre sa fin ; la page la montre."),
        ErrorKind.Locked);

    public static EcluseException JobInterrupted() => new(
        "SERVE-011",
        new("The work was halted before its end; what was done stands.", "Le travail a été interrompu avant sa fin ; ce qui est fait reste fait."),
        new("Set it going again: it goes on where it was halted.", "Le relancer : il reprend là où il a été interrompu."),
        ErrorKind.Locked);

    public static EcluseException JobFailed(Exception cause) => new(
        "SERVE-012",
        new($"An unforeseen error ended the work ({cause.GetType().Name} in {cause.TargetSite?.DeclaringType?.Name}).",
            $"Une erreur imprévue a mis fin au travail ({cause.GetType().Name} dans {cause.TargetSite?.DeclaringType?.Name})."),
        new("Report it with this line; it holds no patient value. Set going again, the work goes on where it ended.",
            "La signaler avec cette ligne ; elle ne contient aucune valeur de patient. Relancé, le travail reprend où il s’est arrêté."),
        ErrorKind.Failed, cause);

    public static EcluseException NotForThisRole() => new(
        "SERVE-020",
        new("This is not for your role.", "Ceci n’est pas pour votre rôle."),
        new("Ask somebody whose role it is; the page of refusal names the roles.", "Demander à une personne dont c’est le rôle ; la page de refus les nomme."),
        ErrorKind.Refused);

    public static EcluseException SignInTooOld() => new(
        "SERVE-021",
        new("This asks for a sign-in of the last ten minutes.", "Ceci demande une connexion de moins de dix minutes."),
        new("Sign in again, then repeat it.", "Se reconnecter, puis recommencer."),
        ErrorKind.Refused);

    public static EcluseException UndertakingMissing() => new(
        "SERVE-022",
        new("Nobody of the processor acts in a passage before the undertaking of confidentiality is signed and the day of a training stands on the account (GDPR 28(3)(b)).",
            "Personne du sous-traitant n’agit dans un passage avant d’avoir signé l’engagement de confidentialité et avant que la date d’une formation figure sur son compte (RGPD 28(3)(b))."),
        new("Sign the undertaking under “My undertaking”; a security officer enters the day of the training under “People”.",
            "Signer l’engagement sous « Mon engagement » ; un responsable de la sécurité inscrit la date de la formation sous « Personnes »."),
        ErrorKind.Refused);

    public static EcluseException NameNotTyped() => new(
        "SERVE-023",
        new("The undertaking is signed with one’s own name, as the account has it.", "L’engagement se signe de son propre nom, tel que le compte le porte."),
        new("Type the name that stands at the head of the page.", "Taper le nom qui figure en tête de page."),
        ErrorKind.Usage);

    public static EcluseException DayMissing() => new(
        "SERVE-024",
        new("A training has a day, as 2026-03-31, that is not to come.", "Une formation a une date, comme 2026-03-31, qui n’est pas à venir."),
        new("Choose the day on which the training ended.", "Choisir le jour où la formation s’est terminée."),
        ErrorKind.Usage);

    public static EcluseException NotTheirs() => new(
        "SERVE-025",
        new("People review and close accounts of their own side, the processor’s security officer closes any; nobody does it for themselves.",
            "Chacun revoit et ferme des comptes de sa propre partie, le responsable de la sécurité du sous-traitant en ferme tous ; nul ne le fait pour soi-même."),
        new("Ask another officer of that person’s side.", "Demander à un autre responsable de la partie de cette personne."),
        ErrorKind.Refused);

    public static EcluseException PasswordSignInRefused() => new(
        "SERVE-026",
        new("Name, password and code do not open an account together, or the code was used already.",
            "Nom, mot de passe et code n’ouvrent pas de compte ensemble, ou le code a déjà servi."),
        new("Try again with a new code, or sign in with a passkey.", "Réessayer avec un nouveau code, ou se connecter avec une clé d’accès."),
        ErrorKind.Refused);

    public static EcluseException TooManyTries(TimeSpan wait) => new(
        "SERVE-027",
        new($"Too many tries with this name; the next one is looked at in {Math.Ceiling(wait.TotalMinutes)} min.",
            $"Trop d’essais sous ce nom ; le prochain sera regardé dans {Math.Ceiling(wait.TotalMinutes)} min."),
        new("Wait, or sign in with a passkey.", "Attendre, ou se connecter avec une clé d’accès."),
        ErrorKind.Locked);

    public static EcluseException PasswordTooWeak(int bits) => new(
        "SERVE-028",
        new($"The password counts {bits} bits, and 80 are asked for; common words, one’s own name, repetitions and runs count little.",
            $"Le mot de passe compte {bits} bits, et il en faut 80 ; mots courants, nom propre, répétitions et suites comptent peu."),
        new("Take twelve characters of four kinds, fourteen letters and figures, or seven words drawn at random.",
            "Prendre douze caractères de quatre sortes, quatorze lettres et chiffres, ou sept mots tirés au hasard."),
        ErrorKind.Usage);

    public static EcluseException SignInNameRefused() => new(
        "SERVE-029",
        new("A name to sign in with has three to 64 letters, figures or . _ @ -, and was never anybody else’s.",
            "Un nom de connexion a trois à 64 lettres, chiffres ou . _ @ -, et n’a jamais été à quelqu’un d’autre."),
        new("Choose another one.", "En choisir un autre."),
        ErrorKind.Usage);

    public static EcluseException MasterKeyRefused() => new(
        "SERVE-040",
        new("The master key is not 32 bytes that their owner alone reads, or it lies inside the data folder.",
            "La clé maîtresse n’est pas faite de 32 octets que seul son propriétaire lit, ou elle est dans le dossier de données."),
        new("Keep it outside the data folder with mode 0600; remove it to have another one made, and have people set their codes anew.",
            "La garder hors du dossier de données en mode 0600 ; l’enlever pour en avoir une autre, et faire refaire les codes."),
        ErrorKind.Refused);

    public static EcluseException CodeNotRight() => new(
        "SERVE-041",
        new("The six figures are not those of this key now, or ten minutes went by, or the password was begun in another window.",
            "Les six chiffres ne sont pas ceux de cette clé maintenant, ou dix minutes ont passé, ou le mot de passe a été commencé ailleurs."),
        new("Check the clock of the device, and begin again.", "Vérifier l’heure de l’appareil, et recommencer."),
        ErrorKind.Refused);

    public static EcluseException LastWayIn() => new(
        "SERVE-042",
        new("This is the last way into the account; taken away, nobody could use it any more.",
            "C’est le dernier accès au compte ; enlevé, plus personne ne pourrait s’en servir."),
        new("Add another passkey or a password first.", "Ajouter d’abord une autre clé d’accès ou un mot de passe."),
        ErrorKind.Refused);

    public static EcluseException CertificateRefused(Exception? cause) => new(
        "SERVE-043",
        new("The certificate cannot be used: it is not PEM with its key, is not in force now, or others may read the key.",
            "Le certificat ne peut pas servir : il n’est pas en PEM avec sa clé, n’est pas valable maintenant, ou d’autres peuvent lire la clé."),
        new("Give --certificate and --key together, the key with mode 0600, or leave both out and use --tls.",
            "Donner --certificate et --key ensemble, la clé en mode 0600, ou les omettre tous deux et utiliser --tls."),
        ErrorKind.Usage, cause);

    public static EcluseException InClear() => new(
        "SERVE-044",
        new("Under a name or an address that is not this machine's alone, the server speaks https or does not start.",
            "Sous un nom ou une adresse qui n’est pas à cette machine seule, le serveur parle https ou ne démarre pas."),
        new("Give --certificate and --key; or listen on loopback with --proxy, where a reverse proxy of this machine ends TLS.",
            "Donner --certificate et --key ; ou écouter sur la boucle locale avec --proxy, si un mandataire de cette machine termine TLS."),
        ErrorKind.Refused);

    public static EcluseException CertificateOfAnotherName(string name) => new(
        "SERVE-045",
        new($"The certificate is not one for {name} and sign.{name}.", $"Le certificat n’est pas fait pour {name} et sign.{name}."),
        new("Ask for one that names both: the signing site is another name of the same server.",
            "En demander un qui nomme les deux : le site de signature est un autre nom du même serveur."),
        ErrorKind.Usage);

    public static EcluseException CollectorInClear() => new(
        "SERVE-047",
        new("Figures are sent to a collector on this machine, or by https.", "Les chiffres vont à un collecteur de cette machine, ou par https."),
        new("Give --metrics an address on loopback, or one that begins with https.",
            "Donner à --metrics une adresse de la boucle locale, ou qui commence par https."),
        ErrorKind.Refused);

    public static EcluseException NotAName() => new(
        "SERVE-046",
        new("A server's name is a host name in small letters: no number, no port, no address.",
            "Le nom d’un serveur est un nom d’hôte en minuscules : ni numéro, ni port, ni adresse."),
        new("Give the name that people type into their browser.", "Donner le nom que les personnes saisissent dans leur navigateur."),
        ErrorKind.Usage);
}
