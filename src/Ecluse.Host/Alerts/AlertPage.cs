using Ecluse.Accounts;
using Ecluse.Alerts;
using Ecluse.Host.Accounts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Notices;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Notices;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Alerts;

/// <summary>One alert: why it fired, about what, what to do; what was done; whom it told and whether that arrived.</summary>
internal static class AlertPage
{
    public static IResult Answer(HttpContext context, AlertNow now)
    {
        var pen = ConsolePage.PenOf(context);
        var row = now.Detail.Alert;
        var title = pen.Say($"Alert {row.Id}", $"Alerte {row.Id}");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Pages.Head("/alerts", pen.Say("Alerts", "Alertes"), title, Html.Text(pen.Say(row.Title, row.TitleFrench)))}
            {Facts(now, pen)}
            {Handling(now, pen)}
            {History(now, pen)}
            {Told(now, pen)}
            {Kept(now, pen)}
            """));
    }

    private static Html Facts(AlertNow now, Pen pen)
    {
        var row = now.Detail.Alert;
        var standing = now.Detail.Standing(now.Now);
        return Html.Of($"""<section class="panel pad">{Parts.KeyValues(
        [
            (pen.Say("Level", "Niveau"), AlertClocks.Of(row.Level, pen)),
            (pen.Say("Waits for", "Attend"), standing.Clock is { } clock ? AlertClocks.Of(clock, now.Now, pen) : Parts.Tag("check", pen.Say("closed", "close"), "ok")),
            (pen.Say("Why it fired", "Pourquoi elle s’est levée"), Html.Text(pen.Say(row.Why, row.WhyFrench))),
            (pen.Say("What to do", "Que faire"), Html.Text(pen.Say(row.Todo, row.TodoFrench))),
            (pen.Say("About", "Objet"), Parts.Code(row.Subject)),
            (pen.Say("Whose data", "Données de"), row.Controller is { } controller ? Html.Text(controller) : Html.None),
            (pen.Say("First seen", "Vue d’abord"), pen.Instant(row.FirstAt)),
            (pen.Say("Seen", "Vue"), Html.Of($"{pen.Count(row.Count, "time", "times", "fois", "fois")}, {pen.ShortInstant(row.LastAt)}")),
            (pen.Say("Evidence", "Éléments"), row.Evidence.Length == 0 ? Html.None : Html.Of($"{row.Evidence.Split('\n').Select(one => Html.Of($"<code>{one}</code> "))}")),
            (pen.Say("Rule", "Règle"), Html.Of($"<code>{row.Rule}</code> <code>{row.RuleVersion}</code>")),
            (pen.Say("Policy", "Politique"), Parts.Hash(row.Policy[..16])),
            (pen.Say("Breach", "Violation"), row.Breach is { } breach ? Html.Of($"""<a href="/breaches/{breach}">{breach}</a>""") : Html.None),
        ])}</section>""");
    }

    private static Html Handling(AlertNow now, Pen pen)
    {
        var acts = now.Detail.Acts;
        if (!now.Me.May(Right.HandleAlerts) || now.Detail.Alert.ClosedAt is not null)
        {
            return Html.None;
        }

        var isActed = acts.Any(one => one.Kind is AlertActKind.Acted or AlertActKind.BecameBreach);
        var silence = AlertRules.Proposed(acts, AlertActKind.SilenceProposed, AlertActKind.Silenced);
        var isSeen = isActed || acts.Any(one => one.Kind == AlertActKind.Acknowledged);
        var closing = AlertRules.Proposed(acts, AlertActKind.ClosingProposed, AlertActKind.Closed);
        return Parts.Section(pen.Say("What you can do", "Ce que vous pouvez faire"), Html.None, Html.Of(
            $"""
            {(isSeen ? Html.None : Form(now, "acknowledge", pen.Say("I have seen it", "Je la prends en charge"), Html.None, isNext: true))}
            {Form(now, "act", pen.Say("Enter an act", "Saisir un acte"), Words("act", pen.Say("What was done", "Ce qui a été fait")), isNext: isSeen && !isActed)}
            {(isActed ? Form(now, "close", now.Detail.Policy.SecondPerson ? pen.Say("Propose to close", "Proposer la clôture") : pen.Say("Close", "Clore"), Html.Of($"{Outcomes(pen)}{Words("close", pen.Say("Why", "Motif"))}"), isNext: closing is null) : Html.None)}
            {(closing is null ? Html.None : Agree(now, closing, "confirm", pen.Say("Confirm: close", "Confirmer : clore"), pen, isNext: true))}
            {Form(now, "silence", pen.Say("Ask for silence", "Demander le silence"), Html.Of($"""<p class="field"><label for="a-until">{pen.Say("Until (UTC)", "Jusqu’au (UTC)")}</label><input id="a-until" name="until" type="datetime-local" required></p>{Words("silence", pen.Say("Why", "Motif"))}"""))}
            {(silence is null ? Html.None : Agree(now, silence, "agree-silence", pen.Say("Agree to the silence", "Approuver le silence"), pen))}
            {(now.Detail.Alert.Breach is null ? Form(now, "breach", pen.Say("It is a breach", "C’est une violation"), Html.None) : Html.None)}
            """));
    }

    private static Html Kept(AlertNow now, Pen pen)
    {
        if (now.Kept is not { } kept)
        {
            return Html.None;
        }

        var rows = Parts.KeyValues(
        [
            (pen.Say("What was typed", "Ce qui a été saisi"), pen.Instant(kept.WordsUntil)), (pen.Say("The rest", "Le reste"), pen.Instant(kept.Until)),
            .. kept.HeldUntil is { } held ? [(pen.Say("Held until", "Conservée jusqu’au"), pen.Instant(held))] : Array.Empty<(string, Html)>(),
        ]);
        var form = !now.Me.May(Right.HandleAlerts) ? Html.None : Html.Of(
            $"""<details><summary>{pen.Say("Hold it longer…", "Conserver plus longtemps…")}</summary>{Form(now, "hold", pen.Say("Hold", "Conserver"), Html.Of($"""<p class="field"><label for="a-until">{pen.Say("Until (UTC), at most 90 days from now", "Jusqu’au (UTC), dans 90 jours au plus")}</label><input id="a-until" name="until" type="datetime-local" required></p>{Words("hold", pen.Say("Why", "Motif"))}"""))}</details>""");
        return Parts.Section(pen.Say("Erased on", "Effacée le"), Html.None, Html.Of($"{rows}{form}"));
    }

    private static Html Agree(AlertNow now, AlertAct proposal, string act, string words, Pen pen, bool isNext = false) => proposal.By == now.Me.Person
        ? Parts.Note("", "clock", pen.Say("Another person agrees to what you proposed", "Une autre personne approuve ce que vous avez proposé"), Html.None)
        : Form(now, act, words, Html.Of($"<p>{proposal.Words ?? ""} {(proposal.Until is { } until ? pen.ShortInstant(until) : Html.None)} {(proposal.Outcome is { } outcome ? pen.Say(AlertWords.Of(outcome)) : "")}</p>"), isNext);

    private static Html Outcomes(Pen pen) => Html.Of(
        $"""<p class="field"><label for="a-outcome">{pen.Say("What became of it", "Issue")}</label><select id="a-outcome" name="outcome">{Enum.GetValues<AlertOutcome>().Select(one => Html.Of($"""<option value="{AlertWords.Name(one)}">{pen.Say(AlertWords.Of(one))}</option>"""))}</select></p>""");

    private static Html Words(string act, string label) => Html.Of(
        $"""<p class="field"><label for="a-{act}">{label}</label><textarea id="a-{act}" name="words" rows="3" minlength="{AlertRules.WordsLengthMin}" maxlength="{AlertRules.WordsLengthMax}" required></textarea></p>""");

    // One button is filled: that of the next useful act.
    private static Html Form(AlertNow now, string act, string words, Html fields, bool isNext = false) => Html.Of(
        $"""<form class="panel pad form" method="post" action="/alerts/{now.Detail.Alert.Id}/{act}">{fields}<p class="btn-row"><button class="btn{(isNext ? " btn-1" : "")}" type="submit">{words}</button></p></form>""");

    private static Html History(AlertNow now, Pen pen)
    {
        var title = pen.Say("What was done", "Ce qui a été fait");
        var table = new Table(title, pen.Say("When", "Quand"), pen.Say("What", "Quoi"), pen.Say("By", "Par"), pen.Say("In words", "En mots"));
        foreach (var act in now.Detail.Acts)
        {
            table.Add(
                pen.ShortInstant(act.At), Html.Of($"{pen.Say(AlertWords.Of(act.Kind))}{(act.Outcome is { } outcome ? $" · {pen.Say(AlertWords.Of(outcome))}" : "")} {(act.Until is { } until ? pen.ShortInstant(until) : Html.None)}"),
                Parts.Code(act.By), Html.Text(act.Words ?? "–"));
        }

        return now.Detail.Acts.Count == 0
            ? Html.Of($"""<section class="notes">{Parts.Note("warn", "warn", pen.Say("Nobody has done anything yet", "Personne n’a encore rien fait"), Html.None)}</section>""")
            : Parts.Section(title, Html.None, table.Write());
    }

    private static Html Told(AlertNow now, Pen pen)
    {
        var title = pen.Say("Whom it told", "Qui en a été averti");
        var table = new Table(
            title, pen.Say("When", "Quand"), pen.Say("Why", "Pourquoi"), pen.Say("To", "À"), pen.Say("By", "Par"), Column.Number(pen.Say("Tries", "Essais")), pen.Say("Delivery", "Remise"));
        foreach (var one in now.Notices)
        {
            table.Add(
                pen.ShortInstant(one.MadeAt),
                Html.Text(one.Kind == NoticeKind.NobodyOutside ? pen.Say("nobody outside was reached", "personne d’extérieur n’a été atteint")
                    : Which(now, one.Step, one.Run, pen)),
                Parts.Code(one.Recipient), Html.Text(one.Channel), Html.Text(pen.Number(one.Tries)), Delivery(one, pen));
        }

        foreach (var step in now.Detail.Steps.Where(step => step.Outcome == StepOutcome.Skipped))
        {
            table.Add(
                pen.ShortInstant(step.MadeAt), Html.Text(Which(now, step.Number, step.Run, pen)),
                Html.Text("–"), Html.Text("–"), Html.Text("–"), Parts.Tag("stop", pen.Say("passed over: nobody stands behind it", "sautée : personne derrière"), "warn"));
        }

        var rows = table.Write();
        return rows.IsEmpty ? Html.None : Parts.Section(title, Html.None, rows);
    }

    // Beyond the last step it is that step again.
    private static string Which(AlertNow now, int step, int run, Pen pen) => step < now.Detail.Policy.Steps.Count
        ? pen.Say($"step {step + 1}, run {run + 1}", $"étape {step + 1}, tour {run + 1}")
        : pen.Say($"reminder of the last step, run {run + 1}", $"rappel de la dernière étape, tour {run + 1}");

    private static Html Delivery(NoticeRow one, Pen pen) => one.State switch
    {
        NoticeState.Delivered when one.Channel == NoticeWays.Console => Parts.Tag("check", pen.Say("in the console", "dans la console"), "ok"),
        NoticeState.Delivered => Parts.Tag("check", pen.Say($"taken ({one.Code})", $"remise ({one.Code})"), "ok"),
        NoticeState.Undelivered => Parts.Tag("stop", pen.Say($"not delivered ({one.Code})", $"non remise ({one.Code})"), "bad"),
        _ => Parts.Tag("clock", one.Code is null ? pen.Say("to be sent", "à envoyer") : pen.Say($"tried ({one.Code})", $"essayée ({one.Code})"), "warn"),
    };
}

/// <summary>An alert as somebody sees it now.</summary>
/// <param name="Detail">The alert.</param>
/// <param name="Me">Who looks.</param>
/// <param name="Now">When.</param>
/// <param name="Notices">Whom it told, of those that this person may know of.</param>
/// <param name="Kept">When it is erased; null while it has no date.</param>
internal sealed record AlertNow(AlertDetail Detail, Account Me, DateTimeOffset Now, IReadOnlyList<NoticeRow> Notices, AlertKept? Kept);
