using System.Text.RegularExpressions;
using Ecluse.Markup;
using Ecluse.Testkit;

namespace Ecluse.Pages.Tests.Markup;

public sealed partial class HtmlTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\" onload=\"x", "&quot; onload=&quot;x")]
    [InlineData("' onload='x", "&#39; onload=&#39;x")]
    [InlineData("&lt;b&gt; & co", "&amp;lt;b&amp;gt; &amp; co")]
    [InlineData("</style>", "&lt;/style&gt;")]
    [InlineData("Æ Œ 𝒳 é", "Æ Œ 𝒳 é")]
    public void A_hole_is_encoded(string text, string expected)
    {
        Assert.Equal(expected, Html.Text(text).ToString());
        Assert.Equal($"<b title=\"{expected}\">{expected}</b>", Html.Of($"<b title=\"{text}\">{text}</b>").ToString());
    }

    [Theory]
    [InlineData("a\u202Eb", "a[U+202E]b")]
    [InlineData("a\u0000b", "a[U+0000]b")]
    [InlineData("a\u200Fb", "a[U+200F]b")]
    [InlineData("a\u2066b\u2069", "a[U+2066]b[U+2069]")]
    [InlineData("a\u0085b", "a[U+0085]b")]
    public void A_character_that_would_deceive_the_eye_is_written_out(string text, string expected) =>
        Assert.Equal(expected, Html.Text(text).ToString());

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character() =>
        Assert.Equal("a\uFFFDb", Html.Text("a\uD800b").ToString());

    [Fact]
    public void Pieces_are_put_in_as_they_are()
    {
        var piece = Html.Of($"<i>{"<"}</i>");
        Assert.Equal("<p><i>&lt;</i><i>&lt;</i></p>", Html.Of($"<p>{new[] { piece, piece }}</p>").ToString());
    }

    [Fact]
    public void Nothing_and_absent_text_are_empty()
    {
        Assert.True(Html.None.IsEmpty);
        Assert.True(Html.Text(null).IsEmpty);
        Assert.Equal("", default(Html).ToString());
    }

    [Fact]
    public void Only_the_compiler_writes_literals()
    {
        var sources = Directory.GetFiles(RepositoryRoot.Of("src", "Ecluse.Pages"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .ToList();
        var callers = sources.Where(file => Path.GetFileName(file) != "HtmlLiteral.cs" && Caller().IsMatch(File.ReadAllText(file)));
        Assert.NotEmpty(sources);
        Assert.Empty(callers);
        Assert.Matches(Caller(), "literal.AppendLiteral(name)");
    }

    [Fact]
    public void Every_hole_in_an_attribute_stands_between_quotes()
    {
        var bare = Directory.GetFiles(RepositoryRoot.Of("src", "Ecluse.Pages"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => BareAttribute().IsMatch(File.ReadAllText(file)));
        Assert.Empty(bare);
        Assert.Matches(BareAttribute(), "<p class={name}>");
    }

    [GeneratedRegex(@"\.Append(Literal|Formatted)\(|new\s+HtmlLiteral")]
    private static partial Regex Caller();

    [GeneratedRegex(@"<[a-z][^<>]*\s[a-z-]+=\{")]
    private static partial Regex BareAttribute();
}
