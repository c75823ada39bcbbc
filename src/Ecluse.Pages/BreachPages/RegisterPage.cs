using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.BreachPages;

/// <summary>The registers: a controller's of its breaches (33(5)), the processor's of incidents, the processor's of processing (30(2)).</summary>
public static class RegisterPage
{
    /// <summary>A controller's register of breaches: facts, effects, remedial action.</summary>
    public static string Render(BreachRegister register, Language language, PageZone zone, string? otherLanguageFile = null)
    {
        ArgumentNullException.ThrowIfNull(register);
        var pen = new Pen(language, zone);
        var title = pen.Say("Register of personal data breaches", "Registre des violations de données");
        var table = new Table(
            title, pen.Say("Breach", "Violation"), pen.Say("Facts", "Faits"), pen.Say("Effects", "Effets"), pen.Say("Remedial action", "Mesures"), pen.Say("Notices", "Notifications"));
        foreach (var facts in register.Breaches)
        {
            table.Add(
                Html.Of($"<code>{facts.Breach}</code> {pen.Instant(facts.ReceivedAt)}"), Fields(facts, pen, "certainty", "loss", "origin", "began", "ended", "persons", "records", "data"),
                Fields(facts, pen, "consequences", "harm", "severity"), Fields(facts, pen, "measures-before", "measures-now", "measures-next"),
                Notices(facts, pen));
        }

        var body = Html.Of(
            $"""
            {Parts.Head(pen.Say("GDPR 33(5)", "RGPD 33(5)"), title, Html.Text(pen.Say(
                $"{register.Controller}: every breach that concerns it, notified or not.", $"{register.Controller} : chaque violation qui le concerne, notifiée ou non.")))}
            {(register.Breaches.Count == 0 ? Html.Of($"""<p class="p none">{pen.Say("None stands here.", "Aucune n’y figure.")}</p>""") : table.Write())}
            """);
        return BreachPage.Write(pen, title, "", body, register.MadeAt, otherLanguageFile);
    }

