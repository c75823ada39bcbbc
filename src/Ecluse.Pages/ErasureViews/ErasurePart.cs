using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.ErasureViews;

/// <summary>What was erased: recipient by recipient, place by place, and what it cannot prove.</summary>
internal static class ErasurePart
{
    public static Html Section(ErasureView? erasure, Pen pen) => erasure is null ? Html.None : Parts.Section(
        pen.Say("Erasure", "Effacement"), Html.Text(Timing(erasure, pen)),
        Html.Of($"""{Recipients(erasure, pen)}<div class="recon">{Places(erasure, pen)}</div><div class="recon">{CannotProve(erasure, pen)}</div>"""));

    /// <summary>The certificate in two lines, at the top of a page.</summary>
    public static Html Summary(string certificate, ErasureView erasure, Pen pen)
    {
        var destroyed = erasure.Recipients.Count(recipient => recipient.IsDestroyed);
        var stated = erasure.Recipients.Count(recipient => recipient.StatedBy is not null);
        var held = erasure.Recipients.Count - destroyed - stated;
        var keys = pen.Say(
            $"{pen.Count(destroyed, "key", "keys", "clé", "clés")} destroyed, {pen.Parcels(erasure.ParcelsRemoved)} removed and found absent.",
            $"{pen.Count(destroyed, "key", "keys", "clé", "clés")} {(destroyed < 2 ? "détruite" : "détruites")}, {pen.Parcels(erasure.ParcelsRemoved)} {(erasure.ParcelsRemoved < 2 ? "supprimé et relu absent" : "supprimés et relus absents")}.");
        var still = held == 0 ? "" : pen.Say(
            $" {pen.Count(held, "key", "keys", "clé", "clés")} still held by the laboratory.",
            $" {pen.Count(held, "key", "keys", "clé", "clés")} toujours {(held < 2 ? "tenue" : "tenues")} par le laboratoire.");
        var told = stated == 0 ? "" : pen.Say(
            $" {pen.Count(stated, "key", "keys", "clé", "clés")} destroyed as somebody states, which nothing proves.",
            $" {pen.Count(stated, "key", "keys", "clé", "clés")} {(stated < 2 ? "détruite" : "détruites")} selon une déclaration, que rien ne prouve.");
        return Parts.Note(
            "ok", "seal", pen.Say($"Erasure certificate {certificate}.", $"Certificat d’effacement {certificate}."),
            Html.Text(keys + told + still));
    }

    public static string Timing(ErasureView erasure, Pen pen)
    {
        var gap = pen.Duration((erasure.EraseBy - erasure.ErasedAt).Duration());
        return erasure.Timing switch
        {
            ErasureTiming.Early => pen.Say($"Early: {gap} before the erase-by", $"En avance : {gap} avant l’échéance"),
            ErasureTiming.Late => pen.Say($"Late: {gap} after the erase-by", $"En retard : {gap} après l’échéance"),
            _ => pen.Say("When it was due", "À l’échéance"),
        };
    }

    public static Html Recipients(ErasureView erasure, Pen pen)
    {
        var table = new Table(
            pen.Say("Recipients of the parcels", "Destinataires des colis"),
            pen.Say("Recipient", "Destinataire"), pen.Say("Who holds the key", "Qui tient la clé"), pen.Say("Statement", "Déclaration"));
        foreach (var recipient in erasure.Recipients)
        {
            var fate = recipient is { DestroyedAt: { } at, DestroyedBy: var by }
                ? Html.Of($"{Parts.Tag("keyoff", pen.Say("destroyed", "détruite"), "ok")}<br><span class=\"small muted\">{Gate(by)}, {pen.ShortInstant(at)}</span>")
                : recipient.StatedBy is { } side
                ? Parts.Tag("warn", side == "controller"
                    ? pen.Say("destroyed, as the laboratory states; not proven", "détruite, selon le laboratoire ; non prouvé")
                    : pen.Say("destroyed, as the processor states; not proven", "détruite, selon le sous-traitant ; non prouvé"), "warn")
                : recipient.IsElsewhere
                ? Parts.Tag("key", pen.Say("never here; see the target gate’s certificate", "jamais ici ; voir le certificat de la porte cible"), "warn")
                : Parts.Tag("key", pen.Say("still held by the laboratory", "toujours tenue par le laboratoire"), "warn");
            table.Add(Parts.Code(Short(recipient.Recipient)), Html.Text(pen.Say(recipient.Holder)), fate);
        }

        return table.Write();
    }

    public static Html Places(ErasureView erasure, Pen pen)
    {
        var table = new Table(
            pen.Say("Places that Écluse wrote to", "Endroits où Écluse a écrit"),
            pen.Say("Place written to", "Endroit écrit"), pen.Say("What was done there", "Ce qui y a été fait"));
        foreach (var place in erasure.Places)
        {
            var done = place switch
            {
                { Done: { } kept, Stays: true } => Parts.Marked("warn", "warn", pen.Say(kept)),
                { Done: { } removed } => Parts.Marked("check", "ok", pen.Say(removed)),
                _ => Html.None,
            };
            table.Add(Parts.Code(place.Place), done);
        }

        return erasure.Places.All(place => place.Done is null) ? Names(erasure, pen) : table.Write();
    }

    private static Html Names(ErasureView erasure, Pen pen) => erasure.Places.Count == 0 ? Html.None : Html.Of(
        $"<h3>{pen.Say("Places that Écluse wrote to", "Endroits où Écluse a écrit")}</h3><ul class=\"cs\">{erasure.Places.Select(place => Html.Of($"<li>{place.Place}</li>"))}</ul>");

    public static Html CannotProve(ErasureView erasure, Pen pen) => Parts.Note(
        "", "eye", pen.Say("What this cannot prove", "Ce que ceci ne peut pas prouver"), Html.Text(pen.Say(erasure.CannotProve)));

    // A gate's name is its public key where the certificate gives no other; the type and the end tell two apart.
    private static string Gate(string? by) => by is { Length: > 48 } ? $"{by[..16]}…{by[^12..]}" : by ?? "";

    // A hybrid recipient is some 2,000 characters long: its start and its end are enough to tell two apart by eye.
    internal static string Short(string recipient) =>
        recipient.Length <= 40 ? recipient : $"{recipient[..20]}…{recipient[^12..]}";
}
