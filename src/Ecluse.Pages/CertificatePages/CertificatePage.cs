using Ecluse.Drawing;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.ErasureViews;
using Ecluse.Errors;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.PassagePages;
using Ecluse.Passages;
using Ecluse.Writing;

namespace Ecluse.CertificatePages;

/// <summary>The printable page of an erasure certificate. The signed file is the certificate; this page is its reading.</summary>
public static class CertificatePage
{
    private const int RowKeysShown = 20;

    /// <summary>Writes the page: one HTML document that needs nothing beside it, set for A4.</summary>
    /// <param name="view">The certificate and what surrounds it.</param>
    /// <param name="language">The page's one language.</param>
    /// <param name="otherLanguageFile">File name of the other language's page, written beside this one; null for no link.</param>
    public static string Render(CertificateView view, Language language, string? otherLanguageFile = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        var pen = new Pen(language, view.Zone);
        var title = Title(pen);
        var foot = pen.Say(
            $"The certificate is in the file {view.FileName}; this page is its reading. sha256 of the certificate in it: {view.CertificateSha256}.",
            $"Le certificat est dans le fichier {view.FileName} ; cette page en est la lecture. sha256 du certificat qu’il contient : {view.CertificateSha256}.");
        return new Sheet($"{title} {view.Certificate.Number}", Body(view, pen), foot, otherLanguageFile).Write(pen);
    }

    internal static string Title(Pen pen) => pen.Say("Erasure certificate", "Certificat d’effacement");

    /// <summary>What stands in the page, whatever frame it is put in.</summary>
    internal static Html Body(CertificateView view, Pen pen)
    {
        var title = Title(pen);
        var erasure = ErasureView.Of(view.Certificate, fate => view.Plan is { } plan
            ? PassageTelling.Holder(plan, fate.Recipient, fate.Holder) : HolderWords.Of(fate.Holder));
        return Html.Of(
            $"""
            <article class="panel cert"><div class="cert-top"><div><h1>{title}</h1><p class="lede">{pen.Say("No. ", "n° ")}{view.Certificate.Number}</p></div>{Ring(view, pen)}</div><div class="step" aria-hidden="true"></div>
            {Statement(view, erasure, pen)}
            <h2>{pen.Say("Keys", "Clés")}</h2>{ErasurePart.Recipients(erasure, pen)}
            <h2>{pen.Say("Parcels", "Colis")}</h2>{CertificateParcels.Write(view, pen)}
            <h2>{pen.Say("Places that Écluse wrote to", "Endroits où Écluse a écrit")}</h2>{Places(view, pen)}
            {RowsLeft(view, pen)}{Before(view, pen)}
            <h2>{pen.Say("What this certificate cannot prove", "Ce que ce certificat ne peut pas prouver")}</h2><p class="p">{pen.Say(erasure.CannotProve)}</p>
            <h2>{pen.Say("Who", "Qui")}</h2>{Who(view, pen)}
            <h2>{pen.Say("Verify without us", "Vérifier sans nous")}</h2>{CertificateProof.Write(view, pen)}</article>
            """);
    }

    private static Html Ring(CertificateView view, Pen pen)
    {
        // The tick is for a whole erasure alone: one parcel still there, and the ring is empty.
        var isWhole = view.Certificate.Parcels.All(parcel => parcel.Absent) && view.Certificate.Stated is null;
        var tick = isWhole ? Html.Of($"""<path class="medal-t" d="M30 51l13 13.5 23-26"/>""") : Html.None;
        var name = isWhole
            ? pen.Say("Seal: the chamber is empty", "Sceau : la chambre est vide")
            : view.Certificate.Stated is null
            ? pen.Say("Seal without its tick: something is still there", "Sceau sans coche : quelque chose est encore là")
            : pen.Say("Seal without its tick: a destruction is stated, not proven", "Sceau sans coche : une destruction est déclarée, non prouvée");
        return Html.Of(
            $"""<svg class="ring" viewBox="0 0 100 100" role="img" aria-labelledby="ring-t"><title id="ring-t">{name}</title><circle class="medal" cx="50" cy="50" r="46"/><circle class="medal" cx="50" cy="50" r="38"/>{tick}</svg>""");
    }

