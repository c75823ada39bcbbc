using Ecluse.Errors;

namespace Ecluse.MonthPages;

/// <summary>The journal's acts as a laboratory reads them in its month.</summary>
internal static class MonthWords
{
    private static readonly Dictionary<string, Text> Words = new()
    {
        ["contract.added"] = new("contract taken in", "contrat pris en compte"),
        ["contract.withdrawn"] = new("contract withdrawn", "contrat retiré"),
        ["signatory.confirmed"] = new("signatory’s key confirmed", "clé d’un signataire confirmée"),
        ["key.withdrawn"] = new("signatory’s key withdrawn", "clé d’un signataire retirée"),
        ["instruction.added"] = new("instruction taken in", "instruction prise en compte"),
        ["instruction.withdrawn"] = new("instruction withdrawn", "instruction retirée"),
        ["key.made"] = new("key of a passage made", "clé d’un passage créée"),
        ["key.destroyed"] = new("key of a passage destroyed", "clé d’un passage détruite"),
        ["plan.written"] = new("plan made", "plan établi"),
        ["plan.forgotten"] = new("plan forgotten", "plan oublié"),
        ["passage.opened"] = new("passage opened under your approval", "passage ouvert sous votre approbation"),
        ["passage.refused"] = new("opening refused by a rule", "ouverture refusée par une règle"),
        ["passage.rehearsed"] = new("passage rehearsed", "passage répété"),
        ["passage.set-going"] = new("passage set going", "passage lancé"),
        ["source-gate.opened"] = new("source gate opened", "porte source ouverte"),
        ["source-gate.closed"] = new("source gate closed", "porte source fermée"),
        ["target-gate.opened"] = new("target gate opened", "porte cible ouverte"),
        ["target-gate.closed"] = new("target gate closed", "porte cible fermée"),
        ["parcel.sealed"] = new("parcel sealed", "colis scellé"),
        ["parcel.loaded"] = new("parcel loaded", "colis chargé"),
        ["parcel.swept"] = new("unfinished parcel removed", "colis inachevé retiré"),
        ["passage.reconciled"] = new("passage reconciled", "passage rapproché"),
        ["passage.differs"] = new("differences found", "différences trouvées"),
        ["sample.shown"] = new("sample shown to your signatory", "échantillon montré à votre signataire"),
        ["passage.accepted"] = new("passage accepted", "passage accepté"),
        ["passage.held"] = new("erasure held by law", "effacement suspendu par obligation légale"),
        ["passage.postponed"] = new("erasure postponed by your signature", "effacement reporté sous votre signature"),
        ["passage.returned"] = new("parcels returned to you", "colis rendus"),
        ["passage.stopped"] = new("passage stopped", "passage arrêté"),
        ["passage.erased"] = new("passage erased", "passage effacé"),
        ["target.cleared"] = new("trial system emptied", "système d’essai vidé"),
        ["reject.decided"] = new("refused patient decided on", "patient refusé : décision"),
        ["reject.retried"] = new("refused patients tried again", "patients refusés : nouvel essai"),
        ["space.opened"] = new("space opened", "espace ouvert"),
        ["object.received"] = new("file received", "fichier reçu"),
        ["object.taken"] = new("file taken", "fichier retiré par son destinataire"),
        ["object.removed"] = new("file removed", "fichier supprimé"),
        ["space.erased"] = new("space erased", "espace effacé"),
        ["hand-over.begun"] = new("hand-over begun", "remise commencée"),
        ["hand-over.closed"] = new("hand-over complete", "remise complète"),
        ["hand-over.taken"] = new("hand-over taken", "remise prise"),
        ["hand-over.erased"] = new("hand-over erased", "remise effacée"),
        ["alert.raised"] = new("alert raised", "alerte levée"),
        ["alert.closed"] = new("alert closed", "alerte close"),
        ["alert.acknowledged"] = new("alert acknowledged", "alerte prise en charge"),
        ["alert.acted"] = new("act on an alert", "acte sur une alerte"),
        ["alert.silence-proposed"] = new("silence of an alert asked for", "silence d’une alerte demandé"),
        ["alert.silenced"] = new("alert silenced for a time", "alerte mise en silence pour un temps"),
        ["alert.closing-proposed"] = new("closing of an alert proposed", "clôture d’une alerte proposée"),
        ["alert.became-breach"] = new("alert that became a breach", "alerte devenue violation"),
        ["alert.held"] = new("closed alert held past its date", "alerte close conservée au-delà de son échéance"),
        ["alert.words-erased"] = new("words about an alert erased", "mots sur une alerte effacés"),
        ["alert.erased"] = new("alert erased on its date", "alerte effacée à son échéance"),
        ["alert.escalated"] = new("alert passed on to the next person", "alerte passée à la personne suivante"),
        ["destruction.stated"] = new("destruction of a key stated", "destruction d’une clé déclarée"),
        ["offer.written"] = new("offer of the target gate written", "offre de la porte cible écrite"),
        ["plan.taken"] = new("plan taken in by the target gate", "plan reçu par la porte cible"),
        ["parcel.taken"] = new("parcel taken in by the target gate", "colis reçu par la porte cible"),
        ["manifest.taken"] = new("manifest taken in by the target gate", "manifeste reçu par la porte cible"),
        ["question.asked"] = new("question asked by the target gate", "question posée par la porte cible"),
        ["answer.taken"] = new("answer taken in", "réponse reçue"),
        ["hand-over.asked"] = new("question left at the hand-over", "question déposée à la remise"),
        ["hand-over.answered"] = new("answer left at the hand-over", "réponse déposée à la remise"),
        ["warning.unanswered"] = new("notice of an unanswered warning", "avis d’un signalement resté sans réponse"),
        ["warning.concern-answered"] = new("said whether a warning concerns you", "dit si un signalement vous concerne"),
        ["warning.notice-read"] = new("notice read", "avis lu"),
        ["warning.released"] = new("words of a warning released to you", "mots d’un signalement remis à vous"),
        ["breach.opened"] = new("breach opened", "violation ouverte"),
        ["breach.joined"] = new("you joined to a breach", "vous, joint à une violation"),
        ["breach.entered"] = new("entry in a breach", "saisie dans une violation"),
        ["breach.held"] = new("breach kept longer", "violation gardée plus longtemps"),
        ["breach.erased"] = new("breach erased", "violation effacée"),
    };

    /// <summary>What an act is called; null where its own name says it.</summary>
    public static Text? Act(string name) => Words.TryGetValue(name, out var words) ? words : null;

    /// <summary>The acts that have words.</summary>
    public static IReadOnlyCollection<string> All => Words.Keys;
}
