using Ecluse.Accounts;
using Ecluse.Breaches;
using Ecluse.BreachPages;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Breaches;

/// <summary>A dossier in the console: the whole of it for the handler, one part for its controller.</summary>
internal static class BreachDossierPage
{
    /// <summary>The incident, the controllers one by one, and the timeline.</summary>
    public static IResult Whole(HttpContext context, Account account, BreachDossier dossier, Dictionary<string, string> names, DateTimeOffset now)
    {
        var (pen, breach) = (ConsolePage.PenOf(context), dossier.Breach);
        var may = account.May(Right.EnterBreaches);
        var aware = dossier.Aware(now);
        var unanswered = dossier.UnansweredParts.Count();
        var body = Html.Of(
            $"""
            {Pages.Head("/breaches", pen.Say("Breaches", "Violations"), breach.Id, Html.Text(Sentence(dossier, pen)), Html.Of($"""<div class="btn-row"><a class="btn" href="/breaches/{breach.Id}/paper?name=timeline">{pen.Say("Timeline to print", "Chronologie à imprimer")}</a></div>"""))}
            {(unanswered == 0 ? Html.None : Html.Of($"""<section class="notes">{Parts.Note("bad", "warn", pen.Say($"Nobody has said yet whether {pen.Count(unanswered, "controller is", "controllers are", "", "")} concerned (§61)", $"Personne n’a encore dit si {pen.Count(unanswered, "", "", "responsable est concerné", "responsables sont concernés")} (§ 61)"), Html.Text(pen.Say("Until then each counts as concerned and its clock runs.", "D’ici là, chacun compte comme concerné et son horloge court.")))}</section>"""))}
            {Parts.Section(pen.Say("Three instants", "Trois instants"), Html.Text(pen.Say(pen.Zone.Name)), Parts.KeyValues(
            [
                (pen.Say("Comes from", "Provient de"), Html.Text(pen.Say(BreachWords.Origin(breach.Origin.Kind)))),
                (pen.Say("Received", "Reçue"), pen.Instant(breach.Origin.ReceivedAt)),
                (pen.Say("Aware", "Connaissance"), Html.Of($"{(aware is { } known ? pen.Instant(known.At) : Html.Text(pen.Say("not yet; by itself 24 hours after receipt", "pas encore ; de lui-même 24 heures après la réception")))} {(aware is { Stated: null } ? pen.Say("(by itself)", "(de lui-même)") : "")} {Enter(breach.Id, 0, BreachFields.Aware, may, pen)}")),
                (pen.Say("Told", "Informés"), Html.Text(Told(dossier, pen))),
            ]))}
            {Controllers(dossier, now, pen)}
            {Incident(dossier, may, pen)}
            {(account.May(Right.OpenBreaches) ? Join(breach.Id, pen) : Html.None)}
            {Parts.Section(pen.Say("Timeline", "Chronologie"), Html.None, BreachPage.Timeline(new PaperMaking(_ => null, now).Timeline(dossier, 0), names.GetValueOrDefault, part => breach.Part(part).Controller, pen))}
            """);
        return ConsolePage.Answer(context, pen, breach.Id, body);
    }

