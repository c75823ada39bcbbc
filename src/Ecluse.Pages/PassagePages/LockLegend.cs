using Ecluse.Drawing;
using Ecluse.Markup;
using Ecluse.Passages;
using Ecluse.Writing;

namespace Ecluse.PassagePages;

/// <summary>What the drawing's marks stand for, and why what stays stays: under each of its three basins.</summary>
internal static class LockLegend
{
    public static Html Upstream(PassageView view, Pen pen)
    {
        var items = view.Stayed.Select(left => Item(Swatch.Left, Html.Of(
            $"""<b>{pen.Number(left.Patients)}</b> {pen.Say(left.Patients == 1 ? "stays" : "stay", left.Patients < 2 ? "reste" : "restent")}{pen.Say(": ", " : ")}{pen.Say(left.Reason)}""")));
        var columns = view.ColumnsNotRead == 0 ? Html.None : Item(Icons.Of("minus", "sw"), Html.Of(
            $"""<b>{pen.Number((long)view.ColumnsNotRead)}</b> {pen.Say("columns of which no value left the engine", "colonnes dont aucune valeur n’est sortie de la base")}"""));
        return Html.Of($"<ul>{items}{columns}</ul>");
    }

    public static Html Chamber(PassageView view, LockState state, Pen pen)
    {
        if (state.IsErased)
        {
            return Html.Of($"<ul>{Erased(view, pen)}{Digests(view, pen)}</ul>");
        }

        var (refused, intact) = (state.Refused is null ? 0 : 1, state.Sealed - state.Loaded);
        List<Html> items = [];
        Add(items, Swatch.LoadedParcel, state.Loaded, pen, pen.Say("loaded", "chargés"));
        Add(items, Swatch.SealedParcel, Math.Max(intact - refused, 0), pen, pen.Say("sealed, not loaded", "scellés, non chargés"));
        Add(items, Swatch.BrokenParcel, refused, pen, pen.Say("refused: not what was sealed", "refusé : différent de ce qui a été scellé"));
        Add(items, Swatch.ParcelToCome, state.Parcels - state.Sealed, pen, pen.Say("to come", "à venir"));
        if (state.Parcels > 0)
        {
            items.Add(Scale(state, pen));
        }

        items.Add(Digests(view, pen));

        return Html.Of($"<ul>{items}</ul>");
    }

    public static Html Downstream(PassageView view, LockState state, Pen pen)
    {
        List<Html> items = [];
        if (view.Patients.Rejected > 0)
        {
            items.Add(Item(Icons.Of("minus", "sw"), Html.Of(
                $"<b>{pen.Number(view.Patients.Rejected)}</b> {Refused(state, pen)}")));
        }

        if (view.WasStopped)
        {
            items.Add(Item(Icons.Of("minus", "sw"), Html.Text(pen.Say(
                "What the passage had written was taken out again", "Ce que le passage avait écrit a été retiré"))));
            items.Add(view.RowsThatStay is not { } rows ? Html.None : Item(Icons.Of(rows == 0 ? "check" : "warn", "sw"), Html.Of(
                $"<b>{pen.Number(rows)}</b> {pen.Say("rows stay: changed since, or others refer to them", "lignes restent : modifiées depuis, ou citées par d’autres")}")));
        }
        else if (state.LoadedShare < 1)
        {
            items.Add(Item(Swatch.Expected, Html.Of(
                $"{pen.Say("Expected level: ", "Niveau attendu : ")}<b>{pen.Number(view.Patients.Passing)}</b>")));
        }
        else if (view.Patients.Rejected == 0)
        {
            items.Add(Item(Icons.Of("check", "sw"), Html.Text(pen.Say("No patient refused", "Aucun patient refusé"))));
        }

        return Html.Of($"<ul>{items}</ul>");
    }

    private static string Refused(LockState state, Pen pen) => state.IsErased
        ? pen.Say("refused by the target, not loaded", "refusés par la cible, non chargés")
        : pen.Say(
            "refused by the target, kept sealed until decided or erased",
            "refusés par la cible, gardés scellés jusqu’à la décision ou l’effacement");

    private static Html Erased(PassageView view, Pen pen)
    {
        var erasure = view.Erasure;
        if (erasure is null)
        {
            return Html.None;
        }

        var destroyed = erasure.Recipients.Count(recipient => recipient.IsDestroyed);
        var removed = Item(Icons.Of("check", "sw"), Html.Of(
            $"""<b>{pen.Number((long)erasure.ParcelsRemoved)}</b> {pen.Say("parcels removed, their absence re-read", "colis supprimés, absence relue")}"""));
        var all = pen.Number((long)erasure.Recipients.Count);
        var keys = Item(Icons.Of("keyoff", "sw"), Html.Of(
            $"<b>{pen.Number((long)destroyed)}</b> {pen.Say(destroyed == 1 ? "key destroyed" : "keys destroyed", destroyed < 2 ? "clé détruite" : "clés détruites")}{pen.Say($", of {all}", $", sur {all}")}"));
        return Html.Of($"{keys}{removed}");
    }

    private static Html Digests(PassageView view, Pen pen)
    {
        var among = view.State == PassageState.Erased
            ? pen.Say("of them, of digests: for the reconciliation, loaded nowhere", "d’entre eux, d’empreintes : pour le rapprochement, chargé nulle part")
            : pen.Say("more, of digests: for the reconciliation, loaded nowhere", "de plus, d’empreintes : pour le rapprochement, chargé nulle part");
        return view.Parcels.OfDigests == 0
            ? Html.None
            : Item(Icons.Of("minus", "sw"), Html.Of($"<b>{pen.Number((long)view.Parcels.OfDigests)}</b> {among}"));
    }

    private static Html Scale(LockState state, Pen pen)
    {
        var wide = LockParcels.PerMark(state.Parcels, LockGeometry.Wide);
        var narrow = LockParcels.PerMark(state.Parcels, LockGeometry.Narrow);
        string Say(int k) => pen.Say($"1 square = {pen.Parcels(k)}", $"1 carré = {pen.Parcels(k)}");
        return Html.Of(
            $"""<li class="scale"><span class="w-only">{Say(wide)}</span><span class="n-only">{Say(narrow)}</span></li>""");
    }

    private static void Add(List<Html> items, Html swatch, int parcels, Pen pen, string what)
    {
        if (parcels > 0)
        {
            items.Add(Item(swatch, Html.Of($"<b>{pen.Number((long)parcels)}</b> {what}")));
        }
    }

    private static Html Item(Html sign, Html text) => Html.Of($"<li>{sign}<span>{text}</span></li>");
}
