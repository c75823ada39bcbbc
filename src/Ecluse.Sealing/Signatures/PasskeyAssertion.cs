using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ecluse.Signatures;

/// <summary>
/// What a browser gives when a passkey signs: the authenticator signs its own data and the hash of the client data, and the
/// client data holds what was asked for and on which site. Here it stands in an SSH signature, so that <c>ssh-keygen</c>
/// verifies it too: the challenge is the bytes that any SSH signature signs.
/// </summary>
/// <remarks>
/// Source: OpenSSH PROTOCOL.u2f, "webauthn" signatures; W3C Web Authentication 2, 5.8.1.1 (order of the client data) and 7.2;
/// <c>docs/spec/signatures.md</c>.
/// </remarks>
internal sealed class PasskeyAssertion
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HasKey = 0x40;
    private const byte HasExtensions = 0x80;

    private readonly byte[] raw;
    private readonly byte[] flagsAndCounter;
    private readonly byte[] origin;
    private readonly byte[] clientData;
    private readonly byte[] extensions;

    public PasskeyAssertion(
        ReadOnlySpan<byte> raw, ReadOnlySpan<byte> flagsAndCounter, ReadOnlySpan<byte> origin, ReadOnlySpan<byte> clientData,
        ReadOnlySpan<byte> extensions)
    {
        this.raw = raw.ToArray();
        this.flagsAndCounter = flagsAndCounter.ToArray();
        this.origin = origin.ToArray();
        this.clientData = clientData.ToArray();
        this.extensions = extensions.ToArray();
    }

    /// <summary>The name of these signatures by a key of a kind; null where the kind has none.</summary>
    public static string? AlgorithmOf(string kind) =>
        kind == SignatureKinds.EcdsaHardware ? SignatureKinds.Passkey : null;

    /// <summary>Reads what stands behind the algorithm's name.</summary>
    public static PasskeyAssertion Read(ref SshReader reader)
    {
        var read = new PasskeyAssertion(reader.Bytes(), reader.Take(5), reader.Bytes(), reader.Bytes(), reader.Bytes());
        reader.End();
        return read;
    }

    /// <summary>The whole signature as it stands in an SSHSIG blob.</summary>
    public byte[] Write() => new SshWriter().Name(SignatureKinds.Passkey).Bytes(raw).Raw(flagsAndCounter).Bytes(origin)
        .Bytes(clientData).Bytes(extensions).ToArray();

    /// <summary>Whether the passkey of this application signed these bytes, on its own site, for a person it verified.</summary>
    /// <exception cref="Errors.EcluseException"><c>SIGN-011</c>, <c>SIGN-015</c>, <c>SIGN-016</c>.</exception>
    public bool Holds(SshPublicKey key, string application, IRawSignature signature, ReadOnlySpan<byte> signed)
    {
        var flags = flagsAndCounter[0];
        byte[] begin =
        [
            .. "{\"type\":\"webauthn.get\",\"challenge\":\""u8, .. Encoding.ASCII.GetBytes(Base64Url.EncodeToString(signed)),
            .. "\",\"origin\":\""u8, .. origin, .. "\""u8,
        ];
        byte[] whole =
            [.. HardwareKind.ApplicationHash(application), .. flagsAndCounter, .. extensions, .. SHA256.HashData(clientData)];
        if (!clientData.AsSpan().StartsWith(begin) || (flags & HasKey) != 0
            || (flags & HasExtensions) == 0 != (extensions.Length == 0) || !signature.HoldsRaw(whole, raw))
        {
            return false;
        }

        return (flags & Present) == 0 ? throw SignatureErrors.NoTouch(key)
            : (flags & Verified) == 0 ? throw SignatureErrors.NotVerified(key)
            : IsSiteOf(application) && !IsFramed() ? true : throw SignatureErrors.OtherSite(key);
    }

    // https, or a site of this very machine, whose traffic leaves no wire.
    private bool IsSiteOf(string application)
    {
        var said = Encoding.ASCII.GetString(origin);
        return Uri.TryCreate(said, UriKind.Absolute, out var site)
            && said == $"{site.Scheme}://{application}{(site.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{site.Port}"))}"
            && (site.Scheme == Uri.UriSchemeHttps
                || (site.Scheme == Uri.UriSchemeHttp && ("." + application).EndsWith(".localhost", StringComparison.Ordinal)));
    }

    // Client data that is not one object, or says a name twice, says nothing that can be relied on.
    private bool IsFramed()
    {
        try
        {
            using var data = JsonDocument.Parse(clientData, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return data.RootElement.TryGetProperty("topOrigin", out _)
                || (data.RootElement.TryGetProperty("crossOrigin", out var crossed) && crossed.ValueKind != JsonValueKind.False);
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
