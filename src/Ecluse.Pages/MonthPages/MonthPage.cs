using Ecluse.Errors;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Months;
using Ecluse.Writing;

namespace Ecluse.MonthPages;

/// <summary>A controller's month, to print: what was done with its data, by whom, what was watched, what was found, what is due next.</summary>
public static class MonthPage
{
    /// <summary>The page.</summary>
    /// <param name="report">The month.</param>
    /// <param name="nameOf">Name and role of a person; null for one whose name is not known any more.</param>
    /// <param name="language">Its one language.</param>
    /// <param name="zone">Its time zone, in which the month was counted.</param>
    /// <param name="otherLanguageFile">File name of the other language's page; null for no link.</param>
    public static string Render(MonthReport report, Func<string, Text?> nameOf, Language language, PageZone zone, string? otherLanguageFile = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var pen = new Pen(language, zone);
        var foot = pen.Say($"Made on {Dates.Instant(report.MadeAt, zone, Language.English)}, {zone.Name.English}.", $"Établi le {Dates.Instant(report.MadeAt, zone, Language.French)}, {zone.Name.French}.");
        return new Sheet($"{MonthParts.Title(report, pen)} {report.Controller}", Html.Of($"{MonthParts.Head(report, pen)}{MonthParts.Body(report, nameOf, pen)}"), foot, otherLanguageFile).Write(pen);
    }
}

/// <summary>The parts of it, for the console too.</summary>
internal static class MonthParts
{
    public static string Title(MonthReport report, Pen pen) => pen.Say($"Month {report.Month}", $"Mois {report.Month}");

    public static Html Head(MonthReport report, Pen pen) => Parts.Head(
        report.Controller, Title(report, pen), Html.Of($"""{pen.Say("What was done with your data, from the journal and the state alone. From ", "Ce qui fut fait de vos données, d’après le journal et l’état seuls. Du ")}{pen.Instant(report.From)}{pen.Say(" to ", " au ")}{pen.Instant(report.Until)}, {pen.Say(pen.Zone.Name)} ({pen.Number((long)(report.Until - report.From).TotalHours)} h). {NotOver(report, pen)}"""));

    public static Html Body(MonthReport report, Func<string, Text?> nameOf, Pen pen) => Html.Of(
        $"""
        {Holdings(report, pen)}
        {Erasures(report, pen)}
        {Deeds(report, nameOf, pen)}
        {Watched(report, pen)}
        {Found(report, pen)}
        {Due(report, pen)}
        <p class="p small muted">{pen.Say(
            "Entries have the numbers of the journal, which ecluse journal verify checks. Patients are counted, never named.",
            "Les entrées portent les numéros du journal, que ecluse journal verify contrôle. Les patients sont comptés, jamais nommés.")}</p>
        """);

    private static string NotOver(MonthReport report, Pen pen) => report.MadeAt >= report.Until ? ""
        : pen.Say("The month is not over: this is what was known when the page was made.", "Le mois n’est pas fini : voici ce que l’on savait quand la page fut faite.");

    private static Html Holdings(MonthReport report, Pen pen)
    {
        var title = pen.Say("What was here", "Ce qui était ici");
        var table = new Table(
            title, pen.Say("What", "Quoi"), pen.Say("Opened", "Ouvert"), Column.Number("Patients"), Column.Number(pen.Say("Sealed", "Scellé")), pen.Say("Erased by", "Effacé avant le"), pen.Say("Erased", "Effacé"));
        foreach (var one in report.Holdings)
        {
            table.Add(
                one.ErasedAt is not null || one.EraseBy > report.MadeAt,
                Html.Of($"{Kind(one.Kind, pen)} <code>{one.Id}</code>"), pen.Instant(one.OpenedAt), Html.Text(pen.Number(one.Patients)), Html.Text(one.Bytes is { } bytes ? pen.Size(bytes) : "–"),
                pen.Instant(one.EraseBy), one.ErasedAt is { } at ? pen.Instant(at) : Html.Text(pen.Say("not yet", "pas encore")));
        }

        return Section(title, pen.Say("Contracts: ", "Contrats : ") + string.Join(", ", report.Contracts), table.Write(), pen.Say("Nothing of yours was here this month.", "Rien de vous n’était ici ce mois-ci."));
    }