    /// <summary>The processor's own list of incidents.</summary>
    public static string Render(BreachList list, Language language, PageZone zone, string? otherLanguageFile = null)
    {
        ArgumentNullException.ThrowIfNull(list);
        var pen = new Pen(language, zone);
        var title = pen.Say("List of incidents", "Liste des incidents");
        var table = new Table(
            title, pen.Say("Breach", "Violation"), pen.Say("Comes from", "Provient de"), pen.Say("Received", "Reçu"), pen.Say("Aware", "Connaissance"),
            Column.Number(pen.Say("Unanswered", "Sans réponse")), Column.Number(pen.Say("Told of concerned", "Informés sur concernés")), pen.Say("Stands", "En est à"));
        foreach (var one in list.Breaches)
        {
            table.Add(
                one is { Late: 0, Unanswered: 0 }, Html.Of($"<code>{one.Breach}</code>"), Html.Text(pen.Say(BreachWords.Origin(one.Origin))), pen.Instant(one.ReceivedAt),
                one.AwareAt is { } aware ? pen.Instant(aware) : Html.Text("–"), Html.Text($"{one.Unanswered} / {one.Listed}"), Html.Text($"{one.Told} / {one.Concerned}"),
                one.Closed ? Parts.Tag("check", pen.Say("closed", "close"), "ok")
                : one.Late > 0 ? Parts.Tag("warn", pen.Say($"{pen.Count(one.Late, "clock", "clocks", "horloge", "horloges")} late", $"{pen.Count(one.Late, "clock", "clocks", "horloge", "horloges")} en retard"), "bad")
                : Parts.Tag("clock", pen.Say("open", "ouverte"), "live"));
        }

        var body = Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say("The processor’s own: every incident, whoever it concerned.", "Celle du sous-traitant : chaque incident, qui qu’il ait concerné.")))}
            {(list.Breaches.Count == 0 ? Html.Of($"""<p class="p none">{pen.Say("None stands here.", "Aucun n’y figure.")}</p>""") : table.Write())}
            """);
        return BreachPage.Write(pen, title, "", body, list.MadeAt, otherLanguageFile);
    }

    /// <summary>The processor's register of processing.</summary>
    public static string Render(ProcessingRegister register, Language language, PageZone zone, string? otherLanguageFile = null)
    {
        ArgumentNullException.ThrowIfNull(register);
        var pen = new Pen(language, zone);
        var title = pen.Say("The processor’s register of processing", "Registre du sous-traitant");
        var body = Html.Of(
            $"""
            {Parts.Head(pen.Say("GDPR 30(2)", "RGPD 30(2)"), title, Html.Text(pen.Say(
                "What is processed for each controller, as its contract, its instructions and the passages say.",
                "Ce qui est traité pour chaque responsable, d’après son contrat, ses instructions et les passages.")))}
            {Html.Join(register.Lines.Select(line => Parts.Section(line.Controller.Name, Html.Text(line.Contract), Line(line, pen))))}
            {(register.Lines.Count == 0 ? Html.Of($"""<p class="p none">{pen.Say("No contract stands here.", "Aucun contrat n’y figure.")}</p>""") : Html.None)}
            """);
        return BreachPage.Write(pen, title, "", body, register.MadeAt, otherLanguageFile);
    }

    private static Html Line(ProcessingLine line, Pen pen) => Parts.KeyValues(
    [
        (pen.Say("Controller (a)", "Responsable (a)"), Party(line.Controller, pen)),
        (pen.Say("Processor (a)", "Sous-traitant (a)"), Party(line.Processor, pen)),
        (pen.Say("In force", "En vigueur"), line is { From: { } from, Until: { } until } ? Html.Of($"{pen.Instant(from)} – {pen.Instant(until)}") : Html.None),
        (pen.Say("Categories of processing (b)", "Catégories de traitements (b)"), Items(line.Operations, pen)),
        (pen.Say("Transfers to third countries (c)", "Transferts hors Union (c)"), Items(line.Transfers, pen)),
        (pen.Say("Security measures (d)", "Mesures de sécurité (d)"), Items(line.Measures, pen)),
        (pen.Say("Other processors", "Sous-traitants ultérieurs"), Items(line.SubProcessors, pen)),
        (pen.Say("Done so far", "Fait à ce jour"), Html.Text(pen.Say(
            $"{pen.Count(line.Instructions, "instruction", "instructions", "instruction", "instructions")}, {pen.Count(line.Passages, "passage", "passages", "passage", "passages")}",
            $"{pen.Count(line.Instructions, "instruction", "instructions", "instruction", "instructions")}, {pen.Count(line.Passages, "passage", "passages", "passage", "passages")}"))),
    ]);

    private static Html Party(PaperParty party, Pen pen) =>
        Html.Text(string.Join(" · ", new[] { party.Name, party.Address, party.Contact, party.Dpo is { } dpo ? pen.Say($"data protection officer: {dpo}", $"délégué à la protection des données : {dpo}") : null }.OfType<string>()));

    private static Html Items(IReadOnlyList<string> items, Pen pen) => items.Count == 0
        ? Html.Text(pen.Say("none", "aucun"))
        : Html.Of($"""<ul>{items.Select(item => Html.Of($"<li>{BreachWords.Typed(item, pen)}</li>"))}</ul>""");

    private static Html Fields(BreachFacts facts, Pen pen, params string[] names) => Html.Join(
        from name in names
        let line = facts.Line(name)
        where line is not null
        select Html.Of($"""<div><span class="small">{pen.Say(BreachFields.Find(name)!.Title)}</span> {(line.Value is null ? Html.Text(pen.Say(BreachWords.Of(Knowledge.NotKnownYet))) : BreachWords.Value(name, line.Value, pen))}</div>"""));

    private static Html Notices(BreachFacts facts, Pen pen)
    {
        var sent = facts.Lines.Where(line => line is { Field: BreachFields.AuthorityNotified, Value: not null }).ToList();
        var unlikely = facts.Line(BreachFields.RiskUnlikely) is { Value: BreachFields.Yes, Note: { } why } ? why : null;
        return sent.Count > 0 ? Html.Join(sent.Select(line => Html.Of($"<div>{BreachWords.Value(line.Field, line.Value, pen)} <span class=\"small\">{BreachWords.Typed(line.Note ?? "", pen)}</span></div>")))
            : Html.Text(unlikely is null ? pen.Say("none yet", "aucune encore") : pen.Say($"none: risk unlikely. {unlikely}", $"aucune : risque improbable. {unlikely}"));
    }
}
