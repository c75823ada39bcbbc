using Ecluse.Errors;
using Ecluse.PassagePages;
using Ecluse.Passages;
using Ecluse.Writing;

namespace Ecluse.Host.Passages;

/// <summary>What is wrong with a passage, and who must do what now: one answer, whatever the state.</summary>
/// <param name="Tone"><c>ok</c>, <c>live</c>, <c>warn</c> or <c>bad</c>.</param>
/// <param name="Icon">Icon of the tone.</param>
/// <param name="Wrong">What is wrong, or that nothing is.</param>
/// <param name="Who">Who must act, and what happens otherwise.</param>
internal sealed record WhoActs(string Tone, string Icon, Text Wrong, Text Who)
{
    private static readonly Text Nothing = new("Nothing", "Rien");
    private static readonly Text AnOperator = new("An operator", "Un opérateur");

    /// <summary>Judges.</summary>
    public static WhoActs Of(PassageNow now)
    {
        var view = now.View;
        var undecided = view.Rejects.Where(reject => reject.Decision is null).Sum(reject => reject.Patients);
        return view.State switch
        {
            PassageState.Erased => Ended(view),
            _ when view.EraseBy <= view.At => new(
                "bad", "stop", new("Its erase-by is past and it is not erased.", "Son échéance est passée et il n’est pas effacé."),
                Says(AnOperator, "erases it; the server tries again every minute.", "l’efface ; le serveur réessaie chaque minute.")),
            _ when now.IsAtWork => new(
                "live", "clock", Nothing, new("Nobody has to act: the work goes on by itself.", "Personne n’a à agir : le travail se poursuit seul.")),
            _ when view.Trouble is { } trouble => new("bad", "stop", trouble.What, Says(AnOperator, "acts. ", "agit. ", trouble.Consequence)),
            PassageState.Loaded when undecided > 0 => new(
                "warn", "warn",
                new($"{Numbers.Of(undecided, Language.English)} refused by the target, undecided.", $"{Numbers.Of(undecided, Language.French)} refusés par la cible, sans décision."),
                Says(AnOperator, "decides with the laboratory; else the passage fails at its erasure.", "décide avec le laboratoire ; sinon le passage échoue à l’effacement.")),
            PassageState.Loaded when view.Reconciliation is not null => new(
                "bad", "stop", new("Source and target differ.", "La source et la cible diffèrent."),
                Says(AnOperator, "looks at the differences, then compares again or stops it.", "regarde les écarts, puis compare encore ou l’arrête.")),
            _ => Next(now),
        };
    }

    private static WhoActs Next(PassageNow now) => now.View.State switch
    {
        PassageState.Opened when now.View.Parcels.Sealed == 0 => Awaits("starts it.", "le lance."),
        PassageState.Opened => Awaits("goes on with the sealing, which was halted.", "reprend le scellement, interrompu."),
        PassageState.Sealed => Awaits("goes on with the loading.", "poursuit par le chargement."),
        PassageState.Loaded => Awaits("compares source and target.", "compare la source et la cible."),
        PassageState.Reconciled when now.Work.Plan.Trial => Awaits("stops the trial, which empties its system.", "arrête l’essai, ce qui vide son système."),
        PassageState.Reconciled => new("live", "key", Nothing, Says(Signers(now), "looks at a sample and signs the acceptance.", "regarde un échantillon et signe la recette.")),
        PassageState.Accepted or PassageState.Stopped => Awaits(
            "erases it; at its erase-by that is done without anybody.", "l’efface ; à l’échéance cela se fait sans personne."),
        _ => Awaits("goes on.", "poursuit."),
    };

    private static WhoActs Ended(PassageView view) => view.Erasure is { } erasure && erasure.Recipients.Any(recipient => !recipient.IsDestroyed)
        ? new(
            "warn", "warn", new("A key is still held elsewhere.", "Une clé est encore détenue ailleurs."),
            new("Its holder destroys it; the certificate names it.", "Son détenteur la détruit ; le certificat la nomme."))
        : new("ok", "check", Nothing, new("Nobody has to act any more.", "Personne n’a plus à agir."));

    private static WhoActs Awaits(string english, string french) => new("live", "now", Nothing, Says(AnOperator, english, french));

    private static Text Signers(PassageNow now) => now.Signatories.Count == 0
        ? new("A signatory", "Un signataire")
        : new(string.Join(" or ", now.Signatories), string.Join(" ou ", now.Signatories));

    private static Text Says(Text who, string english, string french, Text more = default) =>
        new($"{who.English} {english}{more.English}", $"{who.French} {french}{more.French}");
}
