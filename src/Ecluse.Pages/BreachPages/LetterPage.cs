using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.BreachPages;

/// <summary>The letter to the persons whose data it is, in plain language (GDPR 34(2)); the controller sends it in its own name.</summary>
public static class LetterPage
{
    /// <summary>Writes the letter.</summary>
    public static string Render(BreachLetter letter, Language language, PageZone zone, string? otherLanguageFile = null)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var (pen, facts) = (new Pen(language, zone), letter.Facts);
        var title = pen.Say("Your personal data: what happened", "Vos données personnelles : ce qui s’est passé");
        var body = Html.Of(
            $"""
            {BreachWords.Lacking(letter, pen)}
            <article class="cert"><p class="crumbs">{facts.Controller.Name}{(facts.Controller.Address is { } address ? $", {address}" : "")}</p>
            <h1>{title}</h1>
            <p class="p">{pen.Say("Madam, Sir,", "Madame, Monsieur,")}</p>
            {(facts.Line("loss") is null ? ToFillIn(pen) : Html.Of($"""<p class="p">{Opening(facts, pen)}</p>"""))}
            {Part(pen.Say("Which data", "Quelles données"), Data(facts, pen), pen)}
            {Part(pen.Say("What this may mean for you", "Ce que cela peut entraîner pour vous"), Listed(facts, pen, "harm", "consequences"), pen)}
            {Part(pen.Say("What we have done", "Ce que nous avons fait"), Typed(facts, pen, "measures-now", "measures-next"), pen)}
            {Part(pen.Say("What you can do", "Ce que vous pouvez faire"), Advice(facts, pen), pen)}
            {Part(pen.Say("Whom to ask", "À qui vous adresser"), Contact(facts, pen), pen)}
            <p class="p">{pen.Say("You may also lodge a complaint with the supervisory authority, in France the CNIL (www.cnil.fr).", "Vous pouvez aussi adresser une plainte à l’autorité de contrôle, la CNIL (www.cnil.fr).")}</p>
            <p class="p">{facts.Controller.Name}</p></article>
            """);
        return BreachPage.Write(pen, title, "", body, facts.MadeAt, otherLanguageFile);
    }

    private static string Opening(BreachFacts facts, Pen pen)
    {
        var when = facts.Line("began") is { Value: { } began }
            ? pen.Say($"From {Day(began, pen)}", $"À partir du {Day(began, pen)}")
            : facts.Line("discovered") is { Value: { } found } ? pen.Say($"On {Day(found, pen)} we found that", $"Le {Day(found, pen)}, nous avons constaté que") : "";
        var ended = facts.Line("ended") is { Value: { } end } ? pen.Say($" until {Day(end, pen)}", $" et jusqu’au {Day(end, pen)}") : "";
        var what = facts.Line("loss")!.Value!;
        var english = what.Contains("confidentiality", StringComparison.Ordinal) ? "somebody who had no right to may have seen or copied data about you"
            : what.Contains("availability", StringComparison.Ordinal) ? "data about you could not be used, or were lost" : "data about you may have been changed";
        var french = what.Contains("confidentiality", StringComparison.Ordinal) ? "des données qui vous concernent ont pu être vues ou copiées par quelqu’un qui n’y avait pas droit"
            : what.Contains("availability", StringComparison.Ordinal) ? "des données qui vous concernent n’ont pas pu être utilisées, ou ont été perdues" : "des données qui vous concernent ont pu être modifiées";
        var comma = facts.Line("began")?.Value is null ? "" : ",";
        var text = pen.Say($"{when}{ended}{comma} {english}.", $"{when}{ended}{comma} {french}.").Trim([' ', ',']);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static Html Data(BreachFacts facts, Pen pen) => facts.Line("data") is { Value: { } data }
        ? Html.Of($"""<p class="p">{pen.Say(BreachFields.Find("data")!.Words(data))}.</p>""")
        : Html.Of($"""<p class="p">{pen.Say("We do not know yet which data, and will tell you.", "Nous ne savons pas encore lesquelles, et nous vous le dirons.")}</p>""");

    private static Html Listed(BreachFacts facts, Pen pen, params string[] fields) => Html.Join(
        from name in fields
        let value = facts.Line(name)?.Value
        where value is not null
        select Html.Of($"""<ul class="places">{value.Split(' ').Select(one => Html.Of($"<li>{pen.Say(BreachFields.Find(name)!.Words(one))}</li>"))}</ul>"""));

    private static Html Typed(BreachFacts facts, Pen pen, params string[] fields) =>
        Html.Join(fields.Select(name => facts.Line(name)?.Value is { } value ? Html.Of($"""<div class="p">{BreachWords.Paragraphs(value, pen)}</div>""") : Html.None));

    private static Html Advice(BreachFacts facts, Pen pen)
    {
        var own = Typed(facts, pen, "advice");
        var login = facts.Line("data")?.Value?.Contains("login", StringComparison.Ordinal) == true
            ? Html.Of($"""<p class="p">{pen.Say("Change the password of your results space, and everywhere else where you used the same one.", "Changez le mot de passe de votre espace de résultats, et partout ailleurs où vous employez le même.")}</p>""")
            : Html.None;
        return Html.Of(
            $"""{own}{login}<p class="p">{pen.Say("Be wary of calls and messages that know things about your health: we never ask for a password or for a bank card.", "Méfiez-vous des appels et des messages qui en savent long sur votre santé : nous ne demandons jamais de mot de passe ni de carte bancaire.")}</p>""");
    }

    private static Html Contact(BreachFacts facts, Pen pen) =>
        (facts.Line("contact")?.Value ?? facts.Controller.Dpo ?? facts.Controller.Contact) is { } contact
            ? Html.Of($"""<div class="p">{BreachWords.Paragraphs(contact, pen)}</div>""")
            : Html.None;

    private static Html Part(string title, Html content, Pen pen) => Html.Of($"<h2>{title}</h2>{(content.IsEmpty ? ToFillIn(pen) : content)}");

    private static Html ToFillIn(Pen pen) => Html.Of($"""<p class="p"><strong>{pen.Say("To be filled in before sending.", "À compléter avant l’envoi.")}</strong></p>""");

    private static string Day(string value, Pen pen) =>
        pen.Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(BreachDossier.InstantOf(value), pen.Zone.Zone).DateTime));
}
