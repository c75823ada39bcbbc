namespace Ecluse.Fhir;

/// <summary>The escapes that <see cref="FhirOutput"/> writes in a string: the seven short ones, and <c>\u00xx</c>.</summary>
internal static class FhirEscapes
{
    private const int HexLength = 5;

    /// <summary>The letter after the backslash; <c>u</c> when four digits follow.</summary>
    internal static byte Letter(byte value) => value switch
    {
        (byte)'"' or (byte)'\\' => value,
        8 => (byte)'b',
        9 => (byte)'t',
        10 => (byte)'n',
        12 => (byte)'f',
        13 => (byte)'r',
        _ => (byte)'u',
    };

    /// <summary>A digit of <c>\u00xx</c>.</summary>
    internal static byte Digit(int nibble) => (byte)(nibble < 10 ? '0' + nibble : 'a' + nibble - 10);

    /// <summary>Takes what follows a backslash.</summary>
    /// <returns><see langword="false"/> for an escape that is not written here.</returns>
    internal static bool TryRead(ref ReadOnlySpan<byte> rest, out byte value)
    {
        value = rest.IsEmpty ? (byte)0 : Short(rest[0]);
        if (value != 0)
        {
            rest = rest[1..];
            return true;
        }

        if (rest.Length < HexLength || !rest.StartsWith("u00"u8) || rest[3] is not ((byte)'0' or (byte)'1'))
        {
            return false;
        }

        for (var low = 0; low < 16; low++)
        {
            if (Digit(low) == rest[4])
            {
                value = (byte)(((rest[3] - '0') << 4) | low);
                rest = rest[HexLength..];
                return Letter(value) == 'u';
            }
        }

        return false;
    }

    private static byte Short(byte letter) => letter switch
    {
        (byte)'"' or (byte)'\\' => letter,
        (byte)'b' => 8,
        (byte)'t' => 9,
        (byte)'n' => 10,
        (byte)'f' => 12,
        (byte)'r' => 13,
        _ => 0,
    };
}
