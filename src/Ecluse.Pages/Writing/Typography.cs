using static Ecluse.Writing.Numbers;

namespace Ecluse.Writing;

/// <summary>French typography: the spaces that must not break.</summary>
public static class Typography
{
    /// <summary>
    /// Turns the ordinary space before <c>: ; ? ! % »</c>, after <c>«</c> and after <c>n°</c> into a no-break space.
    /// Changes nothing else.
    /// </summary>
    public static string French(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var characters = text.ToCharArray();
        for (var i = 0; i < characters.Length; i++)
        {
            if (characters[i] != ' ')
            {
                continue;
            }

            var isBeforeMark = i + 1 < characters.Length && characters[i + 1] is ':' or ';' or '?' or '!' or '%' or '»';
            var isAfterMark = i > 0 && characters[i - 1] is '«' or '°';
            characters[i] = isBeforeMark || isAfterMark ? NoBreakSpace : ' ';
        }

        return new string(characters);
    }
}
