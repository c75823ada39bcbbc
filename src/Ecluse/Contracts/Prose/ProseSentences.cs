using System.Text;
using System.Text.RegularExpressions;

namespace Ecluse.Contracts.Prose;

/// <summary>A sentence of a contract and where it stands.</summary>
/// <param name="Quote">As it is written.</param>
/// <param name="Heading">The nearest heading, or the label before a colon or in a table's first cell.</param>
/// <param name="Context">Title and headings above it, outermost first.</param>
internal sealed record ProseSentence(string Quote, string Heading, string Context);

/// <summary>Cuts lines into headings and sentences: numbered clauses, Markdown, lists, tables, hard-wrapped lines.</summary>
internal static partial class ProseSentences
{
    private const int HeadingWordsMax = 11;

    // Names before a sentence add up to its heading; a text of nothing but names stops there.
    private const int HeadingMax = 500;

    private const int SentenceMax = 2_000;

    /// <summary>Between a label and the heading above it.</summary>
    internal const char HeadingBreak = '\n';

    private const int ShortItemWordsMax = 12;

    internal static List<ProseSentence> Of(IReadOnlyList<string> lines)
    {
        var sentences = new List<ProseSentence>();
        string title = "", annex = "", major = "", minor = "";
        foreach (var block in Joined(Blocks(lines)))
        {
            if (!IsHeading(block))
            {
                sentences.AddRange(Sentences(block, minor.Length > 0 ? minor : major.Length > 0 ? major : annex.Length > 0 ? annex : title,
                    $"{title} / {annex} / {major} / {minor}"));
                continue;
            }

            var heading = Bare(block);
            if (title.Length == 0)
            {
                title = heading;
            }
            else if (Annex().IsMatch(block))
            {
                (annex, major, minor) = (heading, "", "");
            }
            else if (SubHeading().IsMatch(block))
            {
                minor = heading;
            }
            else
            {
                (major, minor) = (heading, "");
            }
        }

        return sentences;
    }

    /// <summary>Paragraphs: lines joined until an empty line, a list marker, a clause number, a table row or a heading.</summary>
    private static List<string> Blocks(IReadOnlyList<string> lines)
    {
        var blocks = new List<string>();
        var open = new StringBuilder();
        foreach (var raw in lines)
        {
            var line = Spaces().Replace(raw.Replace("**", "", StringComparison.Ordinal).Replace("__", "", StringComparison.Ordinal), " ").Trim();
            if (line.Length == 0 || TableRule().IsMatch(line))
            {
                Close();
                continue;
            }

            if (Starts().IsMatch(line) || (open.Length > 0 && IsHeading(open.ToString()) && !char.IsLower(line[0])))
            {
                Close();
            }

            open.Append(open.Length == 0 ? "" : " ").Append(line.StartsWith('|') ? Row(line) : line);
            if (line.StartsWith('#') || line.StartsWith('|'))
            {
                Close();
            }
        }

        Close();
        return blocks;

        void Close()
        {
            if (open.Length > 0)
            {
                blocks.Add(open.ToString());
                open.Clear();
            }
        }
    }

    // "The data are:" and its short items make one sentence.
    private static IEnumerable<string> Joined(List<string> blocks)
    {
        for (var at = 0; at < blocks.Count; at++)
        {
            var first = at;
            while (blocks[at][^1] is ':' or ',' or ';'
                && at + 1 < blocks.Count && Item().IsMatch(blocks[at + 1]) && Words(blocks[at + 1]) <= ShortItemWordsMax)
            {
                at++;
            }

            yield return string.Join(' ', blocks[first..(at + 1)]);
        }
    }

