using System.Security.Cryptography;
using System.Text;
using Ecluse.Accounts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Spaces;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Spaces;

/// <summary>A space: who, how it is sealed, until when; the drop zone for who sends, what is there for who takes.</summary>
internal static class SpacePage
{
    public static IResult Answer(HttpContext context, SpaceStanding now)
    {
        var pen = new Pen(ConsolePage.LanguageOf(context), now.Zone);
        var title = pen.Say($"Space {now.Space.Id}", $"Espace {now.Space.Id}");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Pages.Head("/spaces", pen.Say("Spaces", "Espaces"), title, Html.Text($"{now.Laboratory}, {pen.Say(SpaceWords.Of(now.Space.Direction))}"), Acts(now, pen))}
            <div id="state" data-live>{State(now, pen)}</div>
            {(now.IsInUse && now.Part == SpacePart.Sends ? DropZone.Write(now, pen) : Html.None)}
            <div id="objects" data-live>{Objects(now, pen)}</div>
            {(now.IsInUse && now.Part == SpacePart.Takes ? Opening(pen) : Html.None)}
            {Terms(now, pen)}
            """), feed: $"/spaces/{now.Space.Id}/live");
    }

    private static Html Acts(SpaceStanding now, Pen pen) => now.Space switch
    {
        { ErasedAt: not null } => Html.Of($"""<div class="btn-row"><a class="btn btn-1" href="/spaces/{now.Space.Id}/certificate.json" download="{now.Space.Id}.certificate.json">{pen.Say("The certificate, with its proof", "L’attestation, avec sa preuve")}</a></div>"""),
        _ when now.Me.May(Right.EraseSpaces) => Html.Of($"""<div class="btn-row"><a class="btn btn-stop" href="/spaces/{now.Space.Id}/erase">{pen.Say("Erase…", "Effacer…")}</a></div>"""),
        _ => Html.None,
    };

    private static Html State(SpaceStanding now, Pen pen)
    {
        var space = now.Space;
        var end = space.ErasedAt is { } erased
            ? Parts.Note("ok", "check", pen.Say("Erased", "Effacé"), pen.Instant(erased))
            : space.IsOpen(now.At)
                ? Parts.Note("", "clock", pen.Say("Everything in it is erased at the latest", "Tout ce qu’il contient est effacé au plus tard"), Html.Of(
                    $"{pen.Instant(space.EraseBy)} · {pen.Say($"each object {space.KeepDays} days after it came, or before", $"chaque objet {space.KeepDays} jours après son arrivée, ou avant")}"))
                : Parts.Note("warn", "warn", pen.Say("Past its date: it takes and gives nothing any more, and is being erased.", "Échéance passée : il ne prend et ne donne plus rien, et il est en cours d’effacement."), Html.None);
        var part = now.Part is { } mine
            ? pen.Say($"Your part here: {pen.Say(SpaceWords.Of(mine))}.", $"Votre part ici : {pen.Say(SpaceWords.Of(mine))}.")
            : pen.Say("You oversee it: you see what is there by id and length, and take nothing.", "Vous le surveillez : vous voyez ce qui s’y trouve par identifiant et longueur, et ne prenez rien.");
        return Html.Of(
            $"""<section class="notes">{Parts.Note(space.Grade == Grade.EndToEnd ? "ok" : "warn", "seal", pen.Say($"Sealed {pen.Say(SpaceWords.Of(space.Grade))}", $"Scellé {pen.Say(SpaceWords.Of(space.Grade))}"), Html.Text(pen.Say(SpaceWords.Explain(space.Grade))))}{end}{Parts.Note("", "eye", part, Html.None)}</section>""");
    }

    private static Html Objects(SpaceStanding now, Pen pen)
    {
        var table = new Table(
            pen.Say("Objects", "Objets"), pen.Say("Object", "Objet"), pen.Say("State", "État"), Column.Number(pen.Say("Length", "Longueur")),
            pen.Say("From", "De"), pen.Say("Came", "Arrivé"), pen.Say("Goes", "S’en va"), pen.Say("Do", "Agir"));
        foreach (var one in now.Objects)
        {
            table.Add(
                Html.Of($"<code>{one.Id}</code>"),
                one.State == ObjectState.Complete ? Parts.Tag("check", pen.Say(SpaceWords.Of(one.State)), "ok") : Parts.Tag("now", Progress(one, pen)),
                Html.Text(pen.Size(one.Received)), Html.Text(now.Names.GetValueOrDefault(one.By, "–")), pen.ShortInstant(one.BegunAt), pen.ShortInstant(one.Due),
                Do(now, one, pen));
        }

        var rows = table.Write();
        var limits = now.Space.Limits;
        return Parts.Section(
            pen.Say("In it now", "Ce qu’il contient"), Html.Text(pen.Say(
                $"{pen.Number(now.Used.Objects)} of {pen.Number(limits.ObjectsMax)} objects, {pen.Size(now.Used.Bytes)} of {pen.Size(limits.BytesMax)}",
                $"{pen.Number(now.Used.Objects)} objets sur {pen.Number(limits.ObjectsMax)}, {pen.Size(now.Used.Bytes)} sur {pen.Size(limits.BytesMax)}")),
            rows.IsEmpty ? Pages.Empty(
                now.Part == SpacePart.Sends ? pen.Say("Nothing of yours", "Rien de vous") : pen.Say("Nothing to take", "Rien à prendre"),
                pen.Say("An object stands here by its id; its name is sealed with it.", "Un objet figure ici par son identifiant ; son nom est scellé avec lui.")) : rows);
    }

    private static string Progress(SpaceObject one, Pen pen) =>
        pen.Say(SpaceWords.Of(one.State)) + (one.Declared is { } all and > 0 ? ", " + pen.Percent(one.Received, all) : "");

    private static Html Do(SpaceStanding now, SpaceObject one, Pen pen)
    {
        if (!now.IsInUse)
        {
            return Html.Text("–");
        }

        var at = $"/spaces/{now.Space.Id}/objects/{one.Id}";
        var take = now.Part == SpacePart.Takes
            ? Html.Of($"""<a class="btn" href="{at}.tar" download="{one.Id}.tar">{pen.Say("Download", "Télécharger")}<span class="vh"> {one.Id}</span></a>""") : Html.None;
        return Html.Of(
            $"""<div class="btn-row">{take}<form method="post" action="{at}/remove"><details><summary>{pen.Say("Remove…", "Ôter…")}<span class="vh"> {one.Id}</span></summary><button class="btn btn-stop" type="submit" name="sure" value="yes">{pen.Say("Remove for good", "Ôter pour de bon")}</button></details></form></div>""");
    }

    private static Html Opening(Pen pen) => Parts.Section(
        pen.Say("To open what was downloaded", "Pour ouvrir ce qui est téléchargé"), Html.None, Html.Of(
            $"""
            <p class="lead-in">{pen.Say("With Écluse, on a machine that has the key:", "Avec Écluse, sur une machine qui a la clé :")}</p>{Parts.Command("ecluse unseal -i KEY o-….tar -o FILE")}
            <p class="lead-in">{pen.Say("With tar and age alone:", "Avec tar et age seuls :")}</p>{Parts.Command("tar xf o-….tar; age -d -i KEY name.age; for s in 0*.age; do age -d -i KEY $s; done > FILE")}
            """));

    private static Html Terms(SpaceStanding now, Pen pen)
    {
        var space = now.Space;
        string People(SpacePart part) => string.Join(", ", space.People.Where(one => one.Part == part).Select(one => now.Names.GetValueOrDefault(one.Person, "–")));
        return Parts.Section(pen.Say("What it was opened as", "Comme il a été ouvert"), Html.None, Parts.KeyValues(
        [
            (pen.Say("Contract", "Contrat"), Html.Of($"""<a href="/contracts/{space.Contract}">{space.Contract}</a>""")),
            ("Instruction", Html.Of($"""<a href="/instructions/{space.Instruction}">{space.Instruction}</a>""")),
            (pen.Say("Sends", "Envoie"), Html.Text(People(SpacePart.Sends))), (pen.Say("Takes", "Prend"), Html.Text(People(SpacePart.Takes))),
            (pen.Say("Opened", "Ouvert"), pen.Instant(space.OpenedAt)),
            (pen.Say("Sealed to, by fingerprint", "Scellé pour, par empreinte"), Html.Of($"{space.Recipients.Select(one => Html.Of($"<div>{Parts.Hash(Fingerprint(one))}</div>"))}<p class=\"small muted\">{pen.Say("Who takes reads these out to who sends, by telephone: SHA-256 of the recipient’s line.", "Qui prend les lit à qui envoie, au téléphone : SHA-256 de la ligne du destinataire.")}</p>")),
        ]));
    }

    private static string Fingerprint(string recipient) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(recipient)));
}
