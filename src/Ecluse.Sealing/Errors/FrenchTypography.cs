namespace Ecluse.Errors;

/// <summary>The spaces that French typography wants unbreakable, so that no line begins with a colon.</summary>
internal static class FrenchTypography
{
    private const char NoBreak = '\u00A0';
    private const char NarrowNoBreak = '\u202F';

    /// <summary>The same text with the spaces before <c>: ; ? ! »</c> and after <c>«</c> made unbreakable.</summary>
    public static string Of(string text)
    {
        if (text is null || !text.Contains(' ', StringComparison.Ordinal))
        {
            return text ?? "";
        }

        return string.Create(text.Length, text, static (letters, source) =>
        {
            for (var index = 0; index < source.Length; index++)
            {
                letters[index] = source[index] == ' ' ? Space(source, index) : source[index];
            }
        });
    }

    private static char Space(string text, int index)
    {
        var next = index + 1 < text.Length ? text[index + 1] : '\0';
        var previous = index > 0 ? text[index - 1] : '\0';
        return next is ';' or '?' or '!' ? NarrowNoBreak : next is ':' or '»' || previous == '«' ? NoBreak : ' ';
    }
}
