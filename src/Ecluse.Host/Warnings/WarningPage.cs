using Ecluse.Accounts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Warnings;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Warnings;

/// <summary>One warning: its clocks, its sealed words, which controllers it concerns, how it ends.</summary>
internal static class WarningPage
{
    public static IResult Answer(HttpContext context, WarningStanding now)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say($"Warning {now.Warning.Id}", $"Signalement {now.Warning.Id}");
        var isOpen = now.Warning.ClosedAt is null;
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Pages.Head("/warnings", pen.Say("Warnings", "Signalements"), title, Html.Text($"{pen.Say(WarningWords.Of(now.Warning.Source))} · {string.Join(", ", now.Warning.Subjects.Select(one => pen.Say(WarningWords.Of(one))))}"))}
            {Notices(now, pen)}
            {Clocks(now, pen)}
            {(now.Me.May(Right.HandleWarnings) ? Words(now, isOpen, pen) : Html.None)}
            {(now.Me.Controller is null ? Concerns(now, isOpen, pen) : Html.None)}
            {Releases(now, pen)}
            {Ending(now, isOpen, pen)}
            {Keeping(now, pen)}
            """));
    }

    private static Html Notices(WarningStanding now, Pen pen)
    {
        var mine = now.Notices.Where(one => one.Controller == (now.Me.Controller ?? "")).ToList();
        if (mine.Count == 0)
        {
            return Html.None;
        }

        var read = mine.Any(one => one.SeenAt is null) && now.Me.May(Right.CloseWarnings)
            ? Button(now, "read", pen.Say("We have read this", "Nous l’avons lu"), "btn-1", Html.None) : Html.None;
        return Html.Of(
            $"""
            <section class="notes">{Parts.Note(
                "bad", "warn", pen.Say("Notice of an unanswered warning", "Avis de signalement resté sans réponse"),
                Html.Of($"""{pen.Say("Received", "Reçu")} {pen.Instant(now.Warning.ReceivedAt)}. {pen.Say("The vendor was", "Le prestataire devait")} <ul>{mine.OrderBy(one => one.Ended).Select(one => Html.Of($"<li>{pen.Say(WarningWords.Of(one.Clock))}, {pen.Say("by", "avant le")} {pen.Instant(one.Ended)}</li>"))}</ul> {pen.Say("Ask its data protection officer or security officer, with this number. The reporter’s words are sealed and not told here.", "Interroger son délégué à la protection des données ou son responsable de la sécurité, avec ce numéro. Les mots de l’auteur sont scellés et ne figurent pas ici.")}"""))}</section>{read}
            """);
    }

    private static Html Clocks(WarningStanding now, Pen pen)
    {
        var table = new Table(
            pen.Say("Clocks", "Échéances"), pen.Say("Was to be done", "À faire"), pen.Say("Until", "Jusqu’au"), pen.Say("State", "État"), pen.Say("Told by itself", "Avertis d’office"));
        foreach (var clock in now.Warning.Clocks)
        {
            var told = now.Notices.Count(one => one.Clock == clock.Kind);
            table.Add(
                Html.Text(pen.Say(WarningWords.Of(clock.Kind))), pen.ShortInstant(clock.Ends),
                clock.IsKept ? Parts.Tag("check", pen.Say("kept", "tenu"), "ok")
                    : clock.HasRunOut(now.Now) ? Parts.Tag("stop", clock.StoppedAt is null ? pen.Say("over", "dépassé") : pen.Say("done, too late", "fait, trop tard"), "bad")
                    : Parts.Tag("clock", pen.Say($"{pen.Duration(clock.Ends - now.Now)} left", $"reste {pen.Duration(clock.Ends - now.Now)}")),
                Html.Text(told == 0 ? "–" : pen.Number(told)));
        }

        return Html.Of(
            $"""
            {Parts.Section(pen.Say("Clocks, from first receipt", "Échéances, depuis la première réception"), pen.Instant(now.Warning.ReceivedAt), table.Write())}
            {(now.Warning.Told.Count == 0 ? Html.None : Html.Of($"<p>{pen.Say("According to the reporter these know:", "D’après l’auteur, le savent :")} {string.Join(", ", now.Warning.Told.Select(WarningWords.OfAuthority))}</p>"))}
            {(now.Warning.IsUnreadable ? Html.Of($"<section class=\"notes\">{Parts.Note("warn", "key", pen.Say("Nobody here can open it", "Personne ici ne peut l’ouvrir"), Html.Text(pen.Say("It is about everybody who could. Only the reporter can show it.", "Il concerne tous ceux qui le pourraient. Seul son auteur peut le montrer.")))}</section>") : Html.None)}
            """);
    }

    private static Html Words(WarningStanding now, bool isOpen, Pen pen)
    {
        var table = new Table(pen.Say("Thread", "Fil"), pen.Say("From", "De"), pen.Say("When", "Quand"), pen.Say("Sealed", "Scellé"));
        foreach (var words in now.Words)
        {
            table.Add(
                Html.Text(words.By is null ? pen.Say("the reporter", "l’auteur") : pen.Say("the house", "la maison")), pen.ShortInstant(words.At),
                Html.Of($"""{Enumerable.Range(1, words.Copies.Count).Select(copy => Html.Of($"<a class=\"btn\" href=\"/warnings/{now.Warning.Id}/words.age?n={words.Number}&amp;copy={copy}\" download=\"{now.Warning.Id}-{words.Number}.tar.age\">{pen.Say("Download", "Télécharger")}<span class=\"vh\"> {words.Number}</span></a> "))}"""));
        }

        var acts = !isOpen ? Html.None : Html.Of(
            $"""
            {(now.Warning.AcknowledgedAt is null ? Button(now, "acknowledge", pen.Say("We have seen it", "Nous l’avons vu"), "btn-1", Html.None) : Html.None)}
            <form class="panel pad form wide" method="post" action="/warnings/{now.Warning.Id}/answer"><p class="field"><label for="w-answer">{pen.Say("Answer, for the reporter to read", "Réponse, que l’auteur lira")}</label><textarea id="w-answer" name="words" rows="5" maxlength="20000" required></textarea></p><p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Answer", "Répondre")}</button></p></form>
            """);
        return Html.Of(
            $"""
            {Parts.Section(pen.Say("Words, sealed to the handlers", "Mots, scellés pour les référents"), Html.None, Html.Of($"""{table.Write()}<p class="lead-in">{pen.Say("On your own machine, with your key:", "Sur votre machine, avec votre clé :")}</p>{Parts.Command($"age -d -i KEY {now.Warning.Id}-1.tar.age | tar xf -")}"""))}
            {acts}
            """);
    }

    private static Html Concerns(WarningStanding now, bool isOpen, Pen pen)
    {
        var table = new Table(pen.Say("Controllers", "Responsables de traitement"), pen.Say("Controller", "Responsable"), pen.Say("Answer", "Réponse"));
        foreach (var one in now.List)
        {
            var answer = now.Concerns.FirstOrDefault(row => row.Controller == one.Name);
            var said = answer is null ? Parts.Tag("clock", pen.Say("no answer yet", "pas encore de réponse"), "warn")
                : answer.IsConcerned ? Parts.Tag("warn", pen.Say("concerned", "concerné"), "bad")
                : Html.Of($"{Parts.Tag("check", pen.Say("not concerned", "non concerné"), "ok")} {answer.Reason}");
            table.Add(Html.Text(one.Name), isOpen && now.Me.May(Right.HandleWarnings) ? Html.Of($"{said}{ConcernForm(now, one, pen)}") : said);
        }

        var rows = table.Write();
        return Parts.Section(
            pen.Say("Which other controllers may be concerned by the same cause?", "Quels autres responsables de traitement la même cause peut-elle concerner ?"), Html.Text("SAN-2022-009 §61"),
            rows.IsEmpty ? Html.Text(pen.Say("None has a contract here.", "Aucun n’a de contrat ici.")) : rows);
    }

    private static Html ConcernForm(WarningStanding now, MayConcern one, Pen pen) => Html.Of(
        $"""
        <details><summary>{pen.Say("Answer…", "Répondre…")}<span class="vh"> {one.Name}</span></summary><form class="form" method="post" action="/warnings/{now.Warning.Id}/concern"><input type="hidden" name="controller" value="{one.Name}">
        <p class="btn-row"><button class="btn" type="submit" name="answer" value="concerned">{pen.Say("Concerned", "Concerné")}</button></p>
        <p class="field"><label>{pen.Say("Or not, because", "Ou non, parce que")} <input name="reason" maxlength="{Handling.ReasonLengthMax}"></label></p><p class="btn-row"><button class="btn" type="submit" name="answer" value="not-concerned">{pen.Say("Not concerned", "Non concerné")}</button></p></form></details>
        """);

    // Only what the reporter, or a handler after striking out, gave; never the original of its own accord.
    private static Html Releases(WarningStanding now, Pen pen)
    {
        var table = new Table(
            pen.Say("Released words", "Mots communiqués"), pen.Say("To", "À"), pen.Say("By", "Par"), pen.Say("When", "Quand"), pen.Say("Sealed", "Scellé"));
        foreach (var one in now.Released)
        {
            table.Add(
                Html.Text(one.Controller), Html.Text(one.By is null ? pen.Say("the reporter", "l’auteur") : pen.Say("the house, struck out", "la maison, expurgés")), pen.ShortInstant(one.At),
                Html.Of($"""{Enumerable.Range(1, one.Copies.Count).Select(copy => Html.Of($"<a class=\"btn\" href=\"/warnings/{now.Warning.Id}/released.age?n={one.Number}&amp;copy={copy}\" download=\"{now.Warning.Id}-released-{one.Number}.tar.age\">{pen.Say("Download", "Télécharger")}<span class=\"vh\"> {one.Number}</span></a> "))}"""));
        }

        var rows = table.Write();
        var mayRelease = now.Me.May(Right.HandleWarnings) && now.List.Count > 0;
        if (rows.IsEmpty && !mayRelease)
        {
            return Html.None;
        }

        var form = !mayRelease ? Html.None : Html.Of(
            $"""
            <form class="panel pad form wide" method="post" action="/warnings/{now.Warning.Id}/release">
            <p class="field"><label for="w-to">{pen.Say("To", "À")}</label><select id="w-to" name="controller">{now.List.Select(one => Html.Of($"<option>{one.Name}</option>"))}</select></p>
            <p class="field"><label for="w-struck">{pen.Say("The words, with everything struck out that identifies a person", "Les mots, expurgés de tout ce qui identifie une personne")}</label><textarea id="w-struck" name="words" rows="6" maxlength="50000" required autocomplete="off"></textarea></p>
            <p class="btn-row"><button class="btn" type="submit">{pen.Say("Release to this controller", "Communiquer à ce responsable")}</button></p></form>
            """);
        return Parts.Section(
            pen.Say("Words released to a controller", "Mots communiqués à un responsable de traitement"),
            Html.Text(now.Me.Controller is null
                ? pen.Say("The reporter releases their own words by receipt; you, a text that you struck out, sealed to that controller’s officers.", "L’auteur communique ses propres mots par son code ; vous, un texte expurgé, scellé pour les délégués de ce responsable.")
                : pen.Say("Open it on your own machine with your key.", "À ouvrir sur votre machine avec votre clé.")),
            Html.Of($"{rows}{form}"));
    }

    private static Html Keeping(WarningStanding now, Pen pen)
    {
        if (now.Kept is not { } kept || now.Me.Controller is not null)
        {
            return Html.None;
        }

        var rows = Parts.KeyValues(
        [
            (pen.Say("Its words", "Ses mots"), pen.Instant(kept.WordsUntil)), (pen.Say("The rest", "Le reste"), pen.Instant(kept.Until)),
            .. kept.HeldUntil is { } held ? [(pen.Say("Held until", "Conservé jusqu’au"), pen.Instant(held))] : Array.Empty<(string, Html)>(),
        ]);
        var form = !now.Me.May(Right.HandleWarnings) ? Html.None : Html.Of(
            $"""
            <details><summary>{pen.Say("Hold it longer…", "Conserver plus longtemps…")}</summary><form class="form" method="post" action="/warnings/{now.Warning.Id}/hold">
            <p class="field"><label for="h-until">{pen.Say("Until (UTC), at most 90 days from now", "Jusqu’au (UTC), dans 90 jours au plus")}</label><input id="h-until" name="until" type="datetime-local" required></p>
            <p class="field"><label for="h-reason">{pen.Say("Why", "Pourquoi")}</label><input id="h-reason" name="reason" minlength="{Handling.ReasonLengthMin}" maxlength="{Handling.ReasonLengthMax}" required></p>
            <p class="btn-row"><button class="btn" type="submit">{pen.Say("Hold", "Conserver")}</button></p></form></details>
            """);
        return Parts.Section(pen.Say("Erased on", "Effacé le"), Html.None, Html.Of($"{rows}{form}"));
    }

    private static Html Ending(WarningStanding now, bool isOpen, Pen pen)
    {
        var closing = now.Warning.Closing;
        var said = closing is null ? Html.None : Parts.KeyValues(
        [
            (isOpen ? pen.Say("Proposed", "Proposé") : pen.Say("Closed as", "Clos comme"), Html.Text(pen.Say(WarningWords.Of(closing.Outcome)))),
            (pen.Say("Reason", "Motif"), Html.Of($"<span class=\"words\">{closing.Reason}</span>")), (pen.Say("On", "Le"), pen.Instant(now.Warning.ClosedAt ?? closing.At)),
        ]);
        if (!isOpen || !now.Me.May(Right.CloseWarnings))
        {
            return closing is null ? Html.None : Parts.Section(pen.Say("How it ends", "Son issue"), Html.None, said);
        }

        var second = closing is { } proposed && proposed.By != now.Me.Person
            ? Button(now, "close", pen.Say("Confirm: close it", "Confirmer : clore"), "btn-stop", Html.None) : Html.None;
        var breach = !now.Me.May(Right.HandleWarnings) ? Html.None
            : now.Warning.Breach is { } id ? Html.Of($"""<p>{pen.Say("It became", "Il est devenu")} <a href="/breaches/{id}"><code>{id}</code></a></p>""")
            : Html.Of($"""<p class="btn-row"><a class="btn" href="/warnings/{now.Warning.Id}/breach">{pen.Say("It is a breach: say where, and open one", "C’est une violation : dire où, et l’ouvrir")}</a></p>""");
        return Parts.Section(
            pen.Say("How it ends: two persons", "Son issue : deux personnes"), Html.None,
            Html.Of(
                $"""
                {said}{second}{breach}
                <form class="panel pad form wide" method="post" action="/warnings/{now.Warning.Id}/propose">
                <p class="field"><label for="w-outcome">{pen.Say("Propose", "Proposer")}</label><select id="w-outcome" name="outcome">{Enum.GetValues<WarningOutcome>().Select(one => Html.Of($"""<option value="{WarningWords.Name(one)}">{pen.Say(WarningWords.Of(one))}</option>"""))}</select></p>
                <p class="field"><label for="w-reason">{pen.Say("Why, for the reporter to read; no patient’s name", "Pourquoi, que l’auteur lira ; pas de nom de patient")}</label><textarea id="w-reason" name="reason" rows="4" minlength="{Handling.ReasonLengthMin}" maxlength="{Handling.ReasonLengthMax}" required></textarea></p>
                <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Propose to close", "Proposer la clôture")}</button></p></form>
                """));
    }

    private static Html Button(WarningStanding now, string act, string words, string tone, Html fields) => Html.Of(
        $"""<form class="panel pad form" method="post" action="/warnings/{now.Warning.Id}/{act}">{fields}<p class="btn-row"><button class="btn {tone}" type="submit">{words}</button></p></form>""");
}
