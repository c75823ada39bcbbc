using System.Security.Cryptography;
using Ecluse.Errors;

namespace Ecluse.Host.Accounts;

/// <summary>
/// The confidentiality undertaking that the processor's people sign (GDPR 28(3)(b)): the very files of <c>docs/undertaking</c>, so that
/// <c>sha256sum</c> gives what the act in the journal says.
/// </summary>
internal static class Undertaking
{
    /// <summary>Version that is signed now; a file once shipped never changes, another text is another version.</summary>
    public const int Version = 1;

    private static readonly byte[] English = Read("en");
    private static readonly byte[] French = Read("fr");

    /// <summary>Exact bytes of the text.</summary>
    public static ReadOnlySpan<byte> Bytes(Language language) => language == Language.French ? French : English;

    /// <summary>SHA-256 of the text, lower-case hex.</summary>
    public static string Sha256(Language language) => Convert.ToHexStringLower(SHA256.HashData(Bytes(language)));

    private static byte[] Read(string language)
    {
        using var resource = typeof(Undertaking).Assembly.GetManifestResourceStream($"Ecluse.Undertaking.{Version}.{language}.md")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
