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
    private const int ClocksShown = 15;

    public static IResult Answer(HttpContext context, TodayView view, Html unread, Html connections)
    {
        var pen = ConsolePage.PenOf(context);
        var open = view.Passages.Where(one => one.View.State != PassageState.Erased).OrderBy(one => one.View.EraseBy).ToList();
        var ended = view.Passages.Where(one => one.View.State == PassageState.Erased).ToList();
        var sentence = view.Open == 0
            ? pen.Say("No passage is under way.", "Aucun passage n’est en cours.")
            : pen.Count(view.Open, "passage is", "passages are", "passage est", "passages sont")
                + pen.Say(" under way; the one to be erased first stands first.", " en cours ; le premier à effacer est le premier montré.");
        return ConsolePage.Answer(context, pen, pen.Say("Today", "Aujourd’hui"), Html.Of(
            $"""
            {Parts.Head("Écluse", pen.Say("Today", "Aujourd’hui"), Html.Text(sentence))}
            <div id="today" data-live>{unread}{Clocks(view.Clocks, view.Now, pen)}{Waiting(view.Plans, pen)}{Section(pen.Say("Under way", "En cours"), open, view.Open, pen)}{Section(pen.Say("Erased", "Effacés"), ended, view.Erased, pen)}</div>{connections}
            """), feed: "/live");
    }

    // One line each: what is at stake in a word, what it is, whose, how long yet.
    private static Html Clocks(IReadOnlyList<TodayClock> clocks, DateTimeOffset now, Pen pen)
    {
        var title = pen.Say("Clocks", "Horloges");
        var table = new Table(title, pen.Say("What runs down", "Ce qui court"), pen.Say("At stake", "Enjeu"), pen.Say("Laboratory", "Laboratoire"), pen.Say("Time left", "Temps restant"), pen.Say("Until", "Jusqu’à"));
        foreach (var clock in clocks.Take(ClocksShown))
        {
            table.Add(
                !clock.IsOver(now), Html.Of($"""<a href="{clock.Path}">{pen.Say(clock.What)}</a> <span class="small"><code>{clock.Id}</code></span>"""), Stake(clock.RiskAt(now), pen),
                Html.Text(clock.Controller ?? "–"), Left(clock, now, pen), clock.Due is { } due ? pen.Instant(due) : Html.Text(pen.Say("without delay", "sans délai")));
        }

        var more = clocks.Count - ClocksShown;
        return clocks.Count == 0 ? Html.None : Parts.Section(
            title, Html.Text(pen.Say("The largest risk first", "Le plus grand risque d’abord")),
            Html.Of($"""{table.Write()}{(more > 0 ? Html.Of($"""<p class="p small">{pen.Say($"{pen.Number(more)} more run behind these.", $"{pen.Number(more)} autres courent derrière celles-ci.")}</p>""") : Html.None)}"""));
    }

    private static Html Stake(Risk risk, Pen pen) => risk switch
    {
        Risk.Critical => Parts.Tag("warn", pen.Say("now", "tout de suite"), "bad"),
        Risk.High => Parts.Tag("warn", pen.Say("today", "aujourd’hui"), "warn"),
        Risk.Medium => Parts.Tag("clock", pen.Say("this week", "cette semaine"), "live"),
        _ => Parts.Tag("clock", pen.Say("this month", "ce mois-ci")),
    };

    private static Html Left(TodayClock clock, DateTimeOffset now, Pen pen) => clock.Due is not { } due ? Html.Text("–")
        : due > now ? Html.Text(pen.Duration(due - now))
        : Parts.Tag("stop", pen.Say($"over by {pen.Duration(now - due)}", $"dépassé de {pen.Duration(now - due)}"), "bad");

    private static Html Waiting(IReadOnlyList<Plan> plans, Pen pen) => plans.Count == 0
        ? Html.None
        : Html.Of($"""<section class="notes">{plans.Select(plan => Parts.Note(
            "", "key", pen.Say($"Plan {plan.Id} waits for its signature", $"Le plan {plan.Id} attend sa signature"),
            Html.Of($"<a href=\"/plans/{plan.Id}\">{pen.Say("Read, sign, open the passage", "Lire, signer, ouvrir le passage")}</a>")))}</section>""");

    private static Html Section(string title, List<PassageNow> passages, int all, Pen pen) => passages.Count == 0
        ? Html.None
        : Parts.Section(title, Html.Text(all > passages.Count ? $"{pen.Number(passages.Count)} / {pen.Number(all)}" : ""), Html.Of($"""<ul class="minis">{passages.Select(now => Mini(now, new Pen(pen.Language, now.View.Zone)))}</ul>"""));

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

/// <summary>What the page of today shows.</summary>
/// <param name="Passages">The passages that are looked at from near.</param>
/// <param name="Open">How many are under way.</param>
/// <param name="Erased">How many are erased.</param>
/// <param name="Plans">Plans that wait for their signature.</param>
/// <param name="Clocks">What runs down, the largest risk first.</param>
/// <param name="Now">Now.</param>
internal sealed record TodayView(
    IReadOnlyList<PassageNow> Passages, int Open, int Erased, IReadOnlyList<Plan> Plans, IReadOnlyList<TodayClock> Clocks, DateTimeOffset Now);
