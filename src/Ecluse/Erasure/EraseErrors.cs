using Ecluse.Errors;

namespace Ecluse.Erasure;

/// <summary>Errors of erasure; <c>docs/reference/errors/erasure.md</c> lists them.</summary>
internal static class EraseErrors
{
    public static EcluseException NoIdentity() => new(
        "ERASE-001",
        new("The identity of this passage is not here: it was destroyed, or is held elsewhere.",
            "L’identité de ce passage n’est pas ici : elle a été détruite, ou elle est tenue ailleurs."),
        new("What was destroyed cannot come back; see the certificate with ecluse certificate show.",
            "Ce qui est détruit ne revient pas ; voir le certificat avec ecluse certificate show."),
        ErrorKind.Refused);

    public static EcluseException PastDate(DateTimeOffset eraseBy) => new(
        "ERASE-002",
        new($"The identity was to be destroyed by {eraseBy:yyyy-MM-dd HH:mm}Z; it opens nothing any more.",
            $"L’identité était à détruire avant le {eraseBy:yyyy-MM-dd HH:mm}Z ; elle n’ouvre plus rien."),
        new("Run ecluse erase --due.", "Lancer ecluse erase --due."),
        ErrorKind.Refused);

    public static EcluseException StillThere(string what) => new(
        "ERASE-003",
        new($"After removal, {what} was still found.", $"Après suppression, on trouve encore : {what}."),
        new("Find out who holds the files open or restores them, then run ecluse erase again.",
            "Chercher qui tient ou restaure ces fichiers, puis relancer ecluse erase."));

    public static EcluseException NoStatement() => new(
        "ERASE-006",
        new("Keys and parcels are gone, but the gate that the signed plan names did not state it: there is no certificate.",
            "Clés et colis ont disparu, mais la porte que nomme le plan signé ne l’a pas attesté : il n’y a pas de certificat."),
        new("Put that gate’s key back in keys/signing/target-gate.key from its backup, then run ecluse erase again.",
            "Remettre la clé de cette porte dans keys/signing/target-gate.key depuis sa sauvegarde, puis relancer ecluse erase."));

    public static EcluseException StopFirst(string state) => new(
        "ERASE-004",
        new($"The passage is {state} and not accepted; erasing it early would lose it.",
            $"Le passage est à l’état {state}, sans recette ; l’effacer tôt le perdrait."),
        new("Stop it with ecluse passage stop, or wait for its date.", "L’arrêter avec ecluse passage stop, ou attendre sa date."),
        ErrorKind.Refused);
}
