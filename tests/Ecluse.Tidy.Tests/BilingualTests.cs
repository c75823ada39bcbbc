using System.Text.RegularExpressions;

namespace Ecluse.Tidy;

/// <summary>Whatever a person reads stands there twice: <c>new Text("English", "français")</c>.</summary>
public sealed partial class BilingualTests
{
    // Words that are the same in both languages.
    private static readonly string[] Same = ["contact", "INR", "client", "source", "Patients", "Documents", "Observations", "Source",
        "Arguments", "Options"];

    [Fact]
    public void No_text_has_the_same_words_in_both_languages() => Faults.None(
        Pairs().Where(pair => pair.English == pair.French && pair.English.Length > 0 && !Same.Contains(pair.English))
            .Select(pair => $"{pair.File}: {pair.English}"));

    [Fact]
    public void No_text_lacks_one_of_its_languages() => Faults.None(
        Pairs().Where(pair => pair.IsText && (pair.English.Trim().Length == 0) != (pair.French.Trim().Length == 0))
            .Select(pair => $"{pair.File}: {pair.English} / {pair.French}"));

    [Fact]
    public void There_are_texts_to_look_at() => Assert.True(Pairs().Count() > 200);

    private static IEnumerable<(string File, bool IsText, string English, string French)> Pairs() =>
        Tree.Under("src", ".cs").SelectMany(file => Pair().Matches(Tree.Read(file)).Select(match => (
            file, match.Groups[1].Success, match.Groups[2].Value, match.Groups[3].Value)));

    [GeneratedRegex("""new( Text)?\(\s*\$?"((?:[^"\\]|\\.)*)"\s*,\s*\$?"((?:[^"\\]|\\.)*)"\s*\)""")]
    private static partial Regex Pair();
}
