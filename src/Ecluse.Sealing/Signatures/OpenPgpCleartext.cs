using System.Text;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace Ecluse.Signatures;

/// <summary>
/// A text in an OpenPGP cleartext signature, as RFC 9116 asks of <c>security.txt</c> (OpenPGP: RFC 9580, section 7). Only verified here; a person
/// signs elsewhere.
/// </summary>
public static class OpenPgpCleartext
{
    private const int LengthMax = 64 * 1024;

    /// <summary>The signed text.</summary>
    /// <param name="file">The whole file, with its signature.</param>
    /// <param name="publicKeys">Armoured public keys.</param>
    /// <returns>The text that was signed, lines ended by LF; null where the file is none or no key of these signed it.</returns>
    public static string? Verify(byte[] file, byte[] publicKeys)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(publicKeys);
        try
        {
            return file.Length > LengthMax || publicKeys.Length > LengthMax ? null : Read(file, publicKeys);
        }
        catch (Exception malformed) when (malformed is IOException or PgpException or ArgumentException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string? Read(byte[] file, byte[] publicKeys)
    {
        using var armour = new ArmoredInputStream(new MemoryStream(file));
        if (!armour.IsClearText())
        {
            return null;
        }

        var written = new MemoryStream();
        for (var one = armour.ReadByte(); one >= 0 && armour.IsClearText(); one = armour.ReadByte())
        {
            written.WriteByte((byte)one);
        }

        // Line ends are CR LF for the signature, and white space before them counts for nothing.
        var lines = Encoding.UTF8.GetString(written.ToArray()).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.TrimEnd(' ', '\t')).ToList();
        if (new PgpObjectFactory(armour).NextPgpObject() is not PgpSignatureList { Count: 1 } signatures)
        {
            return null;
        }

        var signature = signatures[0];
        using var keys = PgpUtilities.GetDecoderStream(new MemoryStream(publicKeys));
        var key = new PgpPublicKeyRingBundle(keys).GetPublicKey(signature.KeyId);
        if (key is null || key.HasRevocation() || signature.SignatureType is not (PgpSignature.CanonicalTextDocument or PgpSignature.BinaryDocument)
            || signature.HashAlgorithm is HashAlgorithmTag.MD5 or HashAlgorithmTag.Sha1 or HashAlgorithmTag.RipeMD160)
        {
            return null;
        }

        signature.InitVerify(key);
        signature.Update(Encoding.UTF8.GetBytes(string.Join("\r\n", lines)));
        return signature.Verify() ? string.Join('\n', lines) : null;
    }
}
