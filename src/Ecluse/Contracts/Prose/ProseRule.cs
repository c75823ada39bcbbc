using System.Text.RegularExpressions;

namespace Ecluse.Contracts.Prose;

/// <summary>How a point is recognised in a sentence, in French and English.</summary>
/// <param name="Heading">Headings under which a sentence may say less, since the heading has said what it is about.</param>
/// <param name="Under">What the sentence must still hold under such a heading: each of them.</param>
/// <param name="Ways">Ways of saying it anywhere: of one way, each pattern must be met.</param>
/// <param name="Never">What such a sentence is about when it only looks like the point.</param>
/// <param name="OnlyAboutData">Whether a sentence counts only where the text is about personal data.</param>
internal sealed record ProseRule(
    Regex? Heading, Regex[] Under, Regex[][] Ways, Regex? Never, bool OnlyAboutData)
{
    internal const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    internal static ProseRule Of(
        string? heading, string[] under, string[][] ways, string? never = null, bool onlyAboutData = false) => new(
            heading is null ? null : Pattern(heading), [.. under.Select(Pattern)],
            [.. ways.Select(way => way.Select(Pattern).ToArray())], never is null ? null : Pattern(never), onlyAboutData);

    internal static Regex Pattern(string pattern) => new(pattern, Options, Patience);

    /// <summary>Whether the sentence says the point, on its own or under its heading.</summary>
    internal bool Says(string sentence, string heading, bool aboutData) =>
        (aboutData || !OnlyAboutData)
        && Never?.IsMatch(sentence) != true
        && (Ways.Any(way => way.All(pattern => pattern.IsMatch(sentence)))
            || (Heading is { } named && heading.Split(ProseSentences.HeadingBreak).Any(one => named.IsMatch(one)) && Under.All(pattern => pattern.IsMatch(sentence))));
}