    private static Html Erasures(MonthReport report, Pen pen)
    {
        var title = pen.Say("What was erased", "Ce qui fut effacé");
        var table = new Table(title, pen.Say("What", "Quoi"), pen.Say("When", "Quand"), pen.Say("Certificate", "Certificat"), Column.Number(pen.Say("Entry", "Entrée")));
        foreach (var one in report.Erasures)
        {
            table.Add(one.Certificate is not null, Parts.Code(one.Id), pen.Instant(one.At), one.Certificate is { } number ? Parts.Code(number) : Html.Text(pen.Say("none", "aucun")), Html.Text(pen.Number(one.Entry)));
        }

        return Section(title, "", table.Write(), pen.Say("Nothing was erased this month.", "Rien ne fut effacé ce mois-ci."));
    }

    private static Html Deeds(MonthReport report, Func<string, Text?> nameOf, Pen pen)
    {
        var title = pen.Say("What was done, by whom", "Ce qui fut fait, par qui");
        var table = new Table(title, pen.Say("Act", "Acte"), pen.Say("By", "Par"), Column.Number(pen.Say("Times", "Fois")), pen.Say("Last", "Dernière fois"), Column.Number(pen.Say("Entries", "Entrées")));
        foreach (var one in report.Deeds)
        {
            table.Add(
                MonthWords.Act(one.Act) is { } words ? Html.Text(pen.Say(words)) : Parts.Code(one.Act), Html.Text(nameOf(one.By) is { } name ? pen.Say(name) : one.By),
                Html.Text(pen.Number(one.Count)), pen.Instant(one.LastAt), Html.Text(one.First == one.Last ? pen.Number(one.First) : $"{pen.Number(one.First)}–{pen.Number(one.Last)}"));
        }

        return Section(title, "", table.Write(), pen.Say("Nobody did anything with your data this month.", "Personne n’a rien fait de vos données ce mois-ci."));
    }

    private static Html Watched(MonthReport report, Pen pen)
    {
        var title = pen.Say("What was watched", "Ce qui fut veillé");
        var table = new Table(title, pen.Say("Alert", "Alerte"), pen.Say("Raised", "Levée"), pen.Say("First act after", "Premier acte après"), pen.Say("Closed", "Close"));
        foreach (var one in report.Alerts)
        {
            table.Add(
                one.FirstActAt is not null, Html.Of($"{pen.Say(one.Title)} <code>{one.Id}</code>"), pen.Instant(one.RaisedAt),
                Html.Text(one.FirstActAt is { } act ? pen.Duration(act - one.RaisedAt) : pen.Say("nobody yet", "personne encore")), one.ClosedAt is { } closed ? pen.Instant(closed) : Html.Text(pen.Say("open", "ouverte")));
        }

        var watch = Html.Of($"{Round(report, pen)} {Rules(report, pen)}");
        return Parts.Section(title, watch, Html.Of(
            $"""{(table.Write() is { IsEmpty: false } rows ? rows : Html.Of($"""<p class="p none">{pen.Say("No alert about your data.", "Aucune alerte sur vos données.")}</p>"""))}<p class="p small muted">{pen.Say($"Events about your data that were read: {pen.Number(report.Events)}. Alerts about the installation as a whole: {pen.Number(report.AlertsOfAll)}.", $"Événements sur vos données qui furent lus : {pen.Number(report.Events)}. Alertes sur l’installation entière : {pen.Number(report.AlertsOfAll)}.")}</p>{RuleTable(report, pen)}"""));
    }

    private static Html Round(MonthReport report, Pen pen) => report.WatchedAt is { } at
            ? Html.Of($"""{pen.Say("The watch last read on ", "La veille a lu pour la dernière fois le ")}{pen.Instant(at)}.""")
            : Html.Text(pen.Say("No round of the watch is known here.", "Aucun passage de la veille n’est connu ici."));

