using System.Security.Cryptography;
using Ecluse.Host.Composition;
using Ecluse.Storage.Accounts;
using OtpNet;

namespace Ecluse.Host.Accounts;

/// <summary>Keys of six-figure codes (TOTP, RFC 6238: SHA-1, 30 seconds), kept under the master key.</summary>
internal sealed class CodeKeys(MasterKey master, TimeProvider clock)
{
    private const int KeyLength = 20;
    private const int Figures = 6;

    // The device's clock may be half a minute off.
    private static readonly VerificationWindow Around = new(previous: 1, future: 1);

    /// <summary>A new key.</summary>
    public static byte[] New() => RandomNumberGenerator.GetBytes(KeyLength);

    /// <summary>How a person types a key into their device.</summary>
    public static string Write(byte[] key) => Base32Encoding.ToString(key).TrimEnd('=');

    /// <summary>The address by which a device takes a key in.</summary>
    public static string Address(byte[] key, string name) =>
        $"otpauth://totp/{Uri.EscapeDataString($"Écluse:{name}")}?secret={Write(key)}&issuer={Uri.EscapeDataString("Écluse")}";

    /// <summary>Seals a person's key.</summary>
    public byte[] Seal(byte[] key, string person) => master.Seal(key, Place(person));

    /// <summary>The step that a code belongs to; null when it is none of the key's now.</summary>
    public long? StepOf(byte[] key, string code)
    {
        var typed = string.Concat(code.Where(letter => !char.IsWhiteSpace(letter)));
        return typed.Length == Figures && typed.All(char.IsAsciiDigit)
            && new Totp(key).VerifyTotp(clock.GetUtcNow().UtcDateTime, typed, out var step, Around)
                ? step
                : null;
    }

    /// <summary>The step that a code belongs to by an account's own key; null when it is none, or there is no key that opens.</summary>
    public long? StepOf(AccountRow row, string code) =>
        row.CodeKey is { } sealedKey && master.Unseal(sealedKey, Place(row.Person)) is { } key ? StepOf(key, code) : null;

    private static string Place(string person) => $"ecluse code key v1 {person}";
}
