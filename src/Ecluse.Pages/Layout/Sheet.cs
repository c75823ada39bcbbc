using Ecluse.Drawing;
using Ecluse.Errors;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.Layout;

/// <summary>One self-contained page: it opens from a disk, asks for nothing, and runs nothing.</summary>
/// <param name="Title">Title of the window and of the printed foot.</param>
/// <param name="Body">What stands in the main part.</param>
/// <param name="Foot">Printed foot: what the paper can be checked with.</param>
/// <param name="OtherLanguageFile">File name of the same page in the other language, beside this one; null for none.</param>
internal sealed record Sheet(string Title, Html Body, string Foot, string? OtherLanguageFile)
{
    /// <summary>The whole document. The one place where markup becomes a string.</summary>
    public string Write(Pen pen)
    {
        var head = Html.Of(
            $"""
            <html lang="{pen.Say("en", "fr")}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{PageStyle.Policy}">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>{Title} · Écluse</title>
            """);
        var body = Html.Of(
            $"""
            </head>
            <body>
            <a class="skip" href="#main">{pen.Say("To the content", "Aller au contenu")}</a>
            {Icons.Sprite}
            <header class="top"><p class="brand">{Icons.Logo}Écluse</p>{LanguageLink(pen)}</header>
            <main id="main">{Body}<p class="print-only">Écluse. {Title}. {Foot}</p></main>
            </body>
            </html>

            """);
        return $"<!doctype html>\n{head}\n<style>{PageStyle.Css}</style>\n{body}";
    }

    private Html LanguageLink(Pen pen)
    {
        if (OtherLanguageFile is null)
        {
            return Html.None;
        }

        // A file name beside this one and nothing else: no scheme, no folder.
        var name = "./" + Uri.EscapeDataString(OtherLanguageFile);
        return pen.Language == Language.French
            ? Html.Of($"""<p class="no-print"><a href="{name}" hreflang="en" lang="en">This page in English</a></p>""")
            : Html.Of($"""<p class="no-print"><a href="{name}" hreflang="fr" lang="fr">Cette page en français</a></p>""");
    }
}
