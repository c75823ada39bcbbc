using Ecluse.Drawing;
using Ecluse.ErasureViews;
using Ecluse.Markup;
using Ecluse.Passages;
using Ecluse.Writing;

namespace Ecluse.PassagePages;

/// <summary>Three facts under the lock: how the patients divide, how long it took, and the erase-by.</summary>
internal static class LockFacts
{
    public static Html Write(PassageView view, Pen pen) =>
        Html.Of($"{Shares(view, pen)}{Time(view, pen)}{EraseBy(view, pen)}");

    private static Html Shares(PassageView view, Pen pen)
    {
        var p = view.Patients;
        var toCome = Math.Max(p.Passing - p.Loaded - p.Rejected, 0);
        var notLoaded = view.State == PassageState.Erased || view.WasStopped
            ? pen.Say("not loaded", "non chargés")
            : pen.Say("to come", "à venir");
        var legend = Html.Join(
        [
            Key(Swatch.Passed, p.Loaded, pen.Say("passed", "passés"), pen),
            Key(Swatch.Rejected, p.Rejected, pen.Say("refused", "refusés"), pen),
            Key(Swatch.ToCome, toCome, notLoaded, pen),
            Key(Swatch.Left, p.Left, pen.Say("stay at the source", "restent à la source"), pen),
        ]);
        return Fact(
            pen.Say($"Of {pen.Number(p.AtSource)} patients", $"Sur {pen.Number(p.AtSource)} patients"),
            Html.Of($"""{Bars.Stacked(p.Loaded, p.Rejected, toCome, p.Left)}<ul class="key">{legend}</ul>"""));
    }

    private static Html Time(PassageView view, Pen pen)
    {
        var total = view.Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Took);
        var all = view.Parcels.Sealed + view.Parcels.OfDigests;
        var size = pen.Say(
            $"{pen.Parcels(all)} sealed, {pen.Size(view.Parcels.SealedBytes)}",
            $"{pen.Parcels(all)} {(all < 2 ? "scellé" : "scellés")}, {pen.Size(view.Parcels.SealedBytes)}");
        return view.Stages.Count == 0
            ? Fact(pen.Say("Sealed", "Scellé"), Figure(pen.Parcels(all), Html.Text(pen.Size(view.Parcels.SealedBytes))))
            : Fact(pen.Say("Time worked", "Temps de travail"), Figure(pen.Duration(total), Html.Text(size)));
    }

    private static Html EraseBy(PassageView view, Pen pen)
    {
        if (view.Erasure is { } erasure)
        {
            var gap = (erasure.EraseBy - erasure.ErasedAt).Duration();
            var (label, figure) = erasure.Timing switch
            {
                ErasureTiming.Early => (pen.Say("Ahead of the erase-by", "Avance sur l’échéance"), pen.Duration(gap)),
                ErasureTiming.Late => (pen.Say("Late on the erase-by", "Retard sur l’échéance"), pen.Duration(gap)),
                _ => (pen.Say("Erased when due", "Effacé à l’échéance"), pen.Say("On its date", "À sa date")),
            };
            return Fact(label, Figure(figure, Html.Of(
                $"{pen.Say("Erased on ", "Effacé le ")}{pen.Instant(erasure.ErasedAt)}")));
        }

        var left = view.EraseBy - view.At;
        var whatever = Html.Of($"{pen.Instant(view.EraseBy)}{pen.Say(", whatever happens", ", quoi qu’il arrive")}");
        return left < TimeSpan.Zero
            ? Fact(pen.Say("Erase-by passed for", "Échéance dépassée de"), Figure(pen.Duration(left.Negate()), whatever))
            : Fact(pen.Say("To be erased within", "À effacer sous"), Figure(pen.Duration(left), whatever));
    }

    private static Html Fact(string label, Html content) =>
        Html.Of($"""<div><p class="fact-l">{label}</p>{content}</div>""");

    private static Html Figure(string figure, Html more) =>
        Html.Of($"""<p class="fact-n">{figure}</p><p class="fact-d">{more}</p>""");

    private static Html Key(Html swatch, long count, string what, Pen pen) => count == 0
        ? Html.None
        : Html.Of($"<li>{swatch}<span><b>{pen.Number(count)}</b> {what}</span></li>");
}