    private static Html Rules(MonthReport report, Pen pen)
    {
        var (watched, off) = (report.Rules.Where(one => one.Standing != "off").Select(one => one.Rule).Distinct().Count(), report.Rules.Where(one => one.Standing == "off").Select(one => one.Rule).Distinct().Count());
        return Html.Text(report.Rules.Count == 0 ? pen.Say("Which rules watched is not known for this month.", "On ne sait pas quelles règles ont veillé ce mois-ci.")
            : pen.Say($"Rules that watched: {watched}; switched off for the month or a part of it: {off}.", $"Règles qui ont veillé : {watched} ; arrêtées tout ou partie du mois : {off}."));
    }

    private static Html RuleTable(MonthReport report, Pen pen)
    {
        var title = pen.Say("Rules that watched", "Règles qui ont veillé");
        var table = new Table(title, pen.Say("Rule", "Règle"), pen.Say("Stands", "Statut"), pen.Say("From", "Depuis"), pen.Say("Until", "Jusqu’au"), Column.Number(pen.Say("Entry", "Entrée")));
        foreach (var one in report.Rules)
        {
            table.Add(
                one.Standing != "off", Html.Of($"{pen.Say(one.Title)} <code>{one.Rule}</code>"), Html.Text(pen.Say(one.Stands)), pen.Instant(one.From),
                one.Until is { } until ? pen.Instant(until) : Html.Text("–"), Html.Text(pen.Number(one.Entry)));
        }

        return table.Write();
    }

    private static Html Found(MonthReport report, Pen pen)
    {
        var title = pen.Say("What was found", "Ce qui fut trouvé");
        var table = new Table(title, pen.Say("What", "Quoi"), pen.Say("Received", "Reçu"), pen.Say("You were told", "Vous en fûtes informé"), pen.Say("Stands", "En est à"));
        foreach (var one in report.Warnings)
        {
            table.Add(
                one.SeenAt is not null, Html.Of($"""{pen.Say("Warning left unanswered", "Signalement resté sans réponse")} <code>{one.Id}</code>"""), pen.Instant(one.ReceivedAt), pen.Instant(one.ToldAt),
                one.SeenAt is { } seen ? Html.Of($"""{pen.Say("read on ", "lu le ")}{pen.Instant(seen)}""") : Html.Text(pen.Say("not read yet", "pas encore lu")));
        }

        foreach (var one in report.Breaches)
        {
            table.Add(
                one.Late.Count == 0, Html.Of($"""{pen.Say("Breach", "Violation")} <code>{one.Id}</code>"""), pen.Instant(one.ReceivedAt), one.ToldAt is { } told ? pen.Instant(told) : Html.Text("–"),
                Html.Text(one.Late.Count == 0 ? pen.Say("no clock late", "aucune horloge en retard") : pen.Say("late: ", "en retard : ") + string.Join(", ", one.Late.Select(pen.Say))));
        }

        return Section(title, "", table.Write(), pen.Say("No warning and no breach concerned you.", "Aucun signalement ni violation ne vous a concerné."));
    }

    private static Html Due(MonthReport report, Pen pen)
    {
        var title = pen.Say("What is due by the end of the next month", "Ce qui est dû d’ici la fin du mois suivant");
        var table = new Table(title, pen.Say("What", "Quoi"), pen.Say("Of", "De"), pen.Say("By", "Avant le"));
        foreach (var one in report.Due)
        {
            table.Add(one.At > report.MadeAt, Html.Text(pen.Say(one.What)), Parts.Code(one.Id), pen.Instant(one.At));
        }

        return Section(title, "", table.Write(), pen.Say("Nothing.", "Rien."));
    }

    private static Html Section(string title, string aside, Html rows, string none) =>
        Parts.Section(title, Html.Text(aside), rows.IsEmpty ? Html.Of($"""<p class="p none">{none}</p>""") : rows);

    private static string Kind(string kind, Pen pen) => kind switch
    {
        "space" => pen.Say("space", "espace"),
        "hand-over" => pen.Say("between two gates", "entre deux portes"),
        _ => kind,
    };
}
