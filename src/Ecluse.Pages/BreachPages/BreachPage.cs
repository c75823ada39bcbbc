using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.BreachPages;

/// <summary>The printable papers of a breach. The controller sends; these pages are what it sends from.</summary>
public static class BreachPage
{
    /// <summary>The processor's notice to a controller (GDPR 33(2)).</summary>
    public static string Render(BreachNotice notice, Language language, PageZone zone, string? otherLanguageFile = null)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var (pen, facts) = (new Pen(language, zone), notice.Facts);
        var title = pen.Say("Notice of a personal data breach", "Notification d’une violation de données");
        var body = Html.Of(
            $"""
            {Parts.Head(pen.Say($"From the processor to the controller, GDPR 33(2) · {facts.Breach}", $"Du sous-traitant au responsable de traitement, RGPD 33(2) · {facts.Breach}"), title, Html.Text(pen.Say(
                $"To {facts.Controller.Name}. What follows is what is known today; the rest will follow in phases.",
                $"À {facts.Controller.Name}. Voici ce que l’on sait à ce jour ; la suite viendra par étapes.")))}
            {Parts.Section(pen.Say("Who and when", "Qui et quand"), Html.Text(pen.Say(zone.Name)), BreachParts.Instants(facts, pen))}
            <section class="notes">{Parts.Note("warn", "clock", pen.Say("Your 72 hours run from the moment you know", "Vos 72 heures courent dès que vous savez"), Html.Text(pen.Say(
                "From then on you have 72 consecutive hours, week-ends included, to notify the supervisory authority, unless a risk for the persons is unlikely (GDPR 33(1)). That you learnt of it from us or from the authority changes nothing.",
                "Vous avez alors 72 heures consécutives, fins de semaine comprises, pour notifier à l’autorité de contrôle, sauf si un risque pour les personnes est improbable (RGPD 33(1)). L’apprendre de nous ou de l’autorité n’y change rien.")))}</section>
            {BreachParts.Known(facts, pen, isNumbered: false, isWhole: false)}
            {Holdings(facts, pen)}
            {BreachParts.Clocks(facts.Clocks, facts.MadeAt, pen)}
            """);
        return Write(pen, title, facts.Breach, body, facts.MadeAt, otherLanguageFile);
    }

    /// <summary>The sheet for the authority, in the order of the CNIL's form.</summary>
    public static string Render(BreachSheet sheet, Language language, PageZone zone, string? otherLanguageFile = null)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        var (pen, facts) = (new Pen(language, zone), sheet.Facts);
        var title = pen.Say("Sheet for the notice to the authority", "Fiche pour la notification à l’autorité");
        var version = sheet.Version switch
        {
            0 => pen.Say("Nothing has been sent yet: this would be the initial notice.", "Rien n’est encore envoyé : ce serait la notification initiale."),
            1 => pen.Say("The initial notice is sent; what is new goes into a complement.", "La notification initiale est envoyée ; ce qui est nouveau va dans un complément."),
            _ => pen.Say($"The initial notice and {pen.Count(sheet.Version - 1, "complement", "complements", "complément", "compléments")} are sent.", $"La notification initiale et {pen.Count(sheet.Version - 1, "complement", "complements", "complément", "compléments")} sont envoyés."),
        };
        var body = Html.Of(
            $"""
            {Parts.Head(pen.Say($"In the order of the CNIL’s form · {facts.Breach}", $"Dans l’ordre du formulaire de la CNIL · {facts.Breach}"), title, Html.Text(
                pen.Say($"{facts.Controller.Name}. {version} Écluse sends nothing: the controller does.", $"{facts.Controller.Name}. {version} Écluse n’envoie rien : c’est le responsable qui envoie.")))}
            {Parts.Section(pen.Say("Who and when", "Qui et quand"), Html.Text(pen.Say(zone.Name)), BreachParts.Instants(facts, pen))}
            {Delay(facts, pen)}
            {BreachParts.Known(facts, pen, isNumbered: true, isWhole: true)}
            {BreachParts.Notices(facts, pen)}
            {BreachParts.Clocks(facts.Clocks, facts.MadeAt, pen)}
            """);
        return Write(pen, title, facts.Breach, body, facts.MadeAt, otherLanguageFile);
    }

    /// <summary>The timeline, to print for the regulator.</summary>
    /// <param name="timeline">What happened.</param>
    /// <param name="nameOf">Name of a person; null for one whose name is not shown.</param>
    /// <param name="partOf">What a part is called.</param>
    /// <param name="language">The page's one language.</param>
    /// <param name="zone">Its time zone.</param>
    /// <param name="otherLanguageFile">File name of the other language's page; null for no link.</param>
    public static string Render(
        BreachTimeline timeline, Func<string, string?> nameOf, Func<int, string> partOf, Language language, PageZone zone, string? otherLanguageFile = null)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var pen = new Pen(language, zone);
        var title = pen.Say("Timeline of the incident", "Chronologie de l’incident");
        var body = Html.Of(
            $"""
            {Parts.Head(timeline.Breach, title, Html.Text(pen.Say(
                $"What happened, and what was known when. A correction is a further version; none is ever removed ({zone.Name.English}).",
                $"Ce qui s’est passé, et ce qu’on savait quand. Une correction est une version de plus ; aucune n’est ôtée ({zone.Name.French}).")))}
            {Timeline(timeline, nameOf, partOf, pen)}
            """);
        return Write(pen, title, timeline.Breach, body, timeline.MadeAt, otherLanguageFile);
    }

    internal static Html Timeline(BreachTimeline timeline, Func<string, string?> nameOf, Func<int, string> partOf, Pen pen)
    {
        var table = new Table(
            pen.Say("Timeline", "Chronologie"), pen.Say("When", "Quand"), pen.Say("What", "Quoi"), pen.Say("Said", "Dit"), pen.Say("Entered", "Saisi"));
        foreach (var line in timeline.Lines)
        {
            table.Add(
                pen.Instant(line.At), What(line, partOf, pen),
                line.Version is null ? Html.Text("–") : Html.Of($"""{BreachWords.Value(line.What, line.Value, pen)}{(line.Note is { } note ? Html.Of($"""<div class="small">{BreachWords.Paragraphs(note, pen)}</div>""") : Html.None)}"""),
                line.By is null ? Html.Text("–") : Html.Of($"""{(line.EnteredAt is { } at ? pen.Instant(at) : Html.None)} <span class="small">{nameOf(line.By) ?? line.By}{(line.Entry is { } entry ? pen.Say($", journal entry {entry}", $", entrée {entry} du journal") : "")}</span>"""));
        }

        return table.Write();
    }

    internal static string Write(Pen pen, string title, string id, Html body, DateTimeOffset at, string? otherLanguageFile) => new Sheet(
        $"{title} {id}".Trim(), body, pen.Say($"Made on {Dates.Instant(at, pen.Zone, Language.English)}, {pen.Zone.Name.English}.", $"Établi le {Dates.Instant(at, pen.Zone, Language.French)}, {pen.Zone.Name.French}."),
        otherLanguageFile).Write(pen);

    private static Html What(TimelineLine line, Func<int, string> partOf, Pen pen)
    {
        var what = line.What switch
        {
            "received" => pen.Say("First receipt", "Première réception"),
            "opened" => pen.Say("Breach opened", "Violation ouverte"),
            "aware-by-itself" => pen.Say("Aware: 24 hours after receipt, by itself", "Connaissance : 24 heures après la réception, de lui-même"),
            _ => BreachFields.Find(line.What) is { } field ? pen.Say(field.Title) : OriginWords.Of(line.What) is { } words ? pen.Say(words) : line.What,
        };
        var version = line.Version > 1 ? pen.Say($", version {line.Version}", $", version n° {line.Version}") : "";
        return line.Part > 0 ? Html.Of($"""<b>{what}</b>{version}<div class="small">{partOf(line.Part)}</div>""") : Html.Of($"<b>{what}</b>{version}");
    }

    private static Html Delay(BreachFacts facts, Pen pen)
    {
        var clock = facts.Clocks.FirstOrDefault(one => one.Duty == "gdpr-33-1");
        return clock?.State is not (ClockState.Late or ClockState.DoneLate) ? Html.None : Html.Of(
            $"""<section class="notes">{(facts.Line("delay-reasons") is { Value: { } reasons }
                ? Parts.Note("warn", "clock", pen.Say("Reasons for the delay (GDPR 33(1))", "Motifs du retard (RGPD 33(1))"), Html.Text(BreachWords.Typed(reasons, pen)))
                : Parts.Note("bad", "warn", pen.Say("The 72 hours are over: the notice must give the reasons for the delay", "Les 72 heures sont passées : la notification doit donner les motifs du retard"), Html.Text(pen.Say("None stands here yet.", "Aucun ne figure encore ici."))))}</section>""");
    }

    private static Html Holdings(BreachFacts facts, Pen pen) => facts.Holdings.Count == 0 ? Html.None : Parts.Section(
        pen.Say("Your data that lay there", "Vos données qui s’y trouvaient"), Html.Text(pen.Say("As the journal tells it", "D’après le journal")),
        Html.Of($"""<ul class="places">{facts.Holdings.Select(held => Html.Of($"<li><code>{held}</code></li>"))}</ul>"""));
}
