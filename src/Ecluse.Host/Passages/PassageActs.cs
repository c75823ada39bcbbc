using Ecluse.Accounts;
using Ecluse.Drawing;
using Ecluse.Host.Accounts;
using Ecluse.Host.Works;
using Ecluse.Markup;
using Ecluse.Passages;
using Ecluse.Writing;

namespace Ecluse.Host.Passages;

/// <summary>What somebody may do with a passage as it stands: at most one filled button, the next thing, and the way to stop it.</summary>
internal static class PassageActs
{
    public static Html Write(PassageNow now, Account account, Pen pen) => Html.Of(
        $"""<div class="btn-row" id="acts" data-live>{Next(now, account, pen)}{Stop(now, account, pen)}</div>""");

    private static Html Next(PassageNow now, Account account, Pen pen)
    {
        var at = $"/passages/{now.View.Passage}";
        var isOurs = now.Work.Plan.OneMachine && account.May(Right.RunPassages) && !now.IsAtWork;
        if (isOurs && now.View.State is PassageState.Sealed or PassageState.Loaded && now.Job?.Failure?.Code is "DEPOT-001" or "DEPOT-002" or "DEPOT-003")
        {
            return Button($"{at}/reseal", pen.Say("Seal the lost parcels again", "Sceller de nouveau les colis perdus"));
        }

        return now.View.State switch
        {
            PassageState.Opened when isOurs && now.View.Parcels.Sealed == 0 => Button($"{at}/run", pen.Say("Seal and load", "Sceller et charger")),
            PassageState.Opened or PassageState.Sealed when isOurs => Button($"{at}/run", pen.Say("Go on", "Reprendre")),
            PassageState.Loaded when isOurs && now.View.Rejects.Any(reject => reject.Decision is null) => Html.Of(
                $"""<a class="btn btn-1" href="{at}/differences">{pen.Say("Decide on the refused", "Décider des refusés")}</a>"""),
            PassageState.Loaded when isOurs => Button($"{at}/reconcile", pen.Say("Compare", "Comparer")),
            PassageState.Reconciled when account.May(Right.HandInSignatures) && !now.Work.Plan.Trial => Html.Of(
                $"""<a class="btn btn-1" href="{at}/acceptance">{pen.Say("Hand in the acceptance", "Remettre la recette")}</a>"""),
            PassageState.Accepted or PassageState.Stopped when account.May(Right.ErasePassages) && now.Job is not { IsRunning: true } => Html.Of(
                $"""<a class="btn btn-1" href="{at}/erase">{pen.Say("Erase…", "Effacer…")}</a>"""),
            PassageState.Erased => Html.Of($"""<a class="btn btn-1" href="{at}/certificate">{Icons.Of("seal")}{pen.Say("Certificate", "Certificat")}</a>"""),
            _ => Html.None,
        };
    }

    private static Html Stop(PassageNow now, Account account, Pen pen) =>
        now.View.State is PassageState.Accepted or PassageState.Stopped or PassageState.Erased || !account.May(Right.StopPassages)
            || now.Job is { IsRunning: true, Kind: JobKind.Stop or JobKind.Erase }
            ? Html.None
            : Html.Of($"""<a class="btn btn-stop" href="/passages/{now.View.Passage}/stop">{Icons.Of("stop")}{pen.Say("Stop…", "Arrêter…")}</a>""");

    private static Html Button(string action, string word) =>
        Html.Of($"""<form method="post" action="{action}"><button class="btn btn-1" type="submit">{word}</button></form>""");
}
