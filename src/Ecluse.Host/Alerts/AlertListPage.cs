using Ecluse.Alerts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Storage.Alerts;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Alerts;

/// <summary>The alerts that somebody sees, the largest risk first; those closed last; where they are told by e-mail.</summary>
internal static class AlertListPage
{
    public static IResult Answer(HttpContext context, IReadOnlyList<OpenAlert> open, IReadOnlyList<AlertRow> closed, string? address, DateTimeOffset now)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Alerts", "Alertes");
        var rows = Open(open, title, now, pen);
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                "What rules found. Without an act an alert goes to the next person, and to the laboratory at last.",
                "Ce que des règles ont trouvé. Sans acte, une alerte passe à la personne suivante, et au laboratoire à la fin.")))}
            {(rows.IsEmpty ? Pages.Empty(pen.Say("No open alert", "Aucune alerte ouverte"), pen.Say("What a rule finds stands here at once.", "Ce qu’une règle trouve figure ici aussitôt.")) : rows)}
            {Closed(closed, pen)}
            {Address(address, pen)}
            """));
    }

    private static Html Open(IReadOnlyList<OpenAlert> open, string title, DateTimeOffset now, Pen pen)
    {
        var table = new Table(
            title, pen.Say("Alert", "Alerte"), pen.Say("Level", "Niveau"), pen.Say("What", "Quoi"), pen.Say("Raised", "Levée"), Column.Number(pen.Say("Times", "Fois")), pen.Say("Waits for", "Attend"));
        foreach (var one in open)
        {
            table.Add(
                Html.Of($"""<a href="/alerts/{one.Id}">{one.Id}</a>"""), AlertClocks.Of(one.Level, pen), Html.Text(pen.Say(one.Title)), pen.ShortInstant(one.RaisedAt),
                Html.Text(pen.Number(one.Count)), AlertClocks.Of(one.Clock, now, pen));
        }

        return table.Write();
    }

    private static Html Closed(IReadOnlyList<AlertRow> closed, Pen pen)
    {
        var title = pen.Say("Closed", "Closes");
        var table = new Table(title, pen.Say("Alert", "Alerte"), pen.Say("Level", "Niveau"), pen.Say("What", "Quoi"), pen.Say("Closed on", "Close le"));
        foreach (var one in closed)
        {
            table.Add(
                Html.Of($"""<a href="/alerts/{one.Id}">{one.Id}</a>"""), Html.Text(pen.Say(AlertWords.Of(one.Level))), Html.Text(pen.Say(one.Title, one.TitleFrench)), pen.ShortInstant(one.ClosedAt!.Value));
        }

        return closed.Count == 0 ? Html.None : Parts.Section(title, Html.None, table.Write());
    }

    private static Html Address(string? address, Pen pen) => Parts.Section(
        pen.Say("Where you are told", "Où vous êtes averti"), Html.None,
        Html.Of(
            $"""
            <form class="panel pad form" method="post" action="/alerts/address" enctype="multipart/form-data">
            <p class="field"><label for="a-address">{pen.Say("Your e-mail address", "Votre adresse électronique")}</label><input id="a-address" name="address" type="email" maxlength="254" autocomplete="email" value="{address ?? ""}"></p>
            <p class="small muted">{pen.Say("Alerts, unanswered warnings and duties that end are told there, without a patient and without a detail of health. Empty: in the console only.", "Alertes, signalements restés sans réponse et obligations à échéance y sont annoncés, sans patient ni donnée de santé. Vide : dans la console seulement.")}</p>
            <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Keep it", "Enregistrer")}</button></p></form>
            """));
}
