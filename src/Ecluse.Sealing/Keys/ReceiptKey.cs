using System.Security.Cryptography;
using System.Text;
using Ecluse.Age;
using Org.BouncyCastle.Crypto.Generators;

namespace Ecluse.Keys;

/// <summary>
/// A receipt of 16 digits and the age identity that follows from it: whoever has the digits opens what is sealed to it, and they are kept
/// nowhere (docs/spec/warnings.md).
/// </summary>
public static class ReceiptKey
{
    /// <summary>Digits of a receipt: 53 bits.</summary>
    public const int Digits = 16;

    /// <summary>Bytes of an installation's salt.</summary>
    public const int SaltLength = 32;

    // 64 MiB and some tenths of a second for each try.
    private const int Cost = 1 << 16;
    private const int BlockSize = 8;
    private const int SeedLength = 32;

    /// <summary>A new receipt, as it is shown: four groups of four digits.</summary>
    public static string New() => string.Join(
        ' ', RandomNumberGenerator.GetString("0123456789", Digits).Chunk(4).Select(four => new string(four)));

    /// <summary>The digits of what was typed; null where there are not exactly 16.</summary>
    public static string? Read(string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(char.IsAsciiDigit));
        return digits.Length == Digits && (typed ?? "").All(letter => char.IsAsciiDigit(letter) || letter is ' ' or '-' or '\u00a0' or '\u202f') ? digits : null;
    }

    /// <summary>The identity of a receipt. Slow on purpose.</summary>
    /// <param name="digits">Exactly 16 digits.</param>
    /// <param name="salt">The installation's salt.</param>
    public static AgeIdentity Identity(string digits, byte[] salt)
    {
        ArgumentNullException.ThrowIfNull(digits);
        ArgumentNullException.ThrowIfNull(salt);
        if (Read(digits) != digits || salt.Length != SaltLength)
        {
            throw new ArgumentException("Sixteen digits and a whole salt.", nameof(digits));
        }

        byte[] labelled = [.. "ecluse/warning-receipt/1"u8, .. salt];
        return new HybridIdentity(SCrypt.Generate(Encoding.ASCII.GetBytes(digits), labelled, Cost, BlockSize, 1, SeedLength));
    }
}
