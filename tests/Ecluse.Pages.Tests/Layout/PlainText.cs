using System.Net;
using System.Text.RegularExpressions;

namespace Ecluse.Pages.Tests.Layout;

/// <summary>A page as somebody reads it aloud: its text, one space between words.</summary>
internal static partial class PlainText
{
    public static string Of(string html) => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Hidden().Replace(html, ""), " ")), " ")
        .Replace(" :", ":", StringComparison.Ordinal);

    [GeneratedRegex("<style>.*?</style>|<desc.*?</desc>|<title.*?</title>", RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"[ \u00A0\n\t]+")]
    private static partial Regex Spaces();
}
