using System.Text.RegularExpressions;

namespace Ecluse.Tidy;

/// <summary>Every code that Écluse can print is explained in <c>docs/reference/errors</c>, and nothing else is.</summary>
public sealed partial class ErrorCodeTests
{
    // Slices whose pages are being written; the list only shrinks.
    private static readonly string[] BeingWritten =
        ["CONN", "GATE", "PROFILE"];

    // A page may explain codes that are composed at run time from a prefix and a number.
    private static readonly HashSet<string> InSource = [.. Tree.Under("src", ".cs").SelectMany(file => Codes(Tree.Read(file)))];

    private static readonly HashSet<string> Explained =
        [.. Tree.Under("docs/reference/errors", ".md").SelectMany(file => Rows(Tree.Read(file)))];

    [Fact]
    public void Every_code_of_the_source_is_explained() => Faults.None(InSource.Except(Explained).Where(IsDue).Order());

    [Fact]
    public void Every_code_explained_stands_in_the_source() => Faults.None(Explained.Except(InSource).Where(IsDue).Order());

    [Fact]
    public void No_code_is_explained_twice() => Faults.None(
        Tree.Under("docs/reference/errors", ".md").SelectMany(file => Rows(Tree.Read(file)))
            .GroupBy(code => code).Where(rows => rows.Count() > 1).Select(rows => rows.Key));

    // Written like a code, and none: names of algorithms, and the example in the summary of EcluseException.
    private static readonly string[] NotCodes = ["KEM", "SHA", "SEAL", "HMAC", "ISO", "UTF"];

    private static bool IsDue(string code) => !BeingWritten.Concat(NotCodes).Contains(code.Split('-')[0]);

    private static IEnumerable<string> Codes(string text) => Code().Matches(text).Select(match => match.Value);

    private static IEnumerable<string> Rows(string page) => page.Split('\n')
        .Where(line => line.StartsWith('|')).SelectMany(line => Codes(line.Split('|')[1]));

    [GeneratedRegex(@"\b[A-Z][A-Z0-9]{2,11}-[0-9]{3}\b")]
    private static partial Regex Code();
}
