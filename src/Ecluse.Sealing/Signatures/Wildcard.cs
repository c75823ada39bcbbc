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

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        if (pattern.IsEmpty)
        {
            return text.IsEmpty;
        }

        if (pattern[0] != '*')
        {
            return !text.IsEmpty && (pattern[0] == '?' || pattern[0] == text[0]) && Matches(pattern[1..], text[1..]);
        }

        for (var skipped = 0; skipped <= text.Length; skipped++)
        {
            if (Matches(pattern[1..], text[skipped..]))
            {
                return true;
            }
        }

        return false;
    }
}
