using Ecluse.Errors;

namespace Ecluse.Samples.Profiles;

/// <summary>A target profile that is wrong on purpose.</summary>
/// <param name="Name">Name, lower-case words joined by hyphens.</param>
/// <param name="What">What is wrong with it.</param>
/// <param name="Yaml">The profile.</param>
public sealed record WrongProfile(string Name, Text What, string Yaml)
{
    /// <summary>Replaces text that must occur exactly once, so that an edit can neither miss nor hit twice.</summary>
    /// <exception cref="InvalidOperationException">It occurs not at all, or more than once.</exception>
    internal static string Apply(string text, string right, string wrong)
    {
        var first = text.IndexOf(right, StringComparison.Ordinal);
        return first >= 0 && text.IndexOf(right, first + 1, StringComparison.Ordinal) < 0
            ? string.Concat(text.AsSpan(0, first), wrong, text.AsSpan(first + right.Length))
            : throw new InvalidOperationException($"“{right}” must occur exactly once in the profile.");
    }
}
