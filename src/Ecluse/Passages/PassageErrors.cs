using Ecluse.Errors;

namespace Ecluse.Passages;

/// <summary>Every error of this slice, worded once; <c>docs/reference/errors/passage.md</c> lists them.</summary>
public static partial class PassageErrors
{
    /// <summary><c>PASSAGE-001</c>: no passage with that id.</summary>
    public static EcluseException NotFound() => new(
        "PASSAGE-001",
        new Text("No passage has that id.", "Aucun passage ne porte cet identifiant."),
        new Text("List them with ecluse passage list.", "Les lister avec ecluse passage list."),
        ErrorKind.NotFound);

    /// <summary><c>PASSAGE-002</c>: a move that is not legal.</summary>
    public static EcluseException IllegalMove(PassageState from, PassageState to) => new(
        "PASSAGE-002",
        new Text($"The passage is {from}; it cannot become {to}.", $"Le passage est à l’état {from} ; il ne peut pas devenir {to}."),
        new Text("See where it stands with ecluse passage status.", "Voir où il en est avec ecluse passage status."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-010</c>: a plan opens one passage.</summary>
    public static EcluseException PlanUsed() => new(
        "PASSAGE-010",
        new Text("A passage was opened under this plan already; a plan is good for one.",
            "Un passage a déjà été ouvert sous ce plan ; un plan ne sert qu’une fois."),
        new Text("Make a new plan with ecluse plan and have it signed.", "Établir un nouveau plan avec ecluse plan et le faire signer."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-011</c>: another worker holds the passage.</summary>
    public static EcluseException HeldByAnother() => new(
        "PASSAGE-011",
        new Text("Another process is working on this passage.", "Un autre processus travaille sur ce passage."),
        new Text("Wait for it to end; if it died, its hold ends by itself within a minute.",
            "Attendre qu’il finisse ; s’il est mort, sa réservation tombe d’elle-même en moins d’une minute."),
        ErrorKind.Locked);

    /// <summary><c>PASSAGE-012</c>: the worker was fenced.</summary>
    public static EcluseException LeaseLost() => new(
        "PASSAGE-012",
        new Text("The hold on the passage was lost to a newer worker, or to somebody who ends it; nothing more was written.",
            "La réservation du passage est passée à un processus plus récent, ou à qui y met fin ; rien de plus n’a été écrit."),
        new Text("Let the other one finish; see ecluse passage status.", "Laisser finir l’autre ; voir ecluse passage status."),
        ErrorKind.Locked);

    /// <summary><c>PASSAGE-013</c>: a plan that this installation did not make.</summary>
    public static EcluseException PlanNotOurs() => new(
        "PASSAGE-013",
        new Text("No dry run of this installation wrote this plan; its keys are not here.",
            "Aucun essai à blanc de cette installation n’a écrit ce plan ; ses clés ne sont pas ici."),
        new Text("Open it where ecluse plan was run, or make a plan here.",
            "L’ouvrir là où ecluse plan a été lancé, ou établir un plan ici."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-014</c>: the source gate has no list of signers of its own.</summary>
    public static EcluseException NoSignersAtGate() => new(
        "PASSAGE-014",
        new Text("The source gate has no allowed_signers of its own; it believes nobody else’s.",
            "La porte source n’a pas son propre fichier allowed_signers ; elle n’en croit pas d’autre."),
        new Text("Have the laboratory write gate/allowed_signers in the data folder of the source gate.",
            "Faire écrire par le laboratoire gate/allowed_signers dans le dossier de données de la porte source."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-015</c>: the acceptance does not belong to this reconciliation.</summary>
    public static EcluseException OtherAcceptance() => new(
        "PASSAGE-015",
        new Text("The acceptance is not the one that was drawn up for this passage and its reconciliation.",
            "La recette n’est pas celle qui a été établie pour ce passage et son rapprochement."),
        new Text("Draw a sample again with ecluse passage sample, and have that file signed.",
            "Tirer un échantillon avec ecluse passage sample, et faire signer ce fichier-là."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-016</c>: an accepted passage is not stopped any more.</summary>
    public static EcluseException AcceptedAlready() => new(
        "PASSAGE-016",
        new Text("The passage is accepted: its rows are the laboratory’s now, and what told them apart is gone from the target.",
            "Le passage est accepté : ses lignes sont au laboratoire, et ce qui les distinguait a quitté la cible."),
        new Text("Erase it with ecluse erase.", "L’effacer avec ecluse erase."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-017</c>: somebody is ending the passage, or has.</summary>
    public static EcluseException Ending() => new(
        "PASSAGE-017",
        new Text("The passage is being stopped or erased, or is already; nothing more passes.",
            "Le passage est en cours d’arrêt ou d’effacement, ou l’est déjà ; plus rien ne passe."),
        new Text("See ecluse passage status; a stop that was interrupted goes on with ecluse passage stop.",
            "Voir ecluse passage status ; un arrêt interrompu reprend avec ecluse passage stop."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-020</c>: a record carries a field that the instruction does not list.</summary>
    public static EcluseException OutsideScope(string type, string field) => new(
        "PASSAGE-020",
        new Text($"A {type} carries the field {field}, which the instruction does not list; nothing of this parcel was sealed.",
            $"Un enregistrement {type} porte le champ {field}, que l’instruction ne liste pas ; rien de ce colis n’a été scellé."),
        new Text("This is a defect of the source gate: keep the profile and report it.",
            "C’est un défaut de la porte source : garder le profil et le signaler."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-021</c>: more than the plan foresaw.</summary>
    public static EcluseException MoreThanPlanned(string what, long found, long limit) => new(
        "PASSAGE-021",
        new Text($"The source gives more {what} than the signed plan foresees: {found} found, at most {limit} allowed. The source gate closed itself; nothing left.",
            $"La source donne plus de {what} que le plan signé n’en prévoit : {found} trouvés, {limit} au plus. La porte source s’est fermée ; rien n’est sorti."),
        new Text("Find out what changed at the source, then make and sign a new plan.",
            "Chercher ce qui a changé à la source, puis établir et faire signer un nouveau plan."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-022</c>: fewer than the plan foresaw.</summary>
    public static EcluseException FewerThanPlanned(long found, long least) => new(
        "PASSAGE-022",
        new Text($"The source gives {found} patients where the signed plan expects at least {least}; an empty or failed source never empties a target.",
            $"La source donne {found} patients alors que le plan signé en attend au moins {least} ; une source vide ou en panne ne vide jamais une cible."),
        new Text("Check the source, then make and sign a new plan.", "Vérifier la source, puis établir et faire signer un nouveau plan."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-023</c>: the source differs from what was sealed before an interruption.</summary>
    public static EcluseException SourceChanged(int parcel) => new(
        "PASSAGE-023",
        new Text($"Since the interruption the source has changed: parcel {parcel} read again is not what was sealed.",
            $"Depuis l’interruption la source a changé : le colis {parcel} relu n’est pas ce qui fut scellé."),
        new Text("Stop this passage (ecluse passage stop) and plan again.", "Arrêter ce passage (ecluse passage stop) et refaire un plan."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-024</c>: schema, profile or code lists changed since the plan.</summary>
    public static EcluseException ChangedSincePlan(string what) => new(
        "PASSAGE-024",
        new Text($"The {what} is not the one the signed plan was made with.", $"L’élément suivant n’est plus celui du plan signé : {what}."),
        new Text("Make and sign a new plan.", "Établir et faire signer un nouveau plan."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-025</c>: the passage's date has come.</summary>
    public static EcluseException PastEraseBy(DateTimeOffset eraseBy) => new(
        "PASSAGE-025",
        new Text($"The passage was to be erased by {eraseBy:yyyy-MM-dd HH:mm}Z; no gate opens after that.",
            $"Le passage était à effacer avant le {eraseBy:yyyy-MM-dd HH:mm}Z ; aucune porte ne s’ouvre après."),
        new Text("Run ecluse erase --due, then plan again.", "Lancer ecluse erase --due, puis refaire un plan."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-026</c>: a count left its tolerance between plan and opening.</summary>
    public static EcluseException OutOfTolerance(string type, long planned, long found) => new(
        "PASSAGE-026",
        new Text($"The source now holds {found} {type} records that pass; the signed plan counted {planned}, and the difference is beyond its tolerance.",
            $"La source contient maintenant {found} enregistrements {type} à passer ; le plan signé en comptait {planned}, et l’écart dépasse la tolérance."),
        new Text("Make and sign a new plan.", "Établir et faire signer un nouveau plan."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-028</c>: the plan names another target gate.</summary>
    public static EcluseException OtherTargetGate() => new(
        "PASSAGE-028",
        new Text("The plan names another target gate than this one.", "Le plan nomme une autre porte cible que celle-ci."),
        new Text("Load it where the offer was made that the plan was written for.",
            "Le charger là où fut faite l’offre pour laquelle le plan est écrit."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-029</c>: a folder handed over lacks something.</summary>
    public static EcluseException HandOverIncomplete(string file) => new(
        "PASSAGE-029",
        new Text($"The folder handed over has no {file}.", $"Le dossier remis n’a pas de {file}."),
        new Text("Run ecluse extract again at the source, or copy the whole folder.",
            "Relancer ecluse extract à la source, ou recopier tout le dossier."),
        ErrorKind.NotFound);

    /// <summary><c>PASSAGE-030</c>: the offer belongs to another instruction.</summary>
    public static EcluseException OtherOffer() => new(
        "PASSAGE-030",
        new Text("The offer was made for another instruction.", "L’offre a été faite pour une autre instruction."),
        new Text("Run ecluse target offer for this instruction at the target.",
            "Lancer ecluse target offer pour cette instruction du côté de la cible."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-031</c>: no undecided reject of that place or code.</summary>
    public static EcluseException NoSuchReject() => new(
        "PASSAGE-031",
        new Text("No undecided reject has that place or code.", "Aucun rejet à décider n’a cette place ou ce code."),
        new Text("List them with ecluse passage rejects list.", "Les lister avec ecluse passage rejects list."),
        ErrorKind.NotFound);

    /// <summary><c>PASSAGE-032</c>: a trial is not accepted.</summary>
    public static EcluseException TrialIsNotAccepted() => new(
        "PASSAGE-032",
        new Text("A trial is not accepted: its rows are taken out of the trial system again.",
            "Un essai ne se reçoit pas : ses lignes sont retirées du système d’essai."),
        new Text("End it with ecluse passage stop; then plan the real passage.",
            "Y mettre fin par ecluse passage stop ; puis planifier le vrai passage."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-033</c>: a document's signer stands in no contract record that is here.</summary>
    public static EcluseException SignerUnknown(string file) => new(
        "PASSAGE-033",
        new Text($"The key that signed {file} stands in no record of the contract that is here, and is not a gate’s of the plan.",
            $"La clé qui a signé {file} n’est dans aucune fiche du contrat présente ici, et n’est pas celle d’une porte du plan."),
        new Text("Add the contract record under which it was signed.", "Ajouter la fiche de contrat sous laquelle il fut signé."),
        ErrorKind.NotFound);

    /// <summary><c>PASSAGE-034</c>: the source's side of the sample is missing.</summary>
    public static EcluseException AnswerMissing() => new(
        "PASSAGE-034",
        new Text("This target gate has no way into the source: the signatory would see one side only.",
            "Cette porte cible n’a pas d’accès à la source : le signataire ne verrait qu’un côté."),
        new Text("Run ecluse passage ask PASSAGE --line …, have the source gate answer, then give --answer FOLDER.",
            "Lancer ecluse passage ask PASSAGE --line …, faire répondre la porte source, puis donner --answer DOSSIER."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-035</c>: a question or an answer that belongs to something else.</summary>
    public static EcluseException OtherQuestion() => new(
        "PASSAGE-035",
        new Text("The question is not one of the plan's target gate for this passage, its sample is not the line's, or the answer is not to the latest question.",
            "La question n’est pas celle de la porte cible du plan pour ce passage, son échantillon n’est pas celui de la ligne, ou la réponse n’est pas à la dernière question."),
        new Text("Ask again with ecluse passage ask, and hand over that answer.",
            "Redemander par ecluse passage ask, et remettre cette réponse-là."),
        ErrorKind.Refused);

    /// <summary><c>PASSAGE-036</c>: the source's log does not extend the checkpoint last seen here.</summary>
    public static EcluseException LogNotExtended(long seen) => new(
        "PASSAGE-036",
        new Text($"The log handed over does not extend the checkpoint of {seen} entries that this gate saw last from that source gate: it was rewritten, restored or exchanged.",
            $"Le journal remis ne prolonge pas le point de contrôle de {seen} entrées que cette porte a vu en dernier de cette porte source : il a été réécrit, rétabli ou échangé."),
        new Text("Keep both and tell the laboratory. Only if it confirms that a new log was begun: remove that gate's file in gate/seen.",
            "Garder les deux et prévenir le laboratoire. S’il confirme seulement qu’un nouveau journal fut commencé : ôter le fichier de cette porte dans gate/seen."),
        ErrorKind.SealBroken);

    /// <summary><c>PASSAGE-037</c>: the plan's checkpoint is not of the log handed over.</summary>
    public static EcluseException LogNotOfPlan() => new(
        "PASSAGE-037",
        new Text("The log handed over is not whole, or does not extend the checkpoint that the signatory saw in the plan.",
            "Le journal remis n’est pas entier, ou ne prolonge pas le point de contrôle que le signataire a vu dans le plan."),
        new Text("Run ecluse extract again at the source; if its log was begun anew, make and sign a new plan.",
            "Relancer ecluse extract à la source ; si son journal a recommencé, établir et faire signer un nouveau plan."),
        ErrorKind.SealBroken);

    /// <summary><c>PASSAGE-038</c>: a second manifest that is not the first one with parcels sealed again.</summary>
    public static EcluseException OtherManifest() => new(
        "PASSAGE-038",
        new Text("The manifest handed over is not the one taken in before, nor that one with parcels sealed again: it is older, or lists other patients or records.",
            "Le manifeste remis n’est ni celui déjà pris, ni celui-là avec des colis scellés de nouveau : il est plus ancien, ou liste d’autres patients ou enregistrements."),
        new Text("Have the latest hand-over of this passage copied whole; if it is the latest, keep both and tell the laboratory.",
            "Faire recopier en entier la dernière remise de ce passage ; si c’est la dernière, garder les deux et prévenir le laboratoire."),
        ErrorKind.SealBroken);

    /// <summary><c>PASSAGE-027</c>: the source gate is not closed.</summary>
    public static EcluseException SourceGateOpen() => new(
        "PASSAGE-027",
        new Text("The source gate is not closed: there is no signed manifest with a last parcel. The target gate stays shut.",
            "La porte source n’est pas fermée : il n’y a pas de manifeste signé avec un dernier colis. La porte cible reste fermée."),
        new Text("Finish the extraction first (ecluse passage run).", "Finir d’abord l’extraction (ecluse passage run)."),
        ErrorKind.Refused);
}
