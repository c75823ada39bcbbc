using System.Formats.Asn1;
using System.Text;

namespace Ecluse.Signatures;

/// <summary>
/// Signing with a passkey in a browser, made into the same <c>.sig</c> file as every other signature: the public key as an
/// OpenSSH line, the challenge to ask the browser for, and the signature from what it answers.
/// </summary>
/// <remarks>Source: <c>docs/spec/signatures.md</c>, "Passkeys"; decision 0019.</remarks>
public static class PasskeySigning
{
    private const int AuthenticatorDataMin = 37;

    // An ES256 key as an authenticator must write it (CTAP2 canonical CBOR): {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
    private static readonly byte[] BeforeX = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
    private static readonly byte[] BeforeY = [0x22, 0x58, 0x20];

    /// <summary>The passkey's public key as it stands in a contract and in <c>allowed_signers</c>.</summary>
    /// <param name="cose">The credential's public key, COSE, as Web Authentication gives it.</param>
    /// <param name="site">Its relying-party id: the host of the signing page.</param>
    /// <exception cref="Errors.EcluseException"><c>SIGN-017</c>: not ES256, or not in its one form; <c>SIGN-007</c>: no point of the curve.</exception>
    public static SshPublicKey PublicKey(ReadOnlySpan<byte> cose, string site)
    {
        ArgumentNullException.ThrowIfNull(site);
        if (cose.Length != BeforeX.Length + 32 + BeforeY.Length + 32 || !cose.StartsWith(BeforeX)
            || !cose[(BeforeX.Length + 32)..].StartsWith(BeforeY))
        {
            throw SignatureErrors.MalformedPasskey();
        }

        byte[] point = [4, .. cose.Slice(BeforeX.Length, 32), .. cose[^32..]];
        return SshPublicKey.FromBlob(new SshWriter()
            .Name(SignatureKinds.EcdsaHardware).Name("nistp256").Bytes(point).Name(site).ToArray());
    }

    /// <summary>What the browser is asked to sign for a document: the bytes that any SSH signature of it signs.</summary>
    /// <param name="space">Namespace of the kind of document.</param>
    /// <param name="message">The document's exact bytes.</param>
    public static byte[] Challenge(string space, ReadOnlySpan<byte> message) =>
        SshSignature.SignedBytes(space, [], SshSignature.HashUsed, message);

    /// <summary>The signature, from a browser's answer; it still has to be verified like any other.</summary>
    /// <param name="key">The key of <see cref="PublicKey"/>.</param>
    /// <param name="space">Namespace that was asked for.</param>
    /// <param name="clientData">Client data, as the browser gave it.</param>
    /// <param name="authenticatorData">Authenticator data, as the browser gave it.</param>
    /// <param name="signature">ES256 signature, DER.</param>
    /// <param name="origin">The signing page's origin: scheme, host and port.</param>
    /// <exception cref="Errors.EcluseException"><c>SIGN-001</c>: not what a browser gives.</exception>
    public static SshSignature Signature(
        SshPublicKey key, string space, ReadOnlySpan<byte> clientData, ReadOnlySpan<byte> authenticatorData,
        ReadOnlySpan<byte> signature, string origin)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(origin);
        if (authenticatorData.Length < AuthenticatorDataMin)
        {
            throw SignatureErrors.MalformedSignature();
        }

        var assertion = new PasskeyAssertion(
            Numbers(signature), authenticatorData[32..AuthenticatorDataMin], Encoding.ASCII.GetBytes(origin), clientData,
            authenticatorData[AuthenticatorDataMin..]);
        return new SshSignature(key, space, [], SshSignature.HashUsed, assertion.Write());
    }

    // DER: SEQUENCE of two INTEGERs; SSH: two numbers in the same shortest form, each with a length of four bytes.
    private static byte[] Numbers(ReadOnlySpan<byte> der)
    {
        try
        {
            var reader = new AsnReader(der.ToArray(), AsnEncodingRules.DER);
            var sequence = reader.ReadSequence();
            var numbers = new SshWriter().Bytes(sequence.ReadIntegerBytes().Span).Bytes(sequence.ReadIntegerBytes().Span).ToArray();
            sequence.ThrowIfNotEmpty();
            reader.ThrowIfNotEmpty();
            return numbers;
        }
        catch (AsnContentException)
        {
            throw SignatureErrors.MalformedSignature();
        }
    }
}