    private static Html Statement(CertificateView view, ErasureView erasure, Pen pen)
    {
        var certificate = view.Certificate;
        var destroyed = erasure.Recipients.Count(recipient => recipient.IsDestroyed);
        var whole = Html.Of(
            $"{pen.Say("What was entrusted for passage ", "Ce qui a été confié pour le passage ")}<b>{certificate.Passage}</b> {pen.Say("was erased on ", "a été effacé le ")}<b>{pen.Instant(erasure.ErasedAt)}</b> ({pen.Say(view.Zone.Name)}). {ErasurePart.Timing(erasure, pen)}{pen.Say(", which was ", ", qui était le ")}{pen.Instant(erasure.EraseBy)}.");
        var moved = certificate.Postponed is not { Count: > 0 } dates ? "" : pen.Say(
            $" The laboratory moved that date, by signature, {pen.Count(dates.Count, "time", "times", "fois", "fois")}; the first was {pen.Instant(dates[0].From)}.",
            $" Le laboratoire a déplacé cette date, par signature, {pen.Count(dates.Count, "time", "times", "fois", "fois")} ; la première était le {pen.Instant(dates[0].From)}.");
        whole = Html.Of($"{whole}{moved}");
        var but = certificate.RowsLeft is { Count: > 0 };
        var emptied = certificate.Emptied is not { } emptiedAt ? "" : pen.Say(
            $" The trial system was emptied on {pen.Instant(emptiedAt)}{(but ? ", but for the rows below" : "")}.",
            $" Le système d’essai a été vidé le {pen.Instant(emptiedAt)}{(but ? ", sauf les lignes ci-dessous" : "")}.");
        whole = Html.Of($"{whole}{emptied}{Stated(certificate, pen)}");
        whole = Html.Of($"{whole}{Returned(certificate.Return, pen)}");
        var counts = pen.Say(
            $"{pen.Count(destroyed, "key", "keys", "clé", "clés")} of {erasure.Recipients.Count} destroyed; {pen.Number((long)erasure.ParcelsRemoved)} of {pen.Parcels(certificate.Parcels.Count)} removed and found absent ({pen.Size(erasure.BytesRemoved)}).",
            $"Clés détruites : {destroyed} sur {erasure.Recipients.Count}. Colis supprimés et relus absents : {pen.Number((long)erasure.ParcelsRemoved)} sur {pen.Number((long)certificate.Parcels.Count)} ({pen.Size(erasure.BytesRemoved)}).");
        var machine = !certificate.OneMachine ? Html.None : Html.Of($"""<p class="p">{pen.Say(
            "One machine held the keys and the parcels.", "Une seule machine tenait les clés et les colis.")}</p>""");
        return Html.Of($"""<p>{whole}</p><p class="p">{counts}</p>{machine}""");
    }

    private static string Stated(Certificate certificate, Pen pen)
    {
        if (certificate.Stated is not { } stated)
        {
            return "";
        }

        var said = CanonicalDocument.Read<Destruction>(stated.Document);
        var (english, french) = stated.Side == "controller" ? ("the laboratory", "du laboratoire") : ("the processor", "du sous-traitant");
        return pen.Say(
            $" No gate destroyed the identity. Somebody of {english}, whose key signed it, states that it was destroyed on {pen.Instant(said.At)}: “{said.How}” Nothing proves that.",
            $" Aucune porte n’a détruit l’identité. Une personne {french}, dont la clé l’a signé, déclare qu’elle fut détruite le {pen.Instant(said.At)} : « {said.How} » Rien ne le prouve.");
    }

    private static string Returned(ReturnFate? back, Pen pen) => back switch
    {
        null => "",
        { At: { } at } => pen.Say(
            $" Before that, on {pen.Instant(at)}, {pen.Count(back.Files, "file", "files", "fichier", "fichiers")} ({pen.Size(back.Bytes)}) were returned to the laboratory, sealed for it; the receipt’s sha256 is {back.Receipt}.",
            $" Auparavant, le {pen.Instant(at)}, {pen.Count(back.Files, "file", "files", "fichier", "fichiers")} ({pen.Size(back.Bytes)}) ont été rendus au laboratoire, scellés pour lui ; le sha256 du reçu est {back.Receipt}."),
        _ => pen.Say(
            " It was to be returned to the laboratory, and was erased without having been.",
            " Ce passage était à rendre au laboratoire, et a été effacé sans l’avoir été."),
    };

    private static Html Places(CertificateView view, Pen pen) => view.Certificate.Places.Count == 0
        ? Html.Of($"""<p class="p none">{pen.Say("The certificate names none.", "Le certificat n’en nomme aucun.")}</p>""")
        : Html.Of($"""<ul class="places">{view.Certificate.Places.Select(place => Html.Of($"<li><code>{place}</code></li>"))}</ul>""");

