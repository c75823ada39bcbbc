namespace Ecluse.Testkit.Dyes;

/// <summary>Windows-1252, written out here so that the search does not lean on the code it judges.</summary>
internal static class Windows1252
{
    // What stands at 0x80 to 0x9F; the five holes stay the control characters of Latin-1.
    private const string High =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>The text's bytes; a character the page has not becomes a question mark, as drivers write it.</summary>
    public static byte[] GetBytes(string text) => [.. text.Select(ToByte)];

    /// <summary>The characters of the bytes.</summary>
    public static string GetString(ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length];
        for (var index = 0; index < bytes.Length; index++)
        {
            text[index] = bytes[index] is >= 0x80 and <= 0x9F ? High[bytes[index] - 0x80] : (char)bytes[index];
        }

        return new string(text);
    }

    private static byte ToByte(char character)
    {
        var high = High.IndexOf(character, StringComparison.Ordinal);
        return high >= 0 ? (byte)(0x80 + high) : character <= 0xFF ? (byte)character : (byte)'?';
    }
}
