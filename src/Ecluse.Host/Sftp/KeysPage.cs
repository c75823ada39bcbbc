using Ecluse.Host.People;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Signatures;
using Ecluse.Storage.Accounts;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Sftp;

/// <summary>One's own keys for SFTP, and how a client comes here.</summary>
internal static class KeysPage
{
    public static IResult Answer(HttpContext context, IReadOnlyList<SshKeyRow> keys, ServerParts parts)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("My SFTP keys", "Mes clés SFTP");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                "A key is one person's for good. Adding or withdrawing one asks for a sign-in of the last ten minutes.",
                "Une clé est d’une seule personne, pour toujours. En ajouter ou en retirer une demande une connexion de moins de dix minutes.")))}
            {Table(keys, pen)}{Add(pen)}{Way(context, parts, pen)}
            """));
    }

    private static Html Table(IReadOnlyList<SshKeyRow> keys, Pen pen)
    {
        var table = new Table(
            pen.Say("Keys", "Clés"), pen.Say("Fingerprint", "Empreinte"), pen.Say("Kind", "Sorte"), pen.Say("Added", "Ajoutée"),
            pen.Say("Last used", "Dernier usage"), pen.Say("Withdraw", "Retirer"));
        foreach (var key in keys)
        {
            var line = SshPublicKey.Parse(key.PublicKey);
            var name = key.Until is null ? line.Fingerprint : key.Id;
            table.Add(
                Parts.Code(name), key.Until is { } until ? Html.Of($"""{pen.Say("certificate until", "certificat jusqu’au")} {pen.ShortInstant(until)}""") : Html.Text(Kind(line, pen)), BoundPart.Day(key.EnrolledAt, pen),
                key.SeenAt is { } seen ? Html.Of($"""{BoundPart.Day(seen, pen)}, {key.Network ?? ""}""") : Html.Text(pen.Say("never", "jamais")),
                key.WithdrawnAt is { } withdrawn
                    ? Html.Of($"""{pen.Say("withdrawn", "retirée")} {BoundPart.Day(withdrawn, pen)}""")
                    : Html.Of($"""<form method="post" action="/keys/withdraw"><input type="hidden" name="key" value="{key.Id}"><button class="btn-link" type="submit">{pen.Say("Withdraw", "Retirer")}<span class="vh"> {name}</span></button></form>"""));
        }

        return Parts.Section(
            pen.Say("Keys", "Clés"), Html.None,
            keys.Count > 0 ? table.Write() : Html.Of($"<p>{pen.Say("None yet.", "Aucune pour l’instant.")}</p>"));
    }

    private static string Kind(SshPublicKey key, Pen pen) => key.IsHardware ? pen.Say($"{key.Type}, touch and PIN", $"{key.Type}, toucher et PIN") : key.Type;

    private static Html Add(Pen pen) => Html.Of(
        $"""
        <form class="panel pad form" id="add-key" method="post" action="/keys">
        <p class="field"><label for="k-line">{pen.Say("Public key, the line of the .pub file", "Clé publique, la ligne du fichier .pub")}</label><textarea id="k-line" name="line" required rows="3" maxlength="8192" spellcheck="false" autocomplete="off" aria-describedby="k-rule"></textarea></p>
        <p class="small muted" id="k-rule">{pen.Say("ed25519, ecdsa, RSA of at least 3072 bits, or a security key made with: ssh-keygen -t ed25519-sk -O verify-required. What stands after the key on its line is not kept.", "ed25519, ecdsa, RSA d’au moins 3072 bits, ou une clé de sécurité faite par : ssh-keygen -t ed25519-sk -O verify-required. Ce qui suit la clé sur sa ligne n’est pas gardé.")}</p>
        <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Add this key", "Ajouter cette clé")}</button></p>
        </form>
        """);

    private static Html Way(HttpContext context, ServerParts parts, Pen pen)
    {
        var title = pen.Say("How a client comes here", "Comment un logiciel vient ici");
        if (parts.Sftp is not { } sftp)
        {
            return Parts.Section(title, Html.None, Html.Of($"<p>{pen.Say("This server offers no SFTP; keys can be made ready.", "Ce serveur n’offre pas SFTP ; les clés peuvent être préparées.")}</p>"));
        }

        var place = new SshdPlace(Path.Combine(parts.Installation.Data.Path, "sftp"));
        var fingerprints = sftp.Unit is null
            ? place.HostKeyFingerprints().Select(key => (pen.Say($"Host key, {key.Kind}", $"Clé du serveur, {key.Kind}"), Parts.Code(key.Fingerprint)))
            : [];
        return Parts.Section(title, Html.None, Html.Of(
            $"""
            <p>{Parts.Command($"sftp -P {sftp.Port} {Environment.UserName}@{context.Request.Host.Host}")}</p>
            {Parts.KeyValues(fingerprints)}{Embedded(sftp, pen)}
            """));
    }

    private static Html Embedded(SftpOptions sftp, Pen pen) => sftp.Unit is not null
        ? Html.None
        : Parts.Note("warn", "warn", pen.Say("sshd runs as Écluse's own user", "sshd tourne sous l’utilisateur d’Écluse"), Html.Text(pen.Say(
            "Whoever takes over sshd would have what Écluse has. On the network, run it by its own unit and user.",
            "Qui prendrait sshd aurait ce qu’a Écluse. Sur un réseau, le lancer par sa propre unité et son propre utilisateur.")));
}