    private static IEnumerable<ProseSentence> Sentences(string block, string heading, string context)
    {
        var text = Bare(block);
        var label = Label().Match(text);
        if (label.Success && Words(label.Groups[1].Value) <= 7)
        {
            heading = $"{label.Groups[1].Value}{HeadingBreak}{heading}";
        }

        foreach (var part in Ends().Split(text).SelectMany(Pieces).Where(part => part.Any(char.IsLetterOrDigit)))
        {
            // A few words with a full stop, before the sentence that they name: "3. Duration. The contract …".
            if (heading.Length < HeadingMax && Words(part) <= 4 && part.EndsWith('.')
                && text.StartsWith(part, StringComparison.Ordinal) && text.Length > part.Length + 10)
            {
                heading = $"{part.TrimEnd('.')}{HeadingBreak}{heading}";
                continue;
            }

            yield return new ProseSentence(part, heading, context);
        }
    }

    // The rules look through a sentence many times over: what is far longer than one is read in pieces, cut between words.
    private static IEnumerable<string> Pieces(string sentence)
    {
        var start = 0;
        while (sentence.Length - start > SentenceMax)
        {
            var blank = sentence.LastIndexOf(' ', start + SentenceMax, SentenceMax);
            var end = blank > start ? blank : start + SentenceMax;
            yield return sentence[start..end].Trim();
            start = end;
        }

        yield return sentence[start..].Trim();
    }

    private static bool IsHeading(string block) =>
        block.StartsWith('#')
        || (Words(block) <= HeadingWordsMax && !"|.;:,".Contains(block[^1], StringComparison.Ordinal)
            && !Item().IsMatch(block) && !block.Contains(" : ", StringComparison.Ordinal)
            && char.IsUpper(Bare(block).FirstOrDefault('a')));

    private static string Row(string line) =>
        string.Join(" : ", line.Trim('|', ' ').Split('|').Select(cell => cell.Trim()).Where(cell => cell.Length > 0)) + ".";

    private static string Bare(string block) => Number().Replace(block, "").Trim();

    private static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    [GeneratedRegex(@"[\s\u00A0\u202F]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\|?[\s:|=-]{3,}$|^[-=_*]{3,}$")]
    private static partial Regex TableRule();

    [GeneratedRegex(@"^(#|\||[-•*–—▪] |\(?[a-zA-Z]\) |\(?[ivx]{1,4}\) |[a-z]\. |\(?\d{1,2}(\.\d{1,2}){0,3}[.)°]? |(article|art\.|clause|section|annexe?|appendix|schedule|chapitre|titre|part|§) ?([0-9ivx]+|[a-z]\b|premier))", RegexOptions.IgnoreCase)]
    private static partial Regex Starts();

    [GeneratedRegex(@"^([-•*–—▪]|\(?[a-zA-Z]\)|[a-z]\.|\(?[ivx]{1,4}\)) +")]
    private static partial Regex Item();

    [GeneratedRegex(@"^(#+ *)?((article|art\.|clause|section|annexe?|appendix|schedule|chapitre|titre|part|§) *([0-9ivx]+(\.\d+)*|[a-z]\b|premier)(er)?\b|\(?\d{1,2}(\.\d{1,2}){0,3}[.)°]?(?= )|[-•*–—▪](?= )|\(?[a-zA-Z]\)|[ivx]{1,4}[.)])? *[-–—:.]* *", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    [GeneratedRegex(@"^(#+ *)?(annexe?|appendix|schedule)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Annex();

    [GeneratedRegex(@"^(###|(#+ *)?(article |clause )?\d{1,2}\.\d)", RegexOptions.IgnoreCase)]
    private static partial Regex SubHeading();

    [GeneratedRegex(@"^([^.:;!?]{2,70}?) ?:")]
    private static partial Regex Label();

    [GeneratedRegex(@"(?<=[!?]) |(?<=(?<!\b(?:art|arts|no|nos|n°|m|mme|dr|st|cf|ex|e\.g|i\.e|tél|tel|s\.a|s\.a\.s|inc|ltd|co|p|al|[A-Z]))\.[»”)]?) (?=[\p{Lu}«“(\d\[])")]
    private static partial Regex Ends();
}
