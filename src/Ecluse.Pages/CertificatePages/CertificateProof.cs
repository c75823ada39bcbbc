using Ecluse.ErasureViews;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.CertificatePages;

/// <summary>How to check a certificate without asking whoever wrote it.</summary>
internal static class CertificateProof
{
    public static Html Write(CertificateView view, Pen pen)
    {
        var notYet = Html.Of($"<span class=\"none\">{pen.Say("not on this page", "pas sur cette page")}</span>");
        return Parts.KeyValues(
        [
            (pen.Say("Certificate", "Certificat"), Html.Of($"<code>{view.FileName}</code><br><span class=\"small muted\">{pen.Say("sha256 of the signed certificate in it", "sha256 du certificat signé qu’il contient")}</span><br>{Parts.Hash(view.CertificateSha256)}")),
            (pen.Say("Signed plan", "Plan signé"), Html.Of($"sha256 {Parts.Hash(view.Certificate.PlanSha256)}")),
            (pen.Say("Manifest", "Manifeste"), view.Certificate.ManifestSha256 is { } manifest
                ? Html.Of($"sha256 {Parts.Hash(manifest)}")
                : Html.Text(pen.Say("none: the source gate never closed", "aucun : la porte source ne s’est jamais fermée"))),
            (pen.Say("Signed by the gate", "Signé par la porte"), view.SignedWith is { } key ? Html.Of($"<code class=\"hash\">{key}</code>") : notYet),
            (pen.Say("Journal before the erasure", "Journal avant l’effacement"), Checkpoint(CheckpointView.Read(view.Certificate.Checkpoint), pen, notYet)),
            (pen.Say("Journal entry", "Entrée du journal"), view.JournalIndex is { } index ? Html.Text(pen.Say($"no. {pen.Number(index)}", $"n° {pen.Number(index)}")) : notYet),
            (pen.Say("Proved by checkpoint", "Prouvée par le point de contrôle"), Checkpoint(view.ProvedBy, pen, notYet)),
            (pen.Say("Command", "Commande"), Html.Of($"{Parts.Command($"ecluse certificate verify {view.FileName} --log VKEY")}<p class=\"small muted\">{pen.Say("It needs the log’s public key and nothing of ours. With --with APPROVAL.sig it also catches a log that its own operator rewrote.", "Elle demande la clé publique du journal et rien de chez nous. Avec --with APPROBATION.sig, elle repère aussi un journal réécrit par son propre opérateur.")}</p>")),
        ]);
    }

    private static Html Checkpoint(CheckpointView? checkpoint, Pen pen, Html otherwise) => checkpoint is null ? otherwise : Html.Of(
        $"{checkpoint.Origin}, {pen.Count(checkpoint.Size, "entry", "entries", "entrée", "entrées")}<br><span class=\"hash\">{checkpoint.Root}</span>");
}
