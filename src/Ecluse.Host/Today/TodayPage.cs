using Ecluse.Drawing;
using Ecluse.Host.Passages;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.PassagePages;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Today;

/// <summary>Every passage as a small lock: where it stands, and when everything is erased.</summary>
internal static class TodayPage
{
    public static IResult Answer(HttpContext context, IReadOnlyList<PassageNow> passages, IReadOnlyList<Plan> plans, Html warnings, Html connections)
    {
        var pen = ConsolePage.PenOf(context);
        var open = passages.Where(one => one.View.State != PassageState.Erased).OrderBy(one => one.View.EraseBy).ToList();
        var ended = passages.Where(one => one.View.State == PassageState.Erased).ToList();
        var sentence = open.Count == 0
            ? pen.Say("No passage is under way.", "Aucun passage n’est en cours.")
            : pen.Count(open.Count, "passage is", "passages are", "passage est", "passages sont")
                + pen.Say(" under way; the one to be erased first stands first.", " en cours ; le premier à effacer est le premier montré.");
        return ConsolePage.Answer(context, pen, pen.Say("Today", "Aujourd’hui"), Html.Of(
            $"""
            {Parts.Head("Écluse", pen.Say("Today", "Aujourd’hui"), Html.Text(sentence))}
            <div id="today" data-live>{warnings}{Waiting(plans, pen)}{Section(pen.Say("Under way", "En cours"), open, pen)}{Section(pen.Say("Erased", "Effacés"), ended, pen)}</div>{connections}
            """), feed: "/live");
    }

    private static Html Waiting(IReadOnlyList<Plan> plans, Pen pen) => plans.Count == 0
        ? Html.None
        : Html.Of($"""<section class="notes">{plans.Select(plan => Parts.Note(
            "", "key", pen.Say($"Plan {plan.Id} waits for its signature", $"Le plan {plan.Id} attend sa signature"),
            Html.Of($"<a href=\"/plans/{plan.Id}\">{pen.Say("Read, sign, open the passage", "Lire, signer, ouvrir le passage")}</a>")))}</section>""");

    private static Html Section(string title, List<PassageNow> passages, Pen pen) => passages.Count == 0
        ? Html.None
        : Parts.Section(title, Html.None, Html.Of($"""<ul class="minis">{passages.Select(now => Mini(now, new Pen(pen.Language, now.View.Zone)))}</ul>"""));

    private static Html Mini(PassageNow now, Pen pen)
    {
        var (view, acts) = (now.View, WhoActs.Of(now));
        var words = PassagePage.Sentence(view, pen);
        return Html.Of(
            $"""
            <li>{LockDrawing.RenderSmall(LockPart.State(view), view.Laboratory, words.ToString(), $"m-{view.Passage}")}
            <div><h3><a href="/passages/{view.Passage}">{view.Laboratory}</a></h3><p>{words}</p><p>{Parts.Marked(acts.Icon, acts.Tone, view.State == PassageState.Erased ? pen.Say(acts.Who) : $"{(acts.Tone is "bad" or "warn" ? pen.Say(acts.Wrong) + " " : "")}{pen.Say(acts.Who)}")}</p><p>{Until(view, pen)}</p></div></li>
            """);
    }

    private static Html Until(PassageView view, Pen pen) => view.Erasure is { } erasure
        ? Html.Of($"{pen.Say("Erased on ", "Effacé le ")}{pen.Instant(erasure.ErasedAt)}, {pen.Say(view.Zone.Name)}")
        : Html.Of($"{pen.Say("To be erased by ", "À effacer avant le ")}{pen.Instant(view.EraseBy)}, {pen.Say(view.Zone.Name)}");
}
