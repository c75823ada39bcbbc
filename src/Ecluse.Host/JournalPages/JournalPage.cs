using Ecluse.Acts;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.JournalPages;

/// <summary>A part of the journal.</summary>
/// <param name="Entries">Its entries, oldest first.</param>
/// <param name="Open">Indexes of intents without outcome.</param>
/// <param name="Names">Names of people by id.</param>
/// <param name="Published">The checkpoint.</param>
/// <param name="Key">The log's verifier key.</param>
/// <param name="From">Index of the first entry.</param>
internal sealed record JournalPart(
    IReadOnlyList<ActEntry> Entries, IReadOnlySet<long> Open, IReadOnlyDictionary<string, string> Names, PublishedCheckpoint Published,
    string Key, long From);

/// <summary>Acts by place, time, name and person; ids and hashes; and what an auditor takes along.</summary>
internal static class JournalPage
{
    private const int HashShown = 12;

    public static IResult Answer(HttpContext context, JournalPart part)
    {
        var pen = ConsolePage.PenOf(context);
        var title = "Journal";
        var table = new Table(
            title, Column.Number(pen.Say("No.", "N°")), pen.Say("When (UTC)", "Quand (UTC)"), pen.Say("Act", "Acte"), pen.Say("By", "Par"), pen.Say("About", "À propos de"), pen.Say("Proof", "Preuve"));
        foreach (var entry in part.Entries.Reverse())
        {
            table.Add(
                Html.Text(pen.Number(entry.Index)), pen.ShortInstant(entry.Time), Act(entry, part.Open.Contains(entry.Index), pen),
                Html.Text(part.Names.GetValueOrDefault(entry.Act.By) ?? entry.Act.By), About(entry, pen),
                Html.Of($"""<a href="/journal/{entry.Index.ToString(System.Globalization.CultureInfo.InvariantCulture)}/proof" download>{pen.Say($"proof of {entry.Index}", $"preuve de {entry.Index}")}</a>"""));
        }

        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                $"{pen.Count(part.Published.Size, "act", "acts", "acte", "actes")}, each with a name, none ever changed. Ids and hashes only.",
                $"{pen.Count(part.Published.Size, "act", "acts", "acte", "actes")}, chacun avec un nom, aucun jamais changé. Des identifiants et des empreintes seulement.")))}
            {table.Write("journal")}{Turn(part, pen)}{Proof(part, pen)}
            """));
    }

    private static Html Act(ActEntry entry, bool isOpen, Pen pen) => isOpen
        ? Html.Of($"{Parts.Code(entry.Act.Name)} {Parts.Tag("clock", pen.Say("no outcome yet", "pas encore de suite"), "warn")}")
        : Parts.Code(entry.Act.Name);

    private static Html About(ActEntry entry, Pen pen)
    {
        _ = pen;
        var subjects = entry.Act.Subjects.Select(subject => Html.Of($"<li>{subject.Key} <b>{subject.Value}</b></li>"));
        var hashes = entry.Act.Hashes.Select(hash => Html.Of($"<li class=\"muted\">{hash.Key} <code>{(hash.Value.Length > HashShown ? hash.Value[..HashShown] + "…" : hash.Value)}</code></li>"));
        return Html.Of($"""<ul class="about">{subjects}{hashes}</ul>""");
    }

    private static Html Turn(JournalPart part, Pen pen)
    {
        var (older, newer) = (Math.Max(part.From - JournalEndpoints.Shown, 0), part.From + JournalEndpoints.Shown);
        var back = part.From == 0 ? Html.None : Html.Of($"""<a class="btn" href="/journal?from={Plain(older)}">{pen.Say("Older acts", "Actes plus anciens")}</a>""");
        var on = newer >= part.Published.Size ? Html.None : Html.Of($"""<a class="btn" href="/journal?from={Plain(newer)}">{pen.Say("Newer acts", "Actes plus récents")}</a>""");
        return back.IsEmpty && on.IsEmpty ? Html.None : Html.Of($"""<nav class="btn-row recon" aria-label="{pen.Say("Pages of the journal", "Pages du journal")}">{back}{on}</nav>""");
    }

    private static Html Proof(JournalPart part, Pen pen) => Parts.Section(
        pen.Say("Verify it without us", "Le vérifier sans nous"), Html.Text(pen.Say("Whoever keeps an older checkpoint is a witness", "Qui garde un point de contrôle plus ancien est témoin")),
        Html.Of(
            $"""
            {Parts.KeyValues(
            [
                (pen.Say("Checkpoint", "Point de contrôle"), Html.Of($"""{pen.Count(part.Published.Size, "entry", "entries", "entrée", "entrées")}, <span class="hash">{part.Published.Root}</span>""")),
                (pen.Say("The log’s key", "Clé du journal"), Html.Of($"<span class=\"hash\">{part.Key}</span>")),
            ])}
            <p class="btn-row recon"><a class="btn" href="/journal/checkpoint" download>{pen.Say("Download the checkpoint", "Télécharger le point de contrôle")}</a><a class="btn" href="/journal/vkey" download>{pen.Say("Download the key", "Télécharger la clé")}</a></p>
            """));

    private static string Plain(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
