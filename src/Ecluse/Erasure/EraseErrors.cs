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

    public static EcluseException Held(DateTimeOffset until) => new(
        "ERASE-007",
        new($"The passage is under a legal hold until {until:yyyy-MM-dd HH:mm}Z: its parcels are kept sealed, nothing is opened or erased.",
            $"Le passage est sous gel légal jusqu’au {until:yyyy-MM-dd HH:mm}Z : ses colis restent scellés, rien n’est ouvert ni effacé."),
        new("Wait for its end; only another signed postponement, made before that, moves it.",
            "Attendre sa fin ; seul un autre report signé, fait avant, la déplace."),
        ErrorKind.Refused);

    public static EcluseException OtherPostponement() => new(
        "ERASE-008",
        new("The postponement was drawn up for another passage, or for a date that has moved since.",
            "Le report a été établi pour un autre passage, ou pour une date qui a bougé depuis."),
        new("Draw it up again with ecluse passage postpone PASSAGE --until … and have it signed.",
            "L’établir à nouveau avec ecluse passage postpone PASSAGE --until … et le faire signer."),
        ErrorKind.Refused);

    public static EcluseException TooLate(DateTimeOffset due) => new(
        "ERASE-009",
        new($"The erase-by instant, {due:yyyy-MM-dd HH:mm}Z, has come; a new date is made before the old one or not at all.",
            $"L’échéance d’effacement, {due:yyyy-MM-dd HH:mm}Z, est venue ; une nouvelle date se fait avant l’ancienne ou pas du tout."),
        new("Open another passage under a new plan.", "Ouvrir un autre passage sous un nouveau plan."),
        ErrorKind.Refused);

    public static EcluseException NotLater(DateTimeOffset from) => new(
        "ERASE-010",
        new($"The new date is not after the old one, {from:yyyy-MM-dd HH:mm}Z.",
            $"La nouvelle date n’est pas après l’ancienne, {from:yyyy-MM-dd HH:mm}Z."),
        new("To erase earlier: ecluse passage stop, or ecluse erase after acceptance.",
            "Pour effacer plus tôt : ecluse passage stop, ou ecluse erase après la recette."),
        ErrorKind.Refused);

    public static EcluseException HoldTooLong() => new(
        "ERASE-011",
        new("A legal hold lasts at most 90 days at a time.", "Un gel légal dure au plus 90 jours à la fois."),
        new("Set an earlier end, and prolong it later by another signed postponement.",
            "Fixer une fin plus proche, et le prolonger plus tard par un autre report signé."),
        ErrorKind.Refused);

    public static EcluseException TrialTooLong() => new(
        "ERASE-012",
        new("A trial is erased within 30 days of its opening.", "Un essai est effacé dans les 30 jours de son ouverture."),
        new("Set an earlier date.", "Fixer une date plus proche."),
        ErrorKind.Refused);

    public static EcluseException ReturnFirst() => new(
        "ERASE-013",
        new("The instruction says return, and the parcels were not returned to the laboratory yet.",
            "L’instruction dit de rendre, et les colis n’ont pas encore été rendus au laboratoire."),
        new("Run ecluse passage return PASSAGE --to FOLDER first.", "Lancer d’abord ecluse passage return PASSAGE --to DOSSIER."),
        ErrorKind.Refused);

    public static EcluseException NothingToReturn() => new(
        "ERASE-014",
        new("The signed plan says delete: its parcels are sealed to nobody of the laboratory.",
            "Le plan signé dit d’effacer : ses colis ne sont scellés pour personne du laboratoire."),
        new("Only an instruction with fate: return and the laboratory's own recipient has parcels returned.",
            "Seule une instruction avec fate: return et le destinataire du laboratoire fait rendre les colis."),
        ErrorKind.Refused);

    public static EcluseException NotAsReturned(string name) => new(
        "ERASE-015",
        new($"Read again in the folder, {name} is not the parcel that was sealed; nothing is receipted.",
            $"Relu dans le dossier, {name} n’est pas le colis scellé ; rien n’est attesté."),
        new("Check that disk, empty the folder, and run ecluse passage return again.",
            "Vérifier ce disque, vider le dossier et relancer ecluse passage return."));

    public static EcluseException IdentityNotHere() => new(
        "ERASE-016",
        new("No gate here held the identity of this passage, or somebody took it away: nobody can state that it was destroyed, and there is no certificate.",
            "Aucune porte ici n’a détenu l’identité de ce passage, ou quelqu’un l’a ôtée : nul ne peut attester sa destruction, et il n’y a pas de certificat."),
        new("Erase it on the machine that holds the identity, or put its file back in keys/passages; if it is destroyed, have its holder sign that: ecluse erase PASSAGE --destroyed-at … --how … -o destruction.json.",
            "L’effacer sur la machine qui détient l’identité, ou remettre son fichier dans keys/passages ; si elle est détruite, faire signer cela par son détenteur : ecluse erase PASSAGE --destroyed-at … --how … -o destruction.json."));

    public static EcluseException TrialAway(string code) => new(
        "ERASE-017",
        new($"The trial system was not emptied ({code}): the identity and the parcels are destroyed, and the rows that the trial wrote are still there. There is no certificate yet.",
            $"Le système d’essai n’a pas été vidé ({code}) : l’identité et les colis sont détruits, et les lignes que l’essai a écrites y sont encore. Il n’y a pas encore de certificat."),
        new("Make the trial system reachable again, then run ecluse erase --due.",
            "Rendre le système d’essai joignable, puis lancer ecluse erase --due."));

    public static EcluseException GateStates() => new(
        "ERASE-018",
        new("The passage’s secrets are here, or were destroyed here: the gate states that itself, and nobody in its place.",
            "Les secrets du passage sont ici, ou furent détruits ici : la porte l’atteste elle-même, et personne à sa place."),
        new("Run ecluse erase PASSAGE.", "Lancer ecluse erase PASSAGE."),
        ErrorKind.Refused);

    public static EcluseException OtherStatement() => new(
        "ERASE-019",
        new("The statement is about another passage or other identities, says no how, or an instant that has not come.",
            "La déclaration porte sur un autre passage ou d’autres identités, ne dit pas comment, ou donne un instant à venir."),
        new("Draw it up again with ecluse erase PASSAGE --destroyed-at … --how … -o destruction.json.",
            "L’établir à nouveau avec ecluse erase PASSAGE --destroyed-at … --how … -o destruction.json."),
        ErrorKind.Refused);

    public static EcluseException StopFirst(string state) => new(
        "ERASE-004",
        new($"The passage is {state} and not accepted; erasing it early would lose it.",
            $"Le passage est à l’état {state}, sans recette ; l’effacer tôt le perdrait."),
        new("Stop it with ecluse passage stop, or wait for its date.", "L’arrêter avec ecluse passage stop, ou attendre sa date."),
        ErrorKind.Refused);
}
