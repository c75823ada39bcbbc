using Ecluse.Host.Alerts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Watch;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Watch;

/// <summary>The rules of the watch in full, so that everybody can judge what is looked at and what is not; and the latest events, by their ids.</summary>
internal static class WatchPage
{
    public static IResult Answer(HttpContext context, WatchNow now)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("The watch", "La veille");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Of($"{pen.Say("Rules look at events, at acts of the journal and at what stands. What they find is an alert.", "Des règles regardent les événements, les actes du journal et l’état présent. Ce qu’elles trouvent est une alerte.")} {Round(now, pen)}"))}
            {Changed(now, pen)}
            {Rules(now, pen)}
            {Events(now, pen)}
            """));
    }

    private static Html Round(WatchNow now, Pen pen) => now.LastRound is { } at && at > DateTimeOffset.UnixEpoch
        ? Html.Of($"{pen.Say("Last round:", "Dernière ronde :")} {pen.ShortInstant(at)}")
        : Html.Text(pen.Say("It has made no round yet.", "Elle n’a pas encore fait de ronde."));

    private static Html Changed(WatchNow now, Pen pen)
    {
        var here = now.Rules.Where(one => one.Standing != RuleStanding.BuiltIn).ToList();
        return here.Count == 0 ? Html.None : Html.Of($"""<section class="notes">{Parts.Note(
            "warn", "warn", pen.Say("Not all of these rules are as they came with Écluse", "Ces règles ne sont pas toutes celles livrées avec Écluse"),
            Html.Of($"{here.Select(one => Html.Of($"<code>{one.Rule.Id}</code> {pen.Say(RuleInForce.WordsOf(one.Standing))} "))}"))}</section>""");
    }

    private static Html Rules(WatchNow now, Pen pen)
    {
        var title = pen.Say("Rules", "Règles");
        var table = new Table(
            title, pen.Say("Rule", "Règle"), pen.Say("Level", "Niveau"), pen.Say("Stands", "Statut"), pen.Say("Fires", "Réagit"), pen.Say("Last found", "Trouvé la dernière fois"));
        foreach (var one in now.Rules)
        {
            table.Add(
                Html.Of($"<strong>{pen.Say(one.Rule.Title)}</strong> <code>{one.Rule.Id}</code>{Detail(one, pen)}"),
                AlertClocks.Of(one.Rule.Level, pen), Standing(one.Standing, pen), Html.Text(pen.Say(RuleWords.Of(one.Rule.When))),
                now.LastFound.TryGetValue(one.Rule.Id, out var last) ? pen.ShortInstant(last) : Html.Text("–"));
        }

        return Parts.Section(title, Html.None, table.Write());
    }

    private static Html Standing(RuleStanding standing, Pen pen) => standing switch
    {
        RuleStanding.BuiltIn => Html.Text(pen.Say(RuleInForce.WordsOf(standing))),
        RuleStanding.Off => Parts.Tag("stop", pen.Say(RuleInForce.WordsOf(standing)), "bad"),
        _ => Parts.Tag("warn", pen.Say(RuleInForce.WordsOf(standing)), "warn"),
    };

    private static Html Detail(RuleInForce one, Pen pen) => Html.Of(
        $"""<details><summary>{pen.Say("Why, and what to do", "Pourquoi, et que faire")}</summary>{Parts.KeyValues(
        [
            .. one.Rule.Reason is { } reason ? [(pen.Say("Why it is off", "Pourquoi elle est arrêtée"), Html.Text(reason))] : Array.Empty<(string, Html)>(),
            (pen.Say("Why", "Pourquoi"), Html.Text(pen.Say(one.Rule.Why))),
            (pen.Say("What to do", "Que faire"), Html.Text(pen.Say(one.Rule.Todo))),
            (pen.Say("False positives", "Faux positifs"), Html.Text(string.Join(" ", one.Rule.FalsePositives.Select(pen.Say)))),
            (pen.Say("Law", "Textes"), Html.Text(string.Join(" ; ", one.Rule.Law))),
            (pen.Say("Version", "Version"), Parts.Hash(one.Rule.Version)),
        ])}</details>""");

    private static Html Events(WatchNow now, Pen pen)
    {
        if (now.Events is not { } events)
        {
            return Html.None;
        }

        var title = pen.Say("Latest events", "Derniers événements");
        var table = new Table(title, pen.Say("When", "Quand"), pen.Say("What", "Quoi"), pen.Say("Who", "Qui"), pen.Say("From", "D’où"), pen.Say("About", "Objet"), "Code");
        foreach (var one in events)
        {
            table.Add(
                pen.ShortInstant(one.At), Html.Text(EventKinds.All.TryGetValue(one.Kind, out var kind) ? pen.Say(kind) : one.Kind), Id(one.Id("person") ?? one.Id("key")),
                Id(one.Id("network")), Id(one.Id("object") ?? one.Id("space") ?? one.Id("passage")), Id(one.Id("code")));
        }

        var rows = table.Write();
        return Parts.Section(
            title, Html.Text(pen.Say("Ids and keyed hashes: no name and no address is kept.", "Identifiants et condensats à clé : ni nom ni adresse n’est gardé.")),
            rows.IsEmpty ? Pages.Empty(pen.Say("Nothing was seen yet", "Rien n’a encore été vu"), pen.Say("Events stand here within seconds.", "Les événements figurent ici en quelques secondes.")) : rows);
    }

    private static Html Id(string? id) => id is null ? Html.Text("–") : Parts.Code(id);
}

/// <summary>The watch as somebody sees it now.</summary>
/// <param name="Rules">Every rule, those that are switched off too, as the files have them.</param>
/// <param name="LastFound">When each last found something, of the alerts that are kept and theirs to see.</param>
/// <param name="Events">The latest events; null for whoever does not see them.</param>
/// <param name="LastRound">When the watch last went round; null where it never did.</param>
internal sealed record WatchNow(
    IReadOnlyList<RuleInForce> Rules, IReadOnlyDictionary<string, DateTimeOffset> LastFound, IReadOnlyList<Sighting>? Events, DateTimeOffset? LastRound);
