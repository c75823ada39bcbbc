using Ecluse.Accounts;
using Ecluse.Drawing;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Signing;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.WebConsole;

/// <summary>The frame of every page of the console: brand, who is signed in, the other language, the page.</summary>
internal static class ConsolePage
{
    /// <summary>The language of a request: what was chosen, else what the browser prefers of the two.</summary>
    public static Language LanguageOf(HttpContext context) => Chosen(context) switch
    {
        "fr" => Language.French,
        "en" => Language.English,
        _ => Preferred(context) == "fr" ? Language.French : Language.English,
    };

    /// <summary>The hand that writes this request's page.</summary>
    public static Pen PenOf(HttpContext context) => new(LanguageOf(context), PageZone.Utc);

    /// <summary>A page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="pen">Writes it.</param>
    /// <param name="title">Title of the window.</param>
    /// <param name="body">What stands in the main part.</param>
    /// <param name="status">Status of the answer.</param>
    /// <param name="feed">Address that tells when what is marked live has changed; null for a page that stays as it is.</param>
    public static IResult Answer(
        HttpContext context, Pen pen, string title, Html body, int status = StatusCodes.Status200OK, string? feed = null)
    {
        if (context.Request.Query["lang"].ToString() is ("fr" or "en") and var asked && !Warnings.Unseen.Is(context))
        {
            context.Response.Cookies.Append("ecluse-lang", asked, Sessions.CookieOf(context));
        }

        var main = feed is null
            ? Html.Of($"""<main id="main">{body}</main>""")
            : Html.Of($"""<main id="main" data-feed="{feed}">{body}</main>""");
        var page = Html.Of(
            $"""
            <html lang="{pen.Say("en", "fr")}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title} · Écluse</title>
            <link rel="icon" href="/assets/mark.svg">
            <link rel="stylesheet" href="/assets/console.css">
            <script src="/assets/passkey.js" defer></script>
            <script type="module" src="/assets/live.js"></script>
            </head>
            <body>
            <a class="skip" href="#main">{pen.Say("To the content", "Aller au contenu")}</a>
            {Icons.Sprite}
            {Framed(context, pen, main)}
            </body>
            </html>

            """);
        return Results.Text($"<!doctype html>\n{page}", "text/html; charset=utf-8", statusCode: status);
    }

    /// <summary>A page of this very site, as somebody else named it: anything that is not one is the first page.</summary>
    public static string OwnPage(string? named) =>
        named is ['/', ..] and not ['/', '/' or '\\', ..] && !named.Any(char.IsControl) ? named : "/";

    private static Html Framed(HttpContext context, Pen pen, Html main)
    {
        var brand = Html.Of($"""<p class="brand"><a href="{Home(context)}">{Icons.Logo}Écluse</a></p>""");
        return context.Features.Get<SignedIn>()?.Account is { } account
            ? Html.Of(
                $"""<div class="app"><header class="side">{brand}{Navigation.Write(context, account, pen)}<div class="who"><p><b>{account.Name}</b>{account.Organisation} ({pen.Say(RoleWords.Of(account.Role))})</p><p class="links"><a href="/sessions">{pen.Say("My sessions", "Mes sessions")}</a>{OtherLanguage(context, pen)}</p><form method="post" action="/sign-out"><button class="btn-link" type="submit">{pen.Say("Sign out", "Se déconnecter")}</button></form></div></header>{main}</div>""")
            : Html.Of($"""<header class="top">{brand}<div class="who">{OtherLanguage(context, pen)}</div></header>{main}""");
    }

    private static string Home(HttpContext context) => SigningSite.Is(context) ? SigningPage.BackTo(context, "/") : "/";

    // The signing site speaks the language that the console sent along: another page would have lost its ticket.
    private static Html OtherLanguage(HttpContext context, Pen pen)
    {
        if (SigningSite.Is(context))
        {
            return Html.None;
        }

        var path = context.Request.Path.ToString();
        return pen.Language == Language.French
            ? Html.Of($"""<a href="{path}?lang=en" hreflang="en" lang="en">English</a>""")
            : Html.Of($"""<a href="{path}?lang=fr" hreflang="fr" lang="fr">Français</a>""");
    }

    private static string? Chosen(HttpContext context) =>
        context.Request.Query["lang"].ToString() is ("fr" or "en") and var asked ? asked : context.Request.Cookies["ecluse-lang"];

    private static string Preferred(HttpContext context) => context.Request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(one => one.Quality ?? 1)
        .Select(one => one.Value.ToString().Split('-')[0])
        .FirstOrDefault(one => one is "fr" or "en") ?? "en";
}
