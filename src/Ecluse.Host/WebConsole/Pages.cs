using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.Host.WebConsole;

/// <summary>Small parts that several pages of the console share.</summary>
internal static class Pages
{
    /// <summary>Head of a page under another one, with the way back and what may be done.</summary>
    public static Html Head(string path, string above, string title, Html sentence, Html acts = default) => Html.Of(
        $"""<div class="head"><p class="crumbs"><a href="{path}">{above}</a></p><div><h1>{title}</h1><p class="lede">{sentence}</p></div>{acts}</div><div class="step" aria-hidden="true"></div>""");

    /// <summary>A field for a file, and below it one for its text.</summary>
    public static Html FileField(string name, string label, Pen pen) => Html.Of(
        $"""
        <p class="field"><label for="u-{name}">{label}</label><input id="u-{name}" type="file" name="{name}"></p>
        <details><summary>{pen.Say("Or paste its text", "Ou coller son texte")}</summary><p class="field"><label for="u-{name}-text">{label}</label><textarea id="u-{name}-text" name="{name}-text" rows="6" spellcheck="false" autocomplete="off"></textarea></p></details>
        """);

    /// <summary>Nothing yet, and what would come.</summary>
    public static Html Empty(string title, string more) =>
        Html.Of($"""<section class="notes">{Parts.Note("", "empty", title, Html.Text(more))}</section>""");
}
