using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Layout;

/// <summary>The style sheet that every page carries, and the policy that allows it and nothing else.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet, as it stands between the tags of the style block.</summary>
    public static readonly string Css = Read();

    /// <summary>Content security policy: no script, no connection, no frame, no form; this style block alone.</summary>
    public static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; "
        + "img-src data:; base-uri 'none'; form-action 'none'";

    private static string Read()
    {
        using var resource = typeof(PageStyle).Assembly.GetManifestResourceStream("ecluse.css")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        // A carriage return would be dropped by the browser before it hashes.
        return reader.ReadToEnd().Replace("\r", "", StringComparison.Ordinal);
    }
}
