using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Generators;

namespace Ecluse.Age;

/// <summary>Whoever knows a passphrase. Must be the only recipient of a file.</summary>
public sealed class ScryptRecipient : AgeRecipient
{
    /// <summary>Work asked by default, as a power of two: about a second and 256 MiB.</summary>
    public const int DefaultWorkFactor = 18;

    internal const string StanzaType = "scrypt";
    internal const int SaltLength = 16;

    private readonly byte[] passphrase;
    private readonly int workFactor;

    /// <summary>Seals to a passphrase.</summary>
    /// <param name="passphrase">At least one character.</param>
    /// <param name="workFactor">1 to <see cref="ScryptIdentity.DefaultWorkFactorMax"/>: memory is 2^(n+10) bytes.</param>
    public ScryptRecipient(string passphrase, int workFactor = DefaultWorkFactor)
    {
        ArgumentException.ThrowIfNullOrEmpty(passphrase);
        ArgumentOutOfRangeException.ThrowIfLessThan(workFactor, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workFactor, ScryptIdentity.DefaultWorkFactorMax);
        this.passphrase = Encoding.UTF8.GetBytes(passphrase);
        this.workFactor = workFactor;
    }

    internal override string Group => StanzaType;

    /// <summary>Never the passphrase.</summary>
    public override string ToString() => "passphrase (secret)";

    internal static byte[] WrapKey(byte[] passphrase, ReadOnlySpan<byte> salt, int workFactor)
    {
        byte[] labelled = [.. "age-encryption.org/v1/scrypt"u8, .. salt];
        return SCrypt.Generate(passphrase, labelled, 1 << workFactor, 8, 1, FileKey.DerivedLength);
    }

    internal override Stanza Wrap(ReadOnlySpan<byte> fileKey)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        string[] arguments =
            [StrictBase64.EncodeUnpadded(salt), workFactor.ToString(CultureInfo.InvariantCulture)];
        var key = WrapKey(passphrase, salt, workFactor);
        return new Stanza(StanzaType, arguments, FileKey.Seal(key, ChunkCipher.ZeroNonce, fileKey));
    }
}
