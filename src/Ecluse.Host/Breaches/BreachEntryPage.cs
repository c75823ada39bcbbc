using Ecluse.Breaches;
using Ecluse.BreachPages;
using Ecluse.Errors;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Breaches;

/// <summary>The form of one field: what stands, its earlier versions, and what is known now.</summary>
internal static class BreachEntryPage
{
    public static IResult Answer(
        HttpContext context, SeenBreach seen, int part, BreachField field, int item, EcluseException? refused, FoundFigures? found = null)
    {
        var pen = ConsolePage.PenOf(context);
        var (id, title) = (seen.Dossier.Breach.Id, pen.Say(field.Title));
        var of = seen.Parts.FirstOrDefault(one => one.Number == part)?.Controller ?? pen.Say("The incident", "L’incident");
        var back = part > 0 && seen.IsWhole ? $"/breaches/{id}?controller={part}" : $"/breaches/{id}";
        var figure = seen.Dossier.Latest(part, field.Name) is null ? found?.For(field.Name) : null;
        var note = field.NoteIs is { } owed ? pen.Say(owed) : pen.Say("what else there is to say", "ce qu’il y a d’autre à dire");
        return ConsolePage.Answer(
            context, pen, title,
            Html.Of(
                $"""
                {Pages.Head(back, id, title, Html.Text(of))}
                {Versions(seen, part, field, item, pen)}
                <form class="panel pad form wide" method="post" action="/breaches/{id}/enter">
                {Refused(refused, pen)}
                <input type="hidden" name="field" value="{field.Name}"><input type="hidden" name="controller" value="{part}"><input type="hidden" name="item" value="{item}">
                {(figure is null ? Html.None : Html.Of($"""<p class="said" role="status">{pen.Say("Filled in from signed papers as an estimate: it stands once you enter it.", "Prérempli d’après des pièces signées, à titre d’estimation : ne vaut qu’une fois saisi par vous.")}</p>"""))}
                {Value(field, figure, pen)}
                <p class="field"><label for="b-state">{pen.Say("How well it is known", "À quel point on le sait")}</label><select id="b-state" name="state">{Enum.GetValues<Knowledge>().Select(one => Html.Of($"""<option value="{one.ToString()}"{(figure is not null && one == Knowledge.Estimated ? Html.Of($" selected") : Html.None)}>{pen.Say(BreachWords.Of(one))}</option>"""))}</select></p>
                <p class="field"><label for="b-note">{pen.Say("Note: ", "Note : ")}{note}</label><textarea id="b-note" name="note" rows="4" maxlength="4000" aria-describedby="b-nobody">{(figure is null ? "" : pen.Say(found!.Note))}</textarea></p>
                <p class="small muted" id="b-nobody">{pen.Say("No patient: no name, no number, no result. Say how many and of which kind.", "Aucun patient : ni nom, ni numéro, ni résultat. Dire combien et de quelle sorte.")}</p>
                <p class="field"><label for="b-learnt">{pen.Say("Learnt on (UTC); empty for now", "Appris le (UTC) ; vide pour maintenant")}</label><input id="b-learnt" name="learnt" type="datetime-local"></p>
                <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Enter", "Saisir")}</button><a class="btn" href="{back}">{pen.Say("Back", "Retour")}</a></p>
                </form>
                """),
            refused is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    public static Html Refused(EcluseException? refused, Pen pen) => refused is null
        ? Html.None
        : Html.Of($"""<p class="said" role="alert">{pen.Say(refused.Problem)} {pen.Say(refused.Remedy)} <span class="small">{refused.Code}</span></p>""");

    private static Html Versions(SeenBreach seen, int part, BreachField field, int item, Pen pen)
    {
        var title = pen.Say("What stood and stands", "Ce qui figurait et figure");
        var table = new Table(title, pen.Say("Version", "Version n°"), pen.Say("Value", "Valeur"), pen.Say("State", "État"), pen.Say("Entered", "Saisi"));
        foreach (var entry in seen.Dossier.Versions(part, field.Name, item))
        {
            table.Add(
                Html.Text(pen.Number((long)entry.Version)), Html.Of($"""{BreachWords.Value(field.Name, entry.Value, pen)}<div class="small">{BreachWords.Paragraphs(entry.Note ?? "", pen)}</div>"""),
                BreachWords.Tag(entry.Knowledge, pen), pen.Instant(entry.EnteredAt));
        }

        return table.Write() is { IsEmpty: false } written
            ? Parts.Section(title, Html.Text(pen.Say("A correction is one more; none is removed.", "Une correction en est une de plus ; aucune n’est ôtée.")), written) : Html.None;
    }

    private static Html Value(BreachField field, long? figure, Pen pen) => field.Kind switch
    {
        FieldKind.Choice => Html.Of(
            $"""<p class="field"><label for="b-value">{pen.Say("Value", "Valeur")}</label><select id="b-value" name="value"><option value="">–</option>{field.Choices.Select(one => Html.Of($"""<option value="{one.Value}">{pen.Say(one.Words)}</option>"""))}</select></p>"""),
        FieldKind.Choices => Html.Of(
            $"""<fieldset><legend>{pen.Say("Values", "Valeurs")}</legend>{field.Choices.Select(one => Html.Of($"""<p class="check"><label><input type="checkbox" name="value" value="{one.Value}"> {pen.Say(one.Words)}</label></p>"""))}</fieldset>"""),
        FieldKind.Instant => Html.Of($"""<p class="field"><label for="b-value">{pen.Say("When (UTC)", "Quand (UTC)")}</label><input id="b-value" name="value" type="datetime-local" step="1"></p>"""),
        FieldKind.Number => Html.Of($"""<p class="field"><label for="b-value">{pen.Say("How many", "Combien")}</label><input id="b-value" name="value" type="number" min="0" value="{figure?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""}"></p>"""),
        _ => Html.Of($"""<p class="field"><label for="b-value">{pen.Say("Text", "Texte")}</label><textarea id="b-value" name="value" rows="6" maxlength="4000" aria-describedby="b-nobody"></textarea></p>"""),
    };
}
