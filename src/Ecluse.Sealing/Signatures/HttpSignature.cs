using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Ecluse.Signatures;

/// <summary>What of a request is signed.</summary>
/// <param name="Method">Method, upper case.</param>
/// <param name="Authority">Host as the request names it, lower case, without a port that is the scheme's own.</param>
/// <param name="Path">Path as it is sent, escapes and all.</param>
/// <param name="Query">Query with its question mark; that mark alone where there is none.</param>
/// <param name="ContentDigest">The header of that name; null for a request without a body.</param>
public sealed record SignedRequest(string Method, string Authority, string Path, string Query, string? ContentDigest);

/// <summary>
/// A machine's signature over one request: method, host, path, query and the body's digest, with an instant and a number used once.
/// Exactly one form is written and read, so that nothing is left to interpret.
/// </summary>
/// <remarks>Source: RFC 9421 (label <c>ecluse</c>, <c>ed25519</c>), RFC 9530; <c>docs/spec/api.md</c>.</remarks>
public sealed partial class HttpSignature
{
    private const string Label = "ecluse";
    private const string Tag = "ecluse-agent";
    private const int NonceBytes = 16;

    private readonly string parameters;
    private readonly byte[] signature;

    private HttpSignature(string parameters, byte[] signature, DateTimeOffset created, string nonce, string keyId, bool coversBody) =>
        (this.parameters, this.signature, Created, Nonce, KeyId, CoversBody) = (parameters, signature, created, nonce, keyId, coversBody);

    /// <summary>When it was signed, to the second, by the signer's clock.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>128 random bits, hexadecimal.</summary>
    public string Nonce { get; }

    /// <summary>Fingerprint of the key.</summary>
    public string KeyId { get; }

    /// <summary>Whether the body's digest is signed too.</summary>
    public bool CoversBody { get; }

    /// <summary>Value of the header <c>Signature-Input</c>.</summary>
    public string Input => $"{Label}={parameters}";

    /// <summary>Value of the header <c>Signature</c>.</summary>
    public string Value => $"{Label}=:{Convert.ToBase64String(signature)}:";

    /// <summary>The header <c>Content-Digest</c> of a body, from its SHA-256.</summary>
    public static string DigestOf(ReadOnlySpan<byte> sha256) => $"sha-256=:{Convert.ToBase64String(sha256)}:";

    /// <summary>Signs a request.</summary>
    public static HttpSignature Sign(SshSigner key, SignedRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(request);
        var (created, nonce) = (now.ToUnixTimeSeconds(), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes)));
        var names = string.Join(' ', Components(request).Select(one => $"\"{one.Name}\""));
        var written = string.Create(
            CultureInfo.InvariantCulture,
            $"({names});created={created};nonce=\"{nonce}\";keyid=\"{key.PublicKey.Fingerprint}\";alg=\"ed25519\";tag=\"{Tag}\"");
        return new HttpSignature(
            written, key.SignRaw(Base(Components(request), written)), DateTimeOffset.FromUnixTimeSeconds(created), nonce, key.PublicKey.Fingerprint,
            request.ContentDigest is not null);
    }

    /// <summary>Reads both headers; null for what is not of the one form.</summary>
    public static HttpSignature? Parse(string? input, string? value)
    {
        if (Form().Match(input ?? "") is not { Success: true } form || Signed().Match(value ?? "") is not { Success: true } signed)
        {
            return null;
        }

        var raw = new byte[64];
        return Convert.TryFromBase64String(signed.Groups[1].Value, raw, out var length) && length == raw.Length
            && long.TryParse(form.Groups["created"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var created)
            && created <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? new HttpSignature(
                    form.Groups["all"].Value, raw, DateTimeOffset.FromUnixTimeSeconds(created), form.Groups["nonce"].Value,
                    form.Groups["keyid"].Value, form.Groups["body"].Success)
                : null;
    }

    /// <summary>Whether a key signed this very request.</summary>
    public bool Holds(SshPublicKey key, SignedRequest request)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(request);
        return key.Kind is Ed25519Kind kind && key.Fingerprint == KeyId && CoversBody == (request.ContentDigest is not null)
            && kind.HoldsRaw(Base(Components(request), parameters), signature);
    }

    /// <summary>The bytes that are signed (RFC 9421, 2.5).</summary>
    internal static byte[] Base(IEnumerable<(string Name, string Value)> components, string parameters) => Encoding.ASCII.GetBytes(
        string.Concat(components.Select(one => $"\"{one.Name}\": {one.Value}\n")) + $"\"@signature-params\": {parameters}");

    private static IEnumerable<(string Name, string Value)> Components(SignedRequest request)
    {
        yield return ("@method", request.Method);
        yield return ("@authority", request.Authority);
        yield return ("@path", request.Path);
        yield return ("@query", request.Query);
        if (request.ContentDigest is { } digest)
        {
            yield return ("content-digest", digest);
        }
    }

    [GeneratedRegex("""\Aecluse=(?<all>\("@method" "@authority" "@path" "@query"(?<body> "content-digest")?\);created=(?<created>[1-9][0-9]{0,11});nonce="(?<nonce>[0-9a-f]{32})";keyid="(?<keyid>SHA256:[A-Za-z0-9+/]{43})";alg="ed25519";tag="ecluse-agent")\z""")]
    private static partial Regex Form();

    [GeneratedRegex(@"\Aecluse=:([A-Za-z0-9+/]{86}==):\z")]
    private static partial Regex Signed();
}