    /// <summary>One controller's part: made from its own part and the incident, whoever looks.</summary>
    public static IResult Part(HttpContext context, Account account, SeenBreach seen, BreachPart part, PaperMaking making, IReadOnlyList<ThingThere> things, DateTimeOffset now)
    {
        var (pen, id) = (ConsolePage.PenOf(context), seen.Dossier.Breach.Id);
        var facts = making.Sheet(seen.Dossier, part.Number).Facts;
        var may = account.May(Right.EnterBreaches);
        var query = $"controller={part.Number}";
        var above = seen.IsWhole ? ($"/breaches/{id}", id) : ("/breaches", pen.Say("Breaches", "Violations"));
        (string Name, string Words)[] papers =
        [
            (BreachPaperShelf.Notice, pen.Say("Notice (33(2))", "Notification (33(2))")), (BreachPaperShelf.Sheet, pen.Say("Sheet for the authority", "Fiche pour l’autorité")),
            (BreachPaperShelf.Letter, pen.Say("Letter to the persons", "Lettre aux personnes")), (BreachPaperShelf.Timeline, pen.Say("Timeline", "Chronologie")),
        ];
        var body = Html.Of(
            $"""
            {Pages.Head(above.Item1, above.Item2, part.Controller, Html.Text(pen.Say("Its own part of the incident, and nobody else’s. Écluse prepares; the controller sends.", "Sa seule part de l’incident. Écluse prépare ; le responsable envoie.")))}
            <p class="btn-row">{papers.Where(paper => !(part.IsOwn && paper.Name == BreachPaperShelf.Notice)).Select(paper => Html.Of($"""<a class="btn" href="/breaches/{id}/paper?name={paper.Name}&amp;{query}">{paper.Words}</a>"""))}</p>
            {BreachWords.Lacking(making.Letter(seen.Dossier, part.Number), pen)}
            {Parts.Section(pen.Say("Who and when", "Qui et quand"), Html.Text(pen.Say(pen.Zone.Name)), BreachParts.Instants(facts, pen))}
            {BreachParts.Clocks(facts.Clocks, now, pen)}
            {BreachThings.Section(things, account, now, pen)}
            {Fields(seen, part.Number, may, pen)}
            """);
        return ConsolePage.Answer(context, pen, part.Controller, body);
    }

    private static Html Controllers(BreachDossier dossier, DateTimeOffset now, Pen pen)
    {
        var (title, clocks) = (pen.Say("A part for each controller", "Une part par responsable"), BreachClock.Of(dossier, now));
        var table = new Table(
            title, pen.Say("Controller", "Responsable"), pen.Say("Concerned", "Concerné"), pen.Say("To be told", "À informer"), pen.Say("Its 72 hours", "Ses 72 heures"), Column.Number(pen.Say("Persons", "Personnes")));
        foreach (var part in dossier.Breach.Parts)
        {
            var answer = dossier.Value(part.Number, BreachFields.Concerned);
            Html Clock(string duty) => clocks.FirstOrDefault(one => one.Part.Number == part.Number && one.Duty.Id == duty) is { } clock
                ? BreachWords.Clock(clock.State(now), clock.Due, clock.DoneAt, now, pen) : Html.Text("–");
            table.Add(
                answer is not null || part.IsOwn, Html.Of($"""<a href="/breaches/{dossier.Breach.Id}?controller={part.Number}">{part.Controller}</a>"""),
                answer == BreachFields.Yes || part.IsOwn ? Parts.Tag("check", pen.Say("yes", "oui"), "ok") : answer == BreachFields.No ? Parts.Tag("minus", pen.Say("no", "non"))
                : Parts.Tag("warn", pen.Say("nobody has answered", "personne n’a répondu"), "bad"),
                Clock("gdpr-33-2"), Clock("gdpr-33-1"), BreachWords.Value(BreachFields.Persons, dossier.Value(part.Number, BreachFields.Persons), pen));
        }

        return table.Write() is { IsEmpty: false } written ? Parts.Section(title, Html.Text(pen.Say("Each sees its own only", "Chacun ne voit que la sienne")), written)
            : Parts.Section(title, Html.None, Html.Of($"""<p class="p none">{pen.Say("The journal names nobody with data there then.", "Le journal ne nomme personne qui y avait alors des données.")}</p>"""));
    }

    private static Html Incident(BreachDossier dossier, bool may, Pen pen) => Table(
        pen.Say("What is known of the incident", "Ce qu’on sait de l’incident"), dossier, 0, may,
        BreachFields.All.Where(field => field.Scope != FieldScope.Controller && field.Name != BreachFields.Aware), pen);

