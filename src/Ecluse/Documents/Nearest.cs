namespace Ecluse.Documents;

/// <summary>Finds the word that somebody probably meant.</summary>
public static class Nearest
{
    /// <summary>The candidate that differs least from the word, or null when none is near (a third of its letters).</summary>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);
        var limit = Math.Max(2, word.Length / 3);
        var best = candidates
            .Select(candidate => (Word: candidate, Distance: Distance(Plain(word), Plain(candidate))))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Word, StringComparer.Ordinal)
            .FirstOrDefault((Word: "", Distance: int.MaxValue));
        return best.Distance <= limit ? best.Word : null;
    }

    /// <summary>« did you mean … » in both languages, or nothing.</summary>
    public static Errors.Text Hint(string word, IEnumerable<string> candidates) =>
        To(word, candidates) is { } near
            ? new($"; did you mean “{near}”?", $" ; vouliez-vous « {near} » ?")
            : new("", "");

    private static string Plain(string word) =>
        word.ToLowerInvariant().Replace('_', '-').Replace(' ', '-');

    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
