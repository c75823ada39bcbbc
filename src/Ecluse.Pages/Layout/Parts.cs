using Ecluse.Drawing;
using Ecluse.Markup;

namespace Ecluse.Layout;

/// <summary>The small parts that every page is put together from.</summary>
internal static class Parts
{
    /// <summary>Head of a page: where one is, one title, one sentence, and the step under it.</summary>
    public static Html Head(string where, string title, Html sentence) => Html.Of(
        $"""<div class="head"><p class="crumbs">{where}</p><div><h1>{title}</h1><p class="lede">{sentence}</p></div></div><div class="step" aria-hidden="true"></div>""");

    /// <summary>A section with its title and, beside it, one line.</summary>
    public static Html Section(string title, Html aside, Html content)
    {
        var line = aside.IsEmpty ? Html.None : Html.Of($"<p>{aside}</p>");
        return Html.Of($"""<section><div class="sec-h"><h2>{title}</h2>{line}</div>{content}</section>""");
    }

    /// <summary>Status: icon, word, and colour last.</summary>
    public static Html Tag(string icon, string word, string tone = "", bool isBox = false) => Html.Of(
        $"""<span class="{Classes("tag", isBox ? "box" : "", tone)}">{Icons.Of(icon)}<span>{word}</span></span>""");

    /// <summary>A sentence under its icon, in ordinary weight.</summary>
    public static Html Marked(string icon, string tone, string sentence) => Html.Of(
        $"""<span class="marked">{Icons.Of(icon, tone)}<span>{sentence}</span></span>""");

    /// <summary>Something to know before reading on. Tone: <c>ok</c>, <c>warn</c>, <c>bad</c> or empty.</summary>
    public static Html Note(string tone, string icon, string title, Html text)
    {
        var more = text.IsEmpty ? Html.None : Html.Of($"<p>{text}</p>");
        return Html.Of($"""<div class="{Classes("note", tone)}">{Icons.Of(icon)}<div><p><b>{title}</b></p>{more}</div></div>""");
    }

    /// <summary>Terms and what they are.</summary>
    public static Html KeyValues(IEnumerable<(string Term, Html Value)> pairs) => Html.Of(
        $"""<dl class="kv">{pairs.Where(pair => !pair.Value.IsEmpty).Select(pair => Html.Of($"<dt>{pair.Term}</dt><dd>{pair.Value}</dd>"))}</dl>""");

    /// <summary>A hash in groups of four, so that two people can read it to each other.</summary>
    public static Html Hash(string hex) =>
        Html.Of($"""<span class="hash">{string.Join(' ', hex.Chunk(4).Select(four => new string(four)))}</span>""");

    /// <summary>A command, as one types it.</summary>
    public static Html Command(string line) => Html.Of($"""<code class="cmd">{line}</code>""");

    public static Html Code(string text) => Html.Of($"<code>{text}</code>");

    /// <summary>Items under icons.</summary>
    public static Html List(IEnumerable<(string Icon, string Tone, Html Text)> items) => Html.Of(
        $"""<ul class="list">{items.Select(item => Html.Of($"<li>{Icons.Of(item.Icon, item.Tone)}<span>{item.Text}</span></li>"))}</ul>""");

    private static string Classes(params string[] names) => string.Join(' ', names.Where(name => name.Length > 0));
}
