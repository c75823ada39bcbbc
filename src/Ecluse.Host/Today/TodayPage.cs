using Ecluse.Drawing;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.PassagePages;
using Ecluse.Passages;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Today;

/// <summary>Every passage as a small lock: where it stands, and when everything is erased.</summary>
internal static class TodayPage
{
    public static IResult Answer(HttpContext context, IReadOnlyList<PassageView> passages, Html connections)
    {
        var pen = ConsolePage.PenOf(context);
        var open = passages.Where(one => one.State != PassageState.Erased).OrderBy(one => one.EraseBy).ToList();
        var ended = passages.Where(one => one.State == PassageState.Erased).ToList();
        var sentence = open.Count == 0
            ? pen.Say("No passage is under way.", "Aucun passage n’est en cours.")
            : pen.Count(open.Count, "passage is", "passages are", "passage est", "passages sont")
                + pen.Say(" under way; the one to be erased first stands first.", " en cours ; le premier à effacer est le premier montré.");
        return ConsolePage.Answer(context, pen, pen.Say("Today", "Aujourd’hui"), Html.Of(
            $"""
            {Parts.Head("Écluse", pen.Say("Today", "Aujourd’hui"), Html.Text(sentence))}
            {Section(pen.Say("Under way", "En cours"), open, pen)}{Section(pen.Say("Erased", "Effacés"), ended, pen)}{connections}
            """));
    }

    private static Html Section(string title, List<PassageView> passages, Pen pen) => passages.Count == 0
        ? Html.None
        : Parts.Section(title, Html.None, Html.Of($"""<ul class="minis">{passages.Select(view => Mini(view, new Pen(pen.Language, view.Zone)))}</ul>"""));

    private static Html Mini(PassageView view, Pen pen)
    {
        var words = PassagePage.Sentence(view, pen);
        return Html.Of(
            $"""
            <li>{LockDrawing.RenderSmall(LockPart.State(view), view.Laboratory, words.ToString(), $"m-{view.Passage}")}
            <div><h3><a href="/passages/{view.Passage}">{view.Laboratory}</a></h3><p>{words}</p><p>{Until(view, pen)}</p></div></li>
            """);
    }

    private static Html Until(PassageView view, Pen pen) => view.Erasure is { } erasure
        ? Html.Of($"{pen.Say("Erased on ", "Effacé le ")}{pen.Instant(erasure.ErasedAt)}, {pen.Say(view.Zone.Name)}")
        : Html.Of($"{pen.Say("To be erased by ", "À effacer avant le ")}{pen.Instant(view.EraseBy)}, {pen.Say(view.Zone.Name)}");
}
