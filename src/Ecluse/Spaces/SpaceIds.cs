using System.Buffers;
using System.Security.Cryptography;

namespace Ecluse.Spaces;

/// <summary>Ids of spaces and objects: ours, random, never used again. Anything else never becomes a path.</summary>
public static class SpaceIds
{
    private const int RandomBytes = 6;
    private const string TarSuffix = ".tar";

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>Id of a new space.</summary>
    public static string NewSpace() => "s-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Id of a new object.</summary>
    public static string NewObject() => "o-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Whether a text has the form of a space's id.</summary>
    public static bool IsSpace(string? text) => Is(text, "s-");

    /// <summary>Whether a text has the form of an object's id.</summary>
    public static bool IsObject(string? text) => Is(text, "o-");

    /// <summary>Name of the file that is a whole object as one tar.</summary>
    public static string TarOf(string id) => id + TarSuffix;

    /// <summary>Id of the object whose tar a name means; null where it means none.</summary>
    public static string? ObjectOfTar(string? name) =>
        name?.EndsWith(TarSuffix, StringComparison.Ordinal) == true && IsObject(name[..^TarSuffix.Length]) ? name[..^TarSuffix.Length] : null;

    internal static string Check(string space) => IsSpace(space) ? space : throw SpaceErrors.NotFound();

    private static bool Is(string? text, string start) =>
        text?.Length == start.Length + (2 * RandomBytes) && text.StartsWith(start, StringComparison.Ordinal)
        && !text.AsSpan(start.Length).ContainsAnyExcept(Hexadecimal);
}
