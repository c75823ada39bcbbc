using Ecluse.Host.Accounts;
using Ecluse.Host.Providers;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Storage.Accounts;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.People;

/// <summary>What one answer shows besides, and no other answer ever again.</summary>
/// <param name="Key">Key of codes that waits for its first code.</param>
/// <param name="Name">Name that the password is typed with.</param>
/// <param name="Recovery">New recovery codes.</param>
internal sealed record WaysShown(byte[]? Key = null, string? Name = null, IReadOnlyList<string>? Recovery = null)
{
    public static readonly WaysShown Nothing = new();
}

/// <summary>One's own ways in: passkeys, password with codes, recovery codes.</summary>
internal static class WaysPage
{
    public static IResult Answer(HttpContext context, AccountRow account, IReadOnlyList<PasskeyRow> passkeys, int recoveryLeft, WaysShown shown,
        (Provider? Mine, ProviderLinkRow? Link) organisation)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("My ways in", "Mes accès");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say(
                "Two of them, so that a lost device does not keep you out. Changing one asks for a sign-in of the last ten minutes.",
                "Deux, pour qu’un appareil perdu ne vous laisse pas dehors. En changer un demande une connexion de moins de dix minutes.")))}
            {Recovery(shown.Recovery, pen)}{FirstCode(shown, pen)}{Passkeys(passkeys, pen)}{Password(account, recoveryLeft, shown, pen)}{ProviderPages.OnWays(organisation.Mine, organisation.Link, pen)}
            """));
    }

    private static Html Recovery(IReadOnlyList<string>? codes, Pen pen) => codes is not { Count: > 0 }
        ? Html.None
        : Html.Of(
            $"""<section>{Parts.Note("ok", "key", pen.Say("Ten recovery codes", "Dix codes de secours"), Html.Text(pen.Say(
                "Shown now and never again: print them, or keep them where the password is not. Each opens once, with the password.",
                "Montrés maintenant et jamais plus : les imprimer, ou les garder là où le mot de passe n’est pas. Chacun n’ouvre qu’une fois, avec le mot de passe.")))}<ul class="codes">{codes.Select(code => Html.Of($"<li>{Parts.Code(code)}</li>"))}</ul></section>""");

    private static Html FirstCode(WaysShown shown, Pen pen) => shown is not { Key: { } key, Name: { } name }
        ? Html.None
        : Parts.Section(pen.Say("A device for codes", "Un appareil pour les codes"), Html.None, Html.Of(
            $"""
            <form class="panel pad form" id="first-code" method="post" action="/ways/password/code">
            <p>{pen.Say("Scan this with an authenticator (time-based, six figures), type the key into it, or open the link on the device that has one. Then type the six figures it shows: before that, nothing is set.", "Scanner ceci avec une application de codes (selon l’heure, six chiffres), y taper la clé, ou ouvrir le lien sur l’appareil qui en a une. Taper ensuite les six chiffres affichés : avant cela, rien n’est enregistré.")}</p>
            <p>{QrPicture.Of(CodeKeys.Address(key, name), pen.Say("QR code of the key below", "Code QR de la clé ci-dessous"))}</p>
            <p>{Parts.Command(string.Join(' ', CodeKeys.Write(key).Chunk(4).Select(four => new string(four))))}</p>
            <p><a href="{CodeKeys.Address(key, name)}">{pen.Say("Open in the authenticator", "Ouvrir dans l’application")}</a></p>
            <p class="field"><label for="c-code">{pen.Say("Six figures", "Six chiffres")}</label><input id="c-code" name="code" required inputmode="numeric" maxlength="7" autocomplete="one-time-code"></p>
            <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Set password and codes", "Enregistrer mot de passe et codes")}</button></p>
            </form>
            """));

    private static Html Passkeys(IReadOnlyList<PasskeyRow> passkeys, Pen pen)
    {
        var table = new Table(
            pen.Say("Passkeys", "Clés d’accès"), pen.Say("Fingerprint", "Empreinte"), pen.Say("Enrolled", "Enrôlée"), pen.Say("Copies", "Copies"),
            pen.Say("Take away", "Enlever"));
        foreach (var key in passkeys)
        {
            var hash = WaysIn.KeyHash(key.PublicKey);
            table.Add(
                Parts.Code(hash[..16]), BoundPart.Day(key.EnrolledAt, pen),
                Html.Text(key.IsBackedUp ? pen.Say("on other devices too", "aussi sur d’autres appareils") : pen.Say("this device alone", "cet appareil seul")),
                Html.Of($"""<form method="post" action="/ways/passkey/withdraw"><input type="hidden" name="key" value="{hash}"><button class="btn-link" type="submit">{pen.Say("Take away", "Enlever")}<span class="vh"> {hash[..16]}</span></button></form>"""));
        }

        return Parts.Section(pen.Say("Passkeys", "Clés d’accès"), Html.None, Html.Of(
            $"""
            {table.Write()}
            <form class="form" id="add-passkey" data-begin="/ways/passkey/begin" data-end="/ways/passkey/end" data-then="/ways">
            <p class="btn-row"><button class="btn" type="submit">{pen.Say("Add a passkey", "Ajouter une clé d’accès")}</button></p>
            <p class="said" role="alert" hidden></p>
            </form>
            """));
    }

    private static Html Password(AccountRow account, int recoveryLeft, WaysShown shown, Pen pen) => shown.Key is not null
        ? Html.None
        : Parts.Section(pen.Say("Password and codes", "Mot de passe et codes"), Html.None, Html.Join([Kept(account, recoveryLeft, pen), Choose(account, pen)]));

    private static Html Kept(AccountRow account, int recoveryLeft, Pen pen) => account.PasswordHash is null
        ? Html.None
        : Html.Of(
            $"""
            {Parts.KeyValues([
                (pen.Say("Name to sign in with", "Nom de connexion"), Html.Text(account.SignInName ?? "")),
                (pen.Say("Recovery codes left", "Codes de secours restants"), Html.Text(pen.Number(recoveryLeft)))])}
            <div class="btn-row">
            <form method="post" action="/ways/recovery"><button class="btn" type="submit">{pen.Say("Make new recovery codes", "Refaire les codes de secours")}</button></form>
            <form method="post" action="/ways/password/withdraw"><button class="btn btn-bad" type="submit">{pen.Say("Take password and codes away", "Enlever mot de passe et codes")}</button></form>
            </div>
            """);

    private static Html Choose(AccountRow account, Pen pen) => Html.Of(
        $"""
        <form class="panel pad form" id="choose-password" method="post" action="/ways/password">
        <p class="field"><label for="w-name">{pen.Say("Name to sign in with", "Nom de connexion")}</label><input id="w-name" name="name" required minlength="3" maxlength="64" autocomplete="username" spellcheck="false" value="{account.SignInName ?? ""}"></p>
        <p class="field"><label for="w-password">{pen.Say("New password", "Nouveau mot de passe")}</label><input id="w-password" name="password" type="password" required maxlength="256" autocomplete="new-password" aria-describedby="w-rule"></p>
        <p class="small muted" id="w-rule">{pen.Say("80 bits: twelve characters of four kinds, fourteen letters and figures, or seven words drawn at random. Common words, your own name, repetitions and runs count little. It never has to be changed. The name stays with the account.", "80 bits : douze caractères de quatre sortes, quatorze lettres et chiffres, ou sept mots tirés au hasard. Mots courants, votre nom, répétitions et suites comptent peu. Il n’a jamais à être changé. Le nom reste au compte.")}</p>
        <p class="btn-row"><button class="btn" type="submit">{(account.PasswordHash is null ? pen.Say("Set a password", "Choisir un mot de passe") : pen.Say("Set another password", "Changer de mot de passe"))}</button></p>
        </form>
        """);
}
