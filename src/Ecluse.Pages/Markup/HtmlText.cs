using System.Globalization;
using System.Text;

namespace Ecluse.Markup;

/// <summary>The one function through which text enters a page.</summary>
internal static class HtmlText
{
    /// <summary>
    /// Encodes text for element content and for attribute values between quotes. What a reader could not see (control
    /// characters, characters that turn the direction of writing) is written out as <c>[U+202E]</c>, because people sign
    /// what they read on these pages; a lone surrogate becomes U+FFFD.
    /// </summary>
    public static string Encode(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var encoded = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => encoded.Append("&amp;"),
                '<' => encoded.Append("&lt;"),
                '>' => encoded.Append("&gt;"),
                '"' => encoded.Append("&quot;"),
                '\'' => encoded.Append("&#39;"),
                '\t' or '\n' => encoded.Append((char)rune.Value),
                _ when IsUnseen(rune) =>
                    encoded.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]"),
                _ => encoded.Append(rune.ToString()),
            };
        }

        return encoded.ToString();
    }

    private static bool IsUnseen(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is 0x061C or 0x200B or 0x200E or 0x200F or 0x2028 or 0x2029 or 0xFEFF
            or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or (>= 0xE0000 and <= 0xE007F)
        || (rune.Value & 0xFFFE) == 0xFFFE;
}
