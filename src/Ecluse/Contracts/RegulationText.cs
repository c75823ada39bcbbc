using System.Text.RegularExpressions;

namespace Ecluse.Contracts;

/// <summary>
/// Tells a sentence that says something from one that only repeats the Regulation: a contract must say how, and not
/// merely restate.
/// </summary>
/// <remarks>
/// Source: GDPR, Regulation (EU) 2016/679, art. 28, 32(1) and 33(2), in English and French; EDPB guidelines 07/2020.
/// </remarks>
public static partial class RegulationText
{
    /// <summary>Share of runs from which a sentence counts as a repetition: 60 %.</summary>
    public const double RestatedFrom = 0.6;

    private const int RunLength = 5;
    private static readonly string[] Texts = [Load("en"), Load("fr")];
    private static readonly HashSet<string> Runs = [.. Texts.SelectMany(text => RunsOf(Words(text)))];
    private static readonly HashSet<string> Vocabulary = [.. Texts.SelectMany(Words)];
    private static readonly string[] Whole = [.. Texts.Select(text => $" {string.Join(' ', Words(text))} ")];

    /// <summary>Whether the Regulation's articles use this word.</summary>
    internal static bool Uses(string word) => Vocabulary.Contains(word.ToLowerInvariant());

    /// <summary>Whether the text repeats the Regulation: at least 60 % of its runs of five words stand in it.</summary>
    public static bool Restates(string text) => Share(text) >= RestatedFrom;

    /// <summary>
    /// Share of the text's runs of five words that stand in the Regulation, 0 to 1. A text of three or four words is one
    /// run; of one or two words, none (<c>encryption</c> names a measure).
    /// </summary>
    public static double Share(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = Words(text);
        if (words.Length < RunLength)
        {
            var run = $" {string.Join(' ', words)} ";
            return words.Length >= 3 && Whole.Any(whole => whole.Contains(run, StringComparison.Ordinal)) ? 1 : 0;
        }

        var runs = RunsOf(words).ToList();
        return (double)runs.Count(Runs.Contains) / runs.Count;
    }

    private static IEnumerable<string> RunsOf(string[] words) =>
        Enumerable.Range(0, Math.Max(0, words.Length - RunLength + 1))
            .Select(start => string.Join(' ', words.AsSpan(start, RunLength).ToArray()));

    private static string[] Words(string text) =>
        [.. Word().Matches(text.ToLowerInvariant().Replace('’', '\'')).Select(match => match.Value)];

    private static string Load(string language)
    {
        var name = $"Ecluse.Contracts.Law.article-28.{language}.txt";
        using var reader = new StreamReader(typeof(RegulationText).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"[\p{L}\p{Nd}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
