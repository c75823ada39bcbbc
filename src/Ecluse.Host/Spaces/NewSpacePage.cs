using System.Globalization;
using Ecluse.Host.Accounts;
using Ecluse.Host.WebConsole;
using Ecluse.Instructions;
using Ecluse.Markup;
using Ecluse.Spaces;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Spaces;

/// <summary>The form with which a space is opened; nothing in it may be left out.</summary>
internal static class NewSpacePage
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(14);

    public static IResult Answer(HttpContext context, Instruction instruction, string laboratory, IReadOnlyList<Account> people, DateTimeOffset now)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Open a space", "Ouvrir un espace");
        var usual = now + Usual < instruction.EraseBy ? now + Usual : instruction.EraseBy;
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Pages.Head($"/instructions/{instruction.Number}", $"Instruction {instruction.Number}", title, Html.Text(laboratory))}
            <form class="panel pad form wide" method="post" action="/instructions/{instruction.Number}/space">
            <p class="field"><label for="s-direction">{pen.Say("Direction", "Sens")}</label><select id="s-direction" name="direction"><option value="to-processor">{pen.Say(SpaceWords.Of(Direction.ToProcessor))}</option><option value="to-laboratory">{pen.Say(SpaceWords.Of(Direction.ToLaboratory))}</option></select></p>
            <p class="field"><label for="s-grade">{pen.Say("Sealed", "Scellé")}</label><select id="s-grade" name="grade" aria-describedby="s-grades"><option value="end-to-end">{pen.Say(SpaceWords.Of(Grade.EndToEnd))}</option>{OnArrival(instruction, pen)}</select></p>
            <p class="small muted" id="s-grades">{Grades(instruction, pen)}</p>
            <fieldset><legend>{pen.Say("Who takes part: who sends and who takes follows from their side", "Qui participe : qui envoie et qui prend suit de leur partie")}</legend>{people.Select(one => Person(one, pen))}</fieldset>
            <p class="field"><label for="s-recipients">{pen.Say("age recipients of the side that takes, a line each", "Destinataires age de la partie qui prend, un par ligne")}</label><textarea id="s-recipients" name="recipients" rows="4" required spellcheck="false" autocomplete="off" placeholder="age1…"></textarea></p>
            <p class="small muted">{pen.Say("Made on their machine with ecluse key new or age-keygen; read the fingerprint to each other by telephone afterwards.", "Créés sur leur machine par ecluse key new ou age-keygen ; se lire ensuite l’empreinte au téléphone.")}</p>
            <p class="field"><label for="s-mebibytes">{pen.Say("Holds at most, MiB", "Tient au plus, Mio")}</label><input id="s-mebibytes" name="mebibytes" type="number" min="1" max="2147483647" value="10240" required></p>
            <p class="field"><label for="s-objects">{pen.Say("Objects at most", "Objets au plus")}</label><input id="s-objects" name="objects" type="number" min="1" max="1000000" value="1000" required></p>
            <p class="field"><label for="s-days">{pen.Say("Each object is kept, days", "Chaque objet est gardé, jours")}</label><input id="s-days" name="days" type="number" min="1" max="{OpeningSpace.KeepDaysMax}" value="7" required></p>
            <p class="field"><label for="s-erase">{pen.Say("All of it is erased by (UTC)", "Tout est effacé avant (UTC)")}</label><input id="s-erase" name="erase-by" type="datetime-local" required value="{Minute(usual)}" min="{Minute(now)}" max="{Minute(instruction.EraseBy)}"></p>
            <p class="btn-row"><button class="btn btn-1" type="submit">{title}</button></p>
            </form>
            """));
    }

    private static Html OnArrival(Instruction instruction, Pen pen) => instruction.AllowsSealingOnArrival
        ? Html.Of($"""<option value="on-arrival">{pen.Say(SpaceWords.Of(Grade.OnArrival))}</option>""") : Html.None;

    private static string Grades(Instruction instruction, Pen pen) => instruction.AllowsSealingOnArrival
        ? pen.Say(SpaceWords.Explain(Grade.EndToEnd)) + " " + pen.Say("On arrival:", "À l’arrivée :") + " " + pen.Say(SpaceWords.Explain(Grade.OnArrival))
        : pen.Say(SpaceWords.Explain(Grade.EndToEnd)) + " " + pen.Say("This instruction does not allow sealing on arrival.", "Cette instruction ne permet pas de sceller à l’arrivée.");

    private static Html Person(Account one, Pen pen) => Html.Of(
        $"""<p class="check"><label><input type="checkbox" name="person" value="{one.Person}"> {one.Name}, {one.Controller ?? one.Organisation} ({pen.Say(RoleWords.Of(one.Role))}, {pen.Say(RoleWords.Of(one.Side))})</label></p>""");

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
