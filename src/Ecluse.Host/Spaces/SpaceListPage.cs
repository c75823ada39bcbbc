using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Spaces;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Spaces;

/// <summary>The spaces that somebody sees.</summary>
internal static class SpaceListPage
{
    public static IResult Answer(
        HttpContext context, IReadOnlyList<Space> spaces, IReadOnlyDictionary<string, (long Bytes, int Objects)> used, DateTimeOffset now)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Spaces", "Espaces");
        var table = new Table(
            title, pen.Say("Space", "Espace"), pen.Say("From, to", "De, vers"), pen.Say("Sealed", "Scellé"), pen.Say("Instruction", "Instruction"),
            Column.Number(pen.Say("Objects", "Objets")), pen.Say("Erased by", "À effacer avant"));
        foreach (var space in spaces)
        {
            table.Add(
                Html.Of($"""<a href="/spaces/{space.Id}">{space.Id}</a>"""), Html.Text(pen.Say(SpaceWords.Of(space.Direction))),
                Html.Text(pen.Say(SpaceWords.Of(space.Grade))), Html.Of($"""<a href="/instructions/{space.Instruction}">{space.Instruction}</a>"""),
                Html.Text(pen.Number(used[space.Id].Objects)),
                space.ErasedAt is not null ? Parts.Tag("check", pen.Say("erased", "effacé"), "ok")
                    : space.IsOpen(now) ? pen.ShortInstant(space.EraseBy)
                    : Parts.Tag("warn", pen.Say("being erased", "en cours d’effacement"), "warn"));
        }

        var rows = table.Write();
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                "Exchanges between named people, each under one contract and one instruction, until a date.",
                "Échanges entre personnes nommées, chacun sous un contrat et une instruction, jusqu’à une date.")))}
            {(rows.IsEmpty ? Pages.Empty(pen.Say("No space yet", "Pas encore d’espace"), pen.Say("A space is opened from the page of an instruction.", "Un espace s’ouvre depuis la page d’une instruction.")) : rows)}
            """));
    }
}
