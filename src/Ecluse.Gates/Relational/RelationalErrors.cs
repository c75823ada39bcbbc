using Ecluse.Errors;

namespace Ecluse.Relational;

/// <summary>Errors of the relational gates. A driver's text may hold values, so it is never passed on.</summary>
internal static class RelationalErrors
{
    public static EcluseException Engine(string engine, string code, Exception? cause = null) => new(
        "GATE-001",
        new Text($"The {engine} database refused a statement (its code: {code}).", $"La base {engine} a refusé une instruction (son code : {code})."),
        new Text(
            "Look the code up in the engine's manual, and at the profile's tables and checks.",
            "Cherchez ce code dans le manuel du moteur, et voyez les tables et contrôles du profil."),
        cause: cause);

    /// <summary>What could never be opened was not lost while it was in use.</summary>
    public const string UnreachableCode = "GATE-002";

    public static EcluseException Unreachable(string name, Exception? cause = null) => new(
        UnreachableCode,
        new Text($"The database of the connection “{name}” cannot be opened.", $"La base de la connexion « {name} » ne peut pas être ouverte."),
        new Text(
            "Check the address, the file's permissions and that the server runs.",
            "Vérifiez l’adresse, les droits du fichier, et que le serveur tourne."),
        cause: cause);

    public static EcluseException Lost(string name, Exception cause) => new(
        "GATE-015",
        new Text(
            $"The wire to the database of the connection “{name}” was cut while it was in use. What was under way there is not taken for done.",
            $"La liaison avec la base de la connexion « {name} » a été coupée pendant son usage. Ce qui y était en cours n’est pas pris pour fait."),
        new Text(
            "Check the network and that the server runs, then run the command again: it goes on where it stopped.",
            "Vérifiez le réseau et que le serveur tourne, puis relancez la commande : elle reprend où elle s’est arrêtée."),
        cause: cause);

    public static EcluseException WrongPassword(string name) => new(
        "GATE-003",
        new Text($"The database refused the account of the connection “{name}”.", $"La base a refusé le compte de la connexion « {name} »."),
        new Text("Check the user and the password of the connection.", "Vérifiez l’utilisateur et le mot de passe de la connexion."));

    public static EcluseException CanWrite(string name, string table) => new(
        "GATE-004",
        new Text(
            $"The account of the source “{name}” can write to {table}; a source is read with an account that can only read.",
            $"Le compte de la source « {name} » peut écrire dans {table} ; une source se lit avec un compte qui ne peut que lire."),
        new Text("Make an account with the SELECT privilege alone.", "Créez un compte qui n’a que le droit SELECT."),
        ErrorKind.Refused);

    public static EcluseException UnsafeWire(string name) => new(
        "GATE-005",
        new Text(
            $"The connection “{name}” is neither a Unix socket, nor loopback, nor TLS with verified certificate and name.",
            $"La connexion « {name} » n’est ni une socket Unix, ni la boucle locale, ni du TLS à certificat et nom vérifiés."),
        new Text("Set tls: verify and, if need be, ca: FILE.", "Mettez tls: verify et, au besoin, ca: FICHIER."),
        ErrorKind.Refused);

    public static EcluseException NoColumn(string profile, string table, string column) => new(
        "PROFILE-020",
        new Text(
            $"The profile {profile} names {table}.{column}, which the database has not.",
            $"Le profil {profile} nomme {table}.{column}, que la base n’a pas."),
        new Text("Correct the profile, or open the right database.", "Corrigez le profil, ou ouvrez la bonne base."),
        ErrorKind.Refused);

    public static EcluseException WrongEngine(string profile, string engine) => new(
        "PROFILE-021",
        new Text($"The profile {profile} is not for {engine}.", $"Le profil {profile} n’est pas fait pour {engine}."),
        new Text("Use the profile made for this engine.", "Prenez le profil fait pour ce moteur."),
        ErrorKind.Refused);

    public static EcluseException Lacks(string profile, string what, string quoi) => new(
        "PROFILE-022",
        new Text($"The profile {profile} lacks {what}.", $"Il manque {quoi} au profil {profile}."),
        new Text("Complete the profile.", "Complétez le profil."),
        ErrorKind.Usage);

    public static EcluseException NoZones(string zone, Exception cause) => new(
        "GATE-008",
        new Text(
            $"A column of type TIMESTAMP is used, and the server does not know the time zone {zone}.",
            $"Une colonne de type TIMESTAMP est utilisée, et le serveur ne connaît pas le fuseau {zone}."),
        new Text(
            "Load the server's tables of time zones: mariadb-tzinfo-to-sql /usr/share/zoneinfo | mariadb mysql",
            "Chargez les tables de fuseaux du serveur : mariadb-tzinfo-to-sql /usr/share/zoneinfo | mariadb mysql"),
        cause: cause);

    public static EcluseException NotLocked(string code, Exception cause) => new(
        "GATE-013",
        new Text(
            $"The instruction asks for a read lock, and the source gave none (its code: {code}).",
            $"L’instruction demande un verrou de lecture, et la source n’en a pas donné (son code : {code})."),
        new Text(
            "Give the account LOCK TABLES beside SELECT, and look for a statement of the laboratory's that does not end.",
            "Donnez au compte LOCK TABLES en plus de SELECT, et cherchez une instruction du laboratoire qui ne finit pas."),
        cause: cause);

    public static EcluseException HiddenView(string view, string grant) => new(
        "GATE-014",
        new Text(
            $"The profile's plain SQL reads the view {view}, whose definition the source's account may not see: what it reads cannot be judged.",
            $"Le SQL du profil lit la vue {view}, dont le compte de la source ne peut pas voir la définition : ce qu’elle lit ne peut pas être jugé."),
        new Text(
            $"Have the source's administrator run: {grant} — it lets the account read the definition and nothing more. Or write that SQL over tables.",
            $"Faites exécuter par l’administrateur de la source : {grant} — le compte lira la définition, rien de plus. Ou écrivez ce SQL sur des tables."),
        ErrorKind.Refused);

    public static EcluseException NotRepeatable(string table) => new(
        "GATE-012",
        new Text(
            $"The target's table {table} takes part in no transaction, and the profile gives its rows no unique key of the record: a load cut off could double them.",
            $"La table {table} de la cible ne participe à aucune transaction, et le profil ne donne pas à ses lignes une clé unique de l’enregistrement : un chargement interrompu pourrait les doubler."),
        new Text(
            "Give the rows a key with make: record or make: uuid, or make the table transactional.",
            "Donnez aux lignes une clé avec make: record ou make: uuid, ou rendez la table transactionnelle."),
        ErrorKind.Refused);

    public static EcluseException OutOfOrder(string table) => new(
        "GATE-006",
        new Text(
            $"Rows of {table} did not come in the order of the patients, or the table of patients holds a key twice.",
            $"Des lignes de {table} ne sont pas venues dans l’ordre des patients, ou la table des patients contient deux fois une clé."),
        new Text(
            "Look for a patient key that stands twice, or that differs by case or spaces only.",
            "Cherchez une clé de patient présente deux fois, ou qui ne diffère que par la casse ou des espaces."));
}
