using Ecluse.Breaches;
using Ecluse.Drawing;
using Ecluse.Errors;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.BreachPages;

/// <summary>The words and small parts that every page about a breach shares, in the console and on paper.</summary>
internal static class BreachWords
{
    public static Text Origin(OriginKind origin) => origin switch
    {
        OriginKind.Warning => new("a person’s warning", "le signalement d’une personne"),
        OriginKind.Alert => new("an alert", "une alerte"),
        OriginKind.Finding => new("our own finding", "notre propre constat"),
        _ => new("an authority", "une autorité"),
    };

    /// <summary>What of GDPR 34(2) a letter to the persons still lacks, in words; <see cref="Html.None"/> where it lacks nothing.</summary>
    public static Html Lacking(BreachLetter letter, Pen pen) => letter.Lacks.Count == 0 ? Html.None : Html.Of(
        $"""<section class="notes">{Parts.Note("bad", "warn", pen.Say("The letter to the persons is not complete", "La lettre aux personnes n’est pas complète"), Html.Text(pen.Say(
            $"GDPR 34(2) asks for more. To be filled in before sending: {string.Join(", ", letter.Lacks.Select(name => LackedPart(name).English))}.",
            $"Le RGPD, article 34(2), en demande davantage. À compléter avant l’envoi : {string.Join(", ", letter.Lacks.Select(name => LackedPart(name).French))}.")))}</section>""");

    private static Text LackedPart(string field) => field switch
    {
        "loss" => new("what was lost", "ce qui est perdu"),
        "consequences" => new("what this may mean for the persons", "ce que cela peut entraîner pour les personnes"),
        "measures-now" => new("what was done or will be", "ce qui a été fait ou le sera"),
        _ => new("whom they ask", "à qui elles s’adressent"),
    };

    public static Text Of(Knowledge knowledge) => knowledge switch
    {
        Knowledge.Known => new("known", "connu"),
        Knowledge.Estimated => new("estimated", "estimé"),
        _ => new("not known yet", "pas encore connu"),
    };

    public static Html Tag(Knowledge knowledge, Pen pen) => knowledge switch
    {
        Knowledge.Known => Parts.Tag("check", pen.Say(Of(knowledge)), "ok"),
        Knowledge.Estimated => Parts.Tag("warn", pen.Say(Of(knowledge)), "warn"),
        _ => Parts.Tag("empty", pen.Say(Of(knowledge))),
    };

    /// <summary>A value as people read it.</summary>
    public static Html Value(string field, string? value, Pen pen) => (BreachFields.Find(field), value) switch
    {
        (_, null) => Html.Text("–"),
        ({ Kind: FieldKind.Instant }, _) => pen.Instant(BreachDossier.InstantOf(value)),
        ({ Kind: FieldKind.Number }, _) => Html.Text(pen.Number(long.Parse(value, System.Globalization.CultureInfo.InvariantCulture))),
        ({ Kind: FieldKind.Choice or FieldKind.Choices } known, _) => Html.Text(pen.Say(known.Words(value))),
        _ => Paragraphs(value, pen),
    };

    /// <summary>Typed text, its lines kept.</summary>
    public static Html Paragraphs(string text, Pen pen) =>
        Html.Join(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Html.Of($"<p>{Typed(line, pen)}</p>")));

    /// <summary>What somebody typed, in one line; on a French page with the no-break spaces of its typography.</summary>
    public static string Typed(string text, Pen pen) => pen.Say(text, text);

    public static Html Clock(ClockState state, DateTimeOffset? due, DateTimeOffset? done, DateTimeOffset now, Pen pen) => state switch
    {
        ClockState.Done => Parts.Tag("check", pen.Say("done", "fait"), "ok"),
        ClockState.DoneLate => Parts.Tag("warn", pen.Say($"done {pen.Duration(done!.Value - due!.Value)} late", $"fait avec {pen.Duration(done!.Value - due!.Value)} de retard"), "warn"),
        ClockState.Late => Parts.Tag("warn", pen.Say($"late by {pen.Duration(now - due!.Value)}", $"en retard de {pen.Duration(now - due!.Value)}"), "bad"),
        ClockState.Running when due is { } end => Parts.Tag("clock", pen.Say($"{pen.Duration(end - now)} left", $"reste {pen.Duration(end - now)}"), "live"),
        ClockState.Running => Parts.Tag("clock", pen.Say("owed, without undue delay", "dû, dans les meilleurs délais"), "live"),
        _ => Parts.Tag("empty", pen.Say("has not begun", "n’a pas commencé")),
    };
}
