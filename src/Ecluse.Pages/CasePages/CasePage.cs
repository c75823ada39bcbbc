using Ecluse.Errors;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.CasePages;

/// <summary>The page of <c>ecluse case</c>: each reproach of 2022, the attempt, and the refusal.</summary>
public static class CasePage
{
    /// <summary>Writes the page: one HTML document that needs nothing beside it.</summary>
    /// <param name="view">What was played.</param>
    /// <param name="language">The page's one language.</param>
    /// <param name="otherLanguageFile">File name of the other language's page, written beside this one; null for no link.</param>
    public static string Render(CaseView view, Language language, string? otherLanguageFile = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        var pen = new Pen(language, view.Zone);
        var title = pen.Say("The reproaches of 2022, one by one", "Les reproches de 2022, un par un");
        var sentence = Html.Of(
            $"{pen.Say("Each was tried again on the sample laboratory, on ", "Chacun a été tenté de nouveau sur le laboratoire d’exemple, le ")}{pen.Instant(view.At)} ({pen.Say(view.Zone.Name)}).");
        var body = Html.Of(
            $"""
            {Parts.Head(pen.Say($"Decision {view.Decision}", $"Délibération {view.Decision}"), title, sentence)}
            {Summary(view, pen)}<section aria-label="{title}"><ol>{view.Reproaches.Select(reproach => Item(reproach, pen))}</ol></section>
            """);
        var foot = pen.Say(
            $"Played on {Dates.Instant(view.At, view.Zone, language)}.", $"Joué le {Dates.Instant(view.At, view.Zone, language)}.");
        return new Sheet(title, body, foot, otherLanguageFile).Write(pen);
    }

    private static Html Summary(CaseView view, Pen pen)
    {
        var (all, held) = (view.Reproaches.Count, view.Reproaches.Count(reproach => reproach.Held));
        var note = all == 0
            ? Parts.Note("warn", "warn", pen.Say("Nothing was played.", "Rien n’a été joué."), Html.None)
            : held == all
            ? Parts.Note("ok", "check", pen.Say(
                $"{pen.Number((long)held)} of {pen.Count(all, "attempt", "attempts", "tentative", "tentatives")} met their rule.",
                $"{pen.Count(held, "attempt", "attempts", "tentative", "tentatives")} sur {pen.Number((long)all)} {(held < 2 ? "a" : "ont")} rencontré {(held < 2 ? "sa" : "leur")} règle."), Html.None)
            : Parts.Note("bad", "stop", pen.Say(
                $"{pen.Number((long)all - held)} of {pen.Count(all, "attempt", "attempts", "tentative", "tentatives")} went through.",
                $"{pen.Count(all - held, "attempt", "attempts", "tentative", "tentatives")} sur {pen.Number((long)all)} {(all - held < 2 ? "est passée" : "sont passées")}."),
                Html.Text(pen.Say("A rule of the lock does not hold. Do not use this version.", "Une règle de l’écluse ne tient pas. Ne pas utiliser cette version.")));
        return Html.Of($"<section class=\"notes\">{note}</section>");
    }

    private static Html Item(Reproach reproach, Pen pen)
    {
        var verdict = reproach.Held
            ? Parts.Tag("check", pen.Say($"rule {reproach.Rule} held", $"la règle {reproach.Rule} a tenu"), "ok")
            : Parts.Tag("stop", pen.Say($"rule {reproach.Rule} did not hold", $"la règle {reproach.Rule} n’a pas tenu"), "bad");
        var code = reproach.Code is null ? Html.None : Html.Of($" <code>{reproach.Code}</code>");
        var see = Parts.KeyValues(
        [
            (pen.Say("Then", "Alors"), Html.Text(pen.Say(reproach.Happened))),
            (pen.Say("Attempt", "Tentative"), Html.Text(pen.Say(reproach.Attempt))),
            (pen.Say("Outcome", "Issue"), Html.Of($"{pen.Say(reproach.Outcome)}{code}")),
            (pen.Say("See it", "Le voir"), reproach.Command is { } command ? Parts.Command(command) : Html.None),
            ("Test", reproach.Test is { } test ? Parts.Code(test) : Html.None),
        ]);
        return Html.Of($"""<li class="check2022"><div><p class="n">{reproach.Paragraph}</p><p>{verdict}</p></div><div>{see}</div></li>""");
    }
}
