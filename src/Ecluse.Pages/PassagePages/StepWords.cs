using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.PassagePages;

/// <summary>The journal's acts as steps that a laboratory reads.</summary>
internal static class StepWords
{
    private static readonly PassageState[] Road =
        [PassageState.Approved, PassageState.Sealed, PassageState.Loaded, PassageState.Reconciled, PassageState.Accepted, PassageState.Erased];

    /// <summary>Steps taken, then those to come on the road that is left.</summary>
    public static IReadOnlyList<PassageStepView> Of(PassageDocuments d)
    {
        var taken = Once(d.Steps.Where(step => Name(step.Name) is not null)).Select(step => new PassageStepView(
            Name(step.Name)!.Value, d.NameOf(step.By), step.At,
            step.Name is "passage.stopped" or "passage.differs" or "alert.raised" ? StepState.Failed : StepState.Done));
        var toCome = d.Passage.State switch
        {
            PassageState.Stopped => [PassageState.Erased],
            var state => Road.Where(next => next > state && next is not PassageState.Stopped),
        };
        return [.. taken, .. toCome.Select(next => new PassageStepView(Coming(next), null, null, StepState.ToCome))];
    }

    // A decision on many rejects is an act for each, and one step: the last of them.
    private static IEnumerable<PassageStep> Once(IEnumerable<PassageStep> steps)
    {
        PassageStep? waiting = null;
        foreach (var step in steps)
        {
            if (waiting is not null && (step.Name, step.By) != (waiting.Name, waiting.By))
            {
                yield return waiting;
                waiting = null;
            }

            if (step.Name == "reject.decided")
            {
                waiting = step;
            }
            else
            {
                yield return step;
            }
        }

        if (waiting is not null)
        {
            yield return waiting;
        }
    }

    /// <summary>The stage whose duration an act tells; null for acts without one.</summary>
    public static Text? Stage(string act) => act switch
    {
        "source-gate.closed" => new Text("Seal", "Sceller"),
        "target-gate.closed" => new Text("Load", "Charger"),
        "passage.reconciled" or "passage.differs" => new Text("Reconcile", "Rapprocher"),
        "passage.stopped" => new Text("Take out again", "Retirer de la cible"),
        "passage.erased" => new Text("Erase", "Effacer"),
        "plan.written" => new Text("Plan", "Planifier"),
        _ => null,
    };

    // An act that is not here is a parcel's, or an intent whose outcome is here.
    private static Text? Name(string act) => act switch
    {
        "instruction.added" => new Text("Instruction given", "Instruction donnée"),
        "plan.written" => new Text("Plan made", "Plan établi"),
        "passage.opened" => new Text("Plan signed, passage opened", "Plan signé, passage ouvert"),
        "passage.set-going" => new Text("Set going", "Mis en route"),
        "source-gate.closed" => new Text("Sealed, source gate closed", "Scellé, porte source fermée"),
        "passage.resealed" => new Text("Lost parcels sealed again", "Colis perdus scellés de nouveau"),
        "target-gate.opened" => new Text("Target gate opened", "Porte cible ouverte"),
        "target-gate.closed" => new Text("Loaded, target gate closed", "Chargé, porte cible fermée"),
        "passage.reconciled" => new Text("Reconciled", "Rapproché"),
        "passage.differs" => new Text("Reconciliation found differences", "Le rapprochement a trouvé des écarts"),
        "sample.shown" => new Text("Sample shown", "Échantillon montré"),
        "passage.accepted" => new Text("Accepted", "Recette signée"),
        "reject.decided" => new Text("Rejects decided", "Rejets décidés"),
        "reject.retried" => new Text("Rejects tried again", "Rejets essayés à nouveau"),
        "passage.postponed" => new Text("Erase-by postponed, signed", "Échéance reportée, signée"),
        "passage.returned" => new Text("Parcels returned to the laboratory", "Colis rendus au laboratoire"),
        "passage.held" => new Text("Legal hold, signed", "Gel légal, signé"),
        "alert.raised" => new Text("Alert: it could not be erased", "Alerte : l’effacement a échoué"),
        "alert.closed" => new Text("Alert ended", "Alerte close"),
        "passage.stopped" => new Text("Stopped", "Arrêté"),
        "passage.erased" => new Text("Erased, certificate made", "Effacé, certificat établi"),
        _ => null,
    };

    private static Text Coming(PassageState state) => state switch
    {
        PassageState.Approved => new Text("Plan signed", "Plan signé"),
        PassageState.Sealed => new Text("Sealed", "Scellé"),
        PassageState.Loaded => new Text("Loaded", "Chargé"),
        PassageState.Reconciled => new Text("Reconciled", "Rapproché"),
        PassageState.Accepted => new Text("Accepted", "Recette signée"),
        _ => new Text("Erased, certificate made", "Effacé, certificat établi"),
    };
}