    private static Html Fields(SeenBreach seen, int part, bool may, Pen pen) => Table(
        pen.Say("What is known for this controller", "Ce qu’on sait pour ce responsable"), seen.Dossier, part, may,
        BreachFields.All.Where(field => field.Scope != FieldScope.Incident && (seen.IsWhole || field.Scope == FieldScope.Both || field.IsControllers)), pen);

    private static Html Table(string title, BreachDossier dossier, int part, bool may, IEnumerable<BreachField> fields, Pen pen)
    {
        var table = new Table(title, pen.Say("Field", "Champ"), pen.Say("What is known", "Ce qu’on sait"), pen.Say("State", "État"), pen.Say("Enter", "Saisir"));
        foreach (var field in fields)
        {
            foreach (var item in dossier.Items(part, field.Name))
            {
                Row(item, dossier.Latest(part, field.Name, item));
            }

            // A further line of a step begins with the step.
            if (!field.Repeats || field.Name is BreachFields.Step or BreachFields.AuthorityNotified)
            {
                Row(0, field.Repeats ? null : dossier.For(part, field.Name));
            }

            if (field.Section == BreachSection.Containment && field.Name != BreachFields.Step)
            {
                foreach (var item in dossier.Items(part, BreachFields.Step).Except(dossier.Items(part, field.Name)))
                {
                    Row(item, null);
                }
            }

            void Row(int item, BreachEntry? entry) => table.Add(
                Html.Text(item > 0 ? $"{pen.Say(field.Title)} {item}" : pen.Say(field.Title)),
                Html.Of($"""{BreachWords.Value(field.Name, entry?.Value, pen)}{(entry?.Note is { } note ? Html.Of($"""<div class="small">{BreachWords.Paragraphs(note, pen)}</div>""") : Html.None)}"""),
                entry is null ? Html.Text("–") : BreachWords.Tag(entry.Knowledge, pen), Enter(dossier.Breach.Id, part, field.Name, may, pen, item, pen.Say(field.Title)));
        }

        return Parts.Section(title, Html.Text(pen.Say("In the order of the CNIL’s form", "Dans l’ordre du formulaire de la CNIL")), table.Write());
    }

    private static Html Enter(string id, int part, string field, bool may, Pen pen, int item = 0, string? what = null) => !may ? Html.None : Html.Of(
        $"""<a href="/breaches/{id}/enter?field={field}&amp;controller={part}&amp;item={item}">{pen.Say("enter", "saisir")}<span class="vh"> {what ?? field} {(item > 0 ? item.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")}</span></a>""");

    private static Html Join(string id, Pen pen) => Html.Of(
        $"""
        <form class="panel pad form" method="post" action="/breaches/{id}/join"><p class="field"><label for="b-name">{pen.Say("A controller that the journal does not name", "Un responsable que le journal ne nomme pas")}</label><input id="b-name" name="name" type="text" maxlength="200" required autocomplete="off"></p><p class="btn-row"><button class="btn" type="submit">{pen.Say("Put it on the list", "L’ajouter à la liste")}</button></p></form>
        """);

    private static string Sentence(BreachDossier dossier, Pen pen) => dossier.IsClosed ? pen.Say("Closed.", "Close.") : Told(dossier, pen);

    private static string Told(BreachDossier dossier, Pen pen)
    {
        var concerned = dossier.ConcernedParts.Where(part => !part.IsOwn).ToList();
        var told = concerned.Count(part => dossier.Told(part.Number) is not null);
        return concerned.Count == 0 && dossier.ConcernedParts.Any() ? pen.Say("Own data only: nobody else is to be told.", "Ses seules données : personne d’autre à informer.") : pen.Say(
            $"{pen.Number((long)told)} of {pen.Number((long)concerned.Count)} that count as concerned are told.",
            $"{pen.Number((long)told)} informés sur {pen.Number((long)concerned.Count)} qui comptent comme concernés.");
    }
}
