using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Storage.Warnings;
using Ecluse.Warnings;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Warnings;

/// <summary>The warnings that somebody sees, clocks first; notices to their controller; for a handler, the key that opens them.</summary>
internal static class WarningListPage
{
    public static IResult Answer(
        HttpContext context, IReadOnlyList<Warning> warnings, IReadOnlyList<WarningNotice> notices, IReadOnlyList<EnrolledHandler>? handlers, DateTimeOffset now)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Warnings", "Signalements");
        var me = SignedIn.Of(context).Account;
        var table = new Table(
            title, pen.Say("Warning", "Signalement"), pen.Say("From", "De"), pen.Say("About", "Objet"), pen.Say("Received", "Reçu"), pen.Say("Next clock", "Prochaine échéance"));
        foreach (var one in warnings.OrderBy(one => one.ClosedAt is not null).ThenBy(one => one.Source != WarningSource.Authority).ThenBy(one => one.Next(now)?.Ends ?? DateTimeOffset.MinValue))
        {
            table.Add(
                Html.Of($"""<a href="/warnings/{one.Id}">{one.Id}</a>"""), Html.Text(pen.Say(WarningWords.Of(one.Source))),
                Html.Text(string.Join(", ", one.Subjects.Select(subject => pen.Say(WarningWords.Of(subject))))), pen.ShortInstant(one.ReceivedAt), Clock(one, now, pen));
        }

        var rows = table.Write();
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                "What people told. Nobody closes one alone, and a clock that runs out tells the laboratories by itself.",
                "Ce que des personnes ont signalé. Personne n’en clôt un seul, et une échéance dépassée avertit d’elle-même les laboratoires.")))}
            {Unread(notices, pen)}
            {(rows.IsEmpty ? Pages.Empty(pen.Say("No warning", "Aucun signalement"), pen.Say("What comes by the public form stands here once its hour is over.", "Ce qui arrive par le formulaire public figure ici une fois l’heure passée.")) : rows)}
            {(handlers is null ? Html.None : Key(handlers, me, pen))}
            """));
    }

    /// <summary>The clock of a warning that matters now.</summary>
    public static Html Clock(Warning warning, DateTimeOffset now, Pen pen)
    {
        if (warning.ClosedAt is not null)
        {
            return Parts.Tag("check", pen.Say(WarningWords.Of(warning.Closing!.Outcome)), "ok");
        }

        var late = warning.Clocks.LastOrDefault(clock => clock.HasRunOut(now) && clock.StoppedAt is null);
        return late is not null
            ? Parts.Tag("stop", pen.Say($"over: {pen.Say(WarningWords.Of(late.Kind))}", $"dépassé : {pen.Say(WarningWords.Of(late.Kind))}"), "bad")
            : warning.Next(now) is { } next ? Html.Of($"{pen.Say(WarningWords.Of(next.Kind))} · {pen.ShortInstant(next.Ends)}") : Html.Text("–");
    }

    /// <summary>The notices that nobody has read.</summary>
    public static Html Unread(IReadOnlyList<WarningNotice> notices, Pen pen) => Html.Of(
        $"""<section class="notes">{notices.Where(one => one.SeenAt is null).GroupBy(one => one.Warning.Id).Select(of => of.MaxBy(one => one.Ended)!).Select(one => Parts.Note(
            "bad", "warn", pen.Say("A warning was left unanswered", "Un signalement est resté sans réponse"),
            Html.Of($"""<a href="/warnings/{one.Warning.Id}">{one.Warning.Id}</a>, {pen.Say(WarningWords.Of(one.Warning.Source))} · {pen.Say(WarningWords.Of(one.Clock))}, {pen.Instant(one.Ended)}""")))}</section>""");

    private static Html Key(IReadOnlyList<EnrolledHandler> handlers, Account me, Pen pen)
    {
        var mine = handlers.FirstOrDefault(one => one.Person == me.Person);
        var standing = mine is null
            ? Parts.Note("warn", "key", pen.Say("You have no key to open warnings with", "Vous n’avez pas de clé pour ouvrir les signalements"), Html.Text(pen.Say("What comes now is not sealed to you.", "Ce qui arrive maintenant n’est pas scellé pour vous.")))
            : Parts.Note("ok", "key", pen.Say("Warnings are sealed to your key", "Les signalements sont scellés pour votre clé"), Html.Of($"<code>{Short(mine.Recipient)}</code>"));
        return Parts.Section(
            pen.Say("The key that opens them", "La clé qui les ouvre"),
            Html.Text(me.Controller is null
                ? pen.Count(handlers.Count, "handler has one", "handlers have one", "référent en a une", "référents en ont une")
                : pen.Count(handlers.Count, "officer of yours has one; words released to you are sealed to it", "officers of yours have one; words released to you are sealed to them", "de vos délégués en a une ; les mots qu’on vous communique sont scellés pour elle", "de vos délégués en ont une ; les mots qu’on vous communique sont scellés pour elles")),
            Html.Of(
                $"""
                <div class="notes">{standing}</div>
                <form class="panel pad form wide" method="post" action="/warnings/key">
                <p class="field"><label for="w-recipient">{pen.Say("Your age recipient", "Votre destinataire age")}</label><textarea id="w-recipient" name="recipient" rows="3" required spellcheck="false" autocomplete="off" placeholder="age1…"></textarea></p>
                <p class="small muted">{pen.Say("Made on your own machine with ecluse key new or age-keygen; the identity stays there. A new one opens what comes from now on.", "Créée sur votre propre machine par ecluse key new ou age-keygen ; l’identité y reste. Une nouvelle ouvre ce qui vient désormais.")}</p>
                <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Seal to this key from now on", "Sceller désormais pour cette clé")}</button></p></form>
                """));
    }

    private static string Short(string recipient) => recipient.Length > 40 ? recipient[..24] + "…" + recipient[^12..] : recipient;
}
