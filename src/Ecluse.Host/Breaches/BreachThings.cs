using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.Host.Breaches;

/// <summary>What of a controller's data lay there, until when, and the way to the one thing that moves a passage's date: its laboratory's signature.</summary>
internal static class BreachThings
{
    public static Html Section(IReadOnlyList<ThingThere> things, Account account, DateTimeOffset now, Pen pen)
    {
        var title = pen.Say("What lay there, and until when", "Ce qui s’y trouvait, et jusqu’à quand");
        var table = new Table(title, pen.Say("What", "Quoi"), pen.Say("Erased", "Effacement"), pen.Say("Hold", "Gel"));
        foreach (var thing in things)
        {
            table.Add(
                Parts.Code(thing.Id),
                thing.EraseBy is not { } due ? Html.Text(pen.Say("nothing of it stands here any more", "il n’en reste rien ici"))
                : thing.Erased ? Parts.Tag("check", pen.Say("erased", "effacé"), "ok") : pen.Instant(due),
                thing.Held && !thing.Erased ? Parts.Tag("clock", pen.Say("legal hold, signed by its laboratory", "gel légal, signé de son laboratoire"), "live")
                : thing.MovablePassage(now) is { } passage && account.May(Right.HandInSignatures)
                    ? Html.Of($"""<a href="/passages/{passage}/postponement">{pen.Say("draw a legal hold up, to be signed", "établir un gel légal, à signer")}</a>""")
                : Html.Text("–"));
        }

        var note = pen.Say(
            "A breach stops no erasure. A passage’s date moves only when its laboratory signs another before it; nothing moves that of a space or of a hand-over.",
            "Une violation n’arrête aucun effacement. La date d’un passage ne bouge que si son laboratoire en signe une autre avant elle ; rien ne déplace celle d’un espace ou d’un transfert.");
        return table.Write() is { IsEmpty: false } rows ? Parts.Section(title, Html.Text(note), rows) : Html.None;
    }
}