    private static Html RowsLeft(CertificateView view, Pen pen)
    {
        if (view.Certificate.RowsLeft is not { } rows)
        {
            return Html.None;
        }

        var title = pen.Say("Rows that stay in the target", "Lignes qui restent dans la cible");
        var table = new Table(
            title, pen.Say("Table", "Table"), pen.Say("Reason", "Raison"), Column.Number(pen.Say("Rows", "Lignes")), pen.Say("Keys", "Clés"));
        foreach (var group in rows.GroupBy(row => (row.Table, row.Reason)))
        {
            table.Add(
                Html.Of($"<code>{group.Key.Table}</code>"), Html.Text(RowReason(group.Key.Reason, pen)),
                Html.Text(pen.Number(group.LongCount())), Html.Text(RowKeys([.. group], pen)));
        }

        var none = Html.Of($"""<p class="p">{pen.Say("The passage was stopped; every row that it wrote was taken out again.", "Le passage a été arrêté ; toutes les lignes qu’il avait écrites ont été retirées.")}</p>""");
        return Html.Of($"<h2>{title}</h2>{(rows.Count == 0 ? none : table.Write())}");
    }

    // A printed page names some; the certificate's file names each.
    private static string RowKeys(IReadOnlyList<RowLeft> rows, Pen pen)
    {
        var keys = rows.Select(row => row.Key).OfType<string>().ToList();
        var shown = string.Join(", ", keys.Take(RowKeysShown));
        return keys.Count <= RowKeysShown
            ? shown
            : shown + pen.Say($" and {pen.Number((long)keys.Count - RowKeysShown)} more, in the file", $" et {pen.Number((long)keys.Count - RowKeysShown)} de plus, dans le fichier");
    }

    private static string RowReason(string reason, Pen pen) => reason switch
    {
        "changed" => pen.Say("changed since by the target’s own people", "modifiées depuis par les gens de la cible"),
        "not-found" => pen.Say("changed or taken away since", "modifiées ou enlevées depuis"),
        RowLeft.ParcelLost => pen.Say("every row of a parcel that was lost or damaged and that the source does not give again", "toutes les lignes d’un colis perdu ou abîmé, que la source ne redonne plus"),
        "referred-to" => pen.Say("others refer to them", "citées par d’autres lignes"),
        _ => reason,
    };

    private static Html Before(CertificateView view, Pen pen)
    {
        if (view.Patients is not { } p)
        {
            return Html.None;
        }

        var title = pen.Say("What happened before", "Ce qui s’est passé avant");
        var table = new Table(title, "Patients", Column.Number(pen.Say("Count", "Nombre")));
        table.Add(Html.Text(pen.Say("Loaded into the target", "Chargés dans la cible")), Html.Text(pen.Number(p.Loaded)));
        table.Add(Html.Text(pen.Say("Left at the source", "Restés à la source")), Html.Text(pen.Number(p.Left)));
        table.Add(Html.Text(pen.Say("Refused by the target", "Refusés par la cible")), Html.Text(pen.Number(p.Rejected)));
        if (p.Passing - p.Loaded - p.Rejected is > 0 and var never)
        {
            table.Add(Html.Text(pen.Say("Never loaded", "Jamais chargés")), Html.Text(pen.Number(never)));
        }

        table.Add(Html.Of($"<b>{pen.Say("In all, at the source", "En tout, à la source")}</b>"), Html.Of($"<b>{pen.Number(p.AtSource)}</b>"));
        return Html.Of($"<h2>{title}</h2>{table.Write()}");
    }

    private static Html Who(CertificateView view, Pen pen) => Parts.KeyValues(
    [
        (pen.Say("Controller", "Responsable de traitement"), Html.Text(view.Laboratory)),
        (pen.Say("Processor", "Sous-traitant"), Html.Text(view.Processor)),
        (pen.Say("Contract", "Contrat"), Html.Text(view.Certificate.Contract.Id)),
        (pen.Say("Acceptance signed by", "Recette signée par"), Html.Text(Acceptance(view, pen))),
    ]);

    // The certificate itself says whether there was an acceptance; the name comes from elsewhere and may be missing.
    private static string Acceptance(CertificateView view, Pen pen) => (view.Certificate.LastState, view.AcceptedBy) switch
    {
        (nameof(PassageState.Accepted), { } name) => name,
        (nameof(PassageState.Accepted), null) => pen.Say("a signatory of the laboratory", "un signataire du laboratoire"),
        _ => pen.Say("nobody: the passage was erased without acceptance", "personne : le passage a été effacé sans recette"),
    };
}
