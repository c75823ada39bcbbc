namespace Ecluse.Signatures;

/// <summary>OpenSSH's patterns: <c>*</c> any run, <c>?</c> one character; <c>!</c> before a pattern excludes.</summary>
internal static class Wildcard
{
    /// <summary>Whether a pattern of the list matches and none that excludes does.</summary>
    public static bool ListMatches(IEnumerable<string> patterns, string text)
    {
        var found = false;
        foreach (var pattern in patterns)
        {
            var excludes = pattern.StartsWith('!');
            if (Matches(excludes ? pattern[1..] : pattern, text))
            {
                if (excludes)
                {
                    return false;
                }

                found = true;
            }
        }

        return found;
    }

    // Without recursion: after a mismatch only the last star takes one character more, so that no pattern is slow.
    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (at, read, star, mark) = (0, 0, -1, 0);
        while (read < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, mark) = (at++, read);
            }
            else if (at < pattern.Length && (pattern[at] == '?' || pattern[at] == text[read]))
            {
                (at, read) = (at + 1, read + 1);
            }
            else if (star >= 0)
            {
                (at, read) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].TrimStart('*').IsEmpty;
    }
}
