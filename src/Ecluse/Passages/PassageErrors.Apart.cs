using Ecluse.Errors;

namespace Ecluse.Passages;

/// <content>Gates that stand apart.</content>
public static partial class PassageErrors
{
    /// <summary><c>PASSAGE-043</c>: the plan names another source gate.</summary>
    public static EcluseException OtherSourceGate() => new(
        "PASSAGE-043",
        new Text("The plan names another source gate than this one.", "Le plan nomme une autre porte source que celle-ci."),
        new Text("Extract where the key is that the plan was made with, or make and sign a plan with this gate’s key (ecluse plan --gate).",
            "Extraire là où est la clé avec laquelle le plan fut établi, ou établir et faire signer un plan avec la clé de cette porte (ecluse plan --gate)."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-039</c>: the plan holds neither scope nor profiles.</summary>
    public static EcluseException NotForGates() => new(
        "PASSAGE-039",
        new Text("The plan carries no compiled profiles: it was not made for gates that stand apart.",
            "Le plan ne porte pas de profils compilés : il n’a pas été établi pour des portes séparées."),
        new Text("Make and sign a plan with the target gate’s offer (ecluse plan --offer).",
            "Établir et faire signer un plan avec l’offre de la porte cible (ecluse plan --offer)."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-040</c>: nodes that no profile compiles to.</summary>
    public static EcluseException NotCompiled() => new(
        "PASSAGE-040",
        new Text("What the document carries as a compiled profile is not one.", "Ce que le document porte comme profil compilé n’en est pas un."),
        new Text("Make the plan or the order again with ecluse.", "Refaire le plan ou la demande avec ecluse."),
        ErrorKind.Usage);

    /// <summary><c>PASSAGE-041</c>: the plan's source gate stands apart, or here.</summary>
    public static EcluseException GateApart(bool isHere) => new(
        "PASSAGE-041",
        isHere
            ? new Text("The plan’s source gate is this one; there is nothing to hand over.", "La porte source du plan est celle-ci ; il n’y a rien à remettre.")
            : new Text("The plan’s source gate stands apart; it opens the passage itself.", "La porte source du plan est séparée ; elle ouvre elle-même le passage."),
        isHere
            ? new Text("Open it without --to.", "L’ouvrir sans --to.")
            : new Text("Hand it over with ecluse passage open PLAN --signature SIG --to FOLDER.", "Le remettre par ecluse passage open PLAN --signature SIG --to DOSSIER."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-042</c>: the offer was not made with the profile that is here.</summary>
    public static EcluseException OfferWithoutProfile() => new(
        "PASSAGE-042",
        new Text("The offer carries no compiled profile, and the plan for gates that stand apart must.",
            "L’offre ne porte pas de profil compilé, et un plan pour des portes séparées en a besoin."),
        new Text("Have the target gate make its offer again.", "Faire refaire son offre par la porte cible."),
        ErrorKind.Refused);
}
