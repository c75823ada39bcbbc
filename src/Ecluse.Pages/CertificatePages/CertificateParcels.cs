using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.CertificatePages;

/// <summary>The parcels of a certificate: the first ones in full, the rest counted; what is still there first.</summary>
internal static class CertificateParcels
{
    public static Html Write(CertificateView view, Pen pen)
    {
        var parcels = view.Certificate.Parcels;
        if (parcels.Count == 0)
        {
            return Html.Of($"""<p class="p none">{pen.Say("No parcel had been sealed.", "Aucun colis n’avait été scellé.")}</p>""");
        }

        var table = new Table(
            pen.Say("Parcels", "Colis"), pen.Say("No.", "N°"), pen.Say("Hash of the sealed file", "Empreinte du fichier scellé"),
            Column.Number(pen.Say("Size", "Taille")), pen.Say("Absence", "Absence"));
        foreach (var parcel in parcels.OrderBy(parcel => parcel.Absent).ThenBy(parcel => parcel.Number).Take(view.ParcelsShown))
        {
            var absence = parcel.Absent
                ? Parts.Tag("check", pen.Say("re-read", "relue"), "ok")
                : Parts.Tag("stop", pen.Say("still there", "encore là"), "bad");
            table.Add(
                parcel.Absent,
                Html.Text(parcel.Number == 0 ? pen.Say("unfinished", "inachevé") : pen.Number((long)parcel.Number)),
                parcel.Sha256 is { } hash ? Html.Of($"<code class=\"hash\">{hash}</code>") : Html.Text("–"),
                Html.Text(parcel.Bytes is { } bytes ? pen.Size(bytes) : "–"), absence);
        }

        var more = parcels.Count - view.ParcelsShown;
        return more <= 0 ? table.Write() : Html.Of(
            $"""{table.Write()}<p class="p small muted">{pen.Say($"… and {pen.Parcels(more)} more, each with its hash in {view.FileName}.", $"… et {pen.Parcels(more)} de plus, chacun avec son empreinte dans {view.FileName}.")}</p>""");
    }
}
