using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Host.Spaces;

/// <summary>The headers of tus 1.0.0, read strictly: what is not exactly as the protocol writes it is not read at all.</summary>
internal static class TusHeaders
{
    /// <summary>The one version.</summary>
    public const string Version = "1.0.0";

    /// <summary>The extensions there are.</summary>
    public const string Extensions = "creation,expiration,checksum,termination";

    /// <summary>The algorithms of <c>Upload-Checksum</c>; the protocol asks for the first.</summary>
    public const string Algorithms = "sha1,sha256";

    private const int LengthDigitsMax = 18;
    private const int PairsMax = 20;
    private const int KeyLengthMax = 40;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>A length or an offset: digits and nothing else.</summary>
    public static long? Number(string? text) =>
        text is { Length: > 0 and <= LengthDigitsMax } && text.All(char.IsAsciiDigit) ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>The pairs of <c>Upload-Metadata</c>: keys once each, values as text; null where it is malformed.</summary>
    public static IReadOnlyDictionary<string, string>? Metadata(string? text)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (string.IsNullOrEmpty(text))
        {
            return pairs;
        }

        foreach (var pair in text.Split(','))
        {
            var parts = pair.Trim(' ').Split(' ');
            if (parts.Length > 2 || pairs.Count == PairsMax || !IsKey(parts[0]) || Text(parts.ElementAtOrDefault(1) ?? "") is not { } value
                || !pairs.TryAdd(parts[0], value))
            {
                return null;
            }
        }

        return pairs;
    }

    /// <summary>Algorithm and hash of <c>Upload-Checksum</c>; null where it is malformed.</summary>
    public static (HashAlgorithmName? Algorithm, byte[] Hash)? Checksum(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(' ');
        if (parts.Length != 2 || parts[0].Length is 0 or > KeyLengthMax || Bytes(parts[1]) is not { } hash)
        {
            return null;
        }

        return parts[0] switch
        {
            "sha256" => hash.Length == SHA256.HashSizeInBytes ? (HashAlgorithmName.SHA256, hash) : null,

            // Against a broken line, as the protocol asks; it proves nothing against anybody.
            "sha1" => hash.Length == Sha1Length ? (HashAlgorithmName.SHA1, hash) : null,
            _ => (null, hash),
        };
    }

    /// <summary>An instant as <c>Upload-Expires</c> writes it.</summary>
    public static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("r", CultureInfo.InvariantCulture);

    private const int Sha1Length = 20;

    private static bool IsKey(string key) => key.Length is > 0 and <= KeyLengthMax && key.All(letter => letter is > ' ' and < '\x7f' and not ',');

    private static string? Text(string base64)
    {
        try
        {
            return Bytes(base64) is { } bytes ? Strict.GetString(bytes) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(string base64)
    {
        if (base64.Any(char.IsWhiteSpace) || !Base64.IsValid(base64))
        {
            return null;
        }

        return Convert.FromBase64String(base64);
    }
}
