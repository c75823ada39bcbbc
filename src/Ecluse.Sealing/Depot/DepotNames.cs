using System.Buffers;
using System.Security.Cryptography;

namespace Ecluse.Depot;

/// <summary>The only names that become paths; nothing a person typed is among them.</summary>
internal static class DepotNames
{
    public const string Suffix = ".ndjson.zst.age";
    public const string UnfinishedSuffix = ".part";
    public const string SegmentSuffix = ".age";
    private const int IdBytes = 16;
    private const int PassageLengthMax = 64;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> PassageCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-");

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    public static string CheckPassage(string passage) =>
        passage is { Length: > 0 and <= PassageLengthMax }
        && passage[0] != '-'
        && !passage.AsSpan().ContainsAnyExcept(PassageCharacters)
            ? passage
            : throw DepotException.BadName("a passage id", "un identifiant de passage", passage?.Length ?? 0);

    public static string CheckParcel(string parcel) =>
        IsParcel(parcel)
            ? parcel
            : throw DepotException.BadName("a parcel id", "un identifiant de colis", parcel?.Length ?? 0);

    public static bool IsParcel(string? parcel) =>
        parcel?.Length == 2 * IdBytes && !parcel.AsSpan().ContainsAnyExcept(Hexadecimal);

    /// <summary>The id in a file's name, with or without the mark of the unfinished.</summary>
    public static string? IdIn(string fileName, bool unfinished)
    {
        var suffix = unfinished ? Suffix + UnfinishedSuffix : Suffix;
        var id = fileName.EndsWith(suffix, StringComparison.Ordinal) ? fileName[..^suffix.Length] : null;
        return IsParcel(id) ? id : null;
    }
}
