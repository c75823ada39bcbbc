using Ecluse.Errors;

namespace Ecluse.Profiles.Mapping;

/// <summary>The shape of a value for messages: how long and of which kinds of characters, never the value.</summary>
internal static class Shape
{
    public static Text Of(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return new Text("nothing", "rien");
        }

        var kinds = Kinds(value);
        return new Text(
            $"{value.Length} bytes ({string.Join(", ", kinds.Select(kind => kind.English))})",
            $"{value.Length} octets ({string.Join(", ", kinds.Select(kind => kind.French))})");
    }

    private static List<Text> Kinds(ReadOnlySpan<byte> value)
    {
        bool digits = false, letters = false, spaces = false, signs = false, controls = false, high = false;
        foreach (var one in value)
        {
            digits |= one is >= (byte)'0' and <= (byte)'9';
            letters |= (byte)(one | 0x20) is >= (byte)'a' and <= (byte)'z';
            spaces |= one == ' ';
            controls |= one is < 0x20 or 0x7F;
            high |= one >= 0x80;
            signs |= one is > 0x20 and < 0x7F && !char.IsAsciiLetterOrDigit((char)one);
        }

        var kinds = new List<Text>();
        Add(kinds, digits, "digits", "chiffres");
        Add(kinds, letters, "letters", "lettres");
        Add(kinds, spaces, "spaces", "espaces");
        Add(kinds, signs, "signs", "signes");
        Add(kinds, controls, "control characters", "caractères de commande");
        Add(kinds, high, "beyond ASCII", "au-delà d’ASCII");
        return kinds;
    }

    private static void Add(List<Text> kinds, bool there, string english, string french)
    {
        if (there)
        {
            kinds.Add(new Text(english, french));
        }
    }
}
