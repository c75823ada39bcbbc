using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Acts;

/// <summary>
/// A salted commitment: the journal can later be shown to have meant this text, and says nothing about it once the salt
/// is erased.
/// </summary>
/// <param name="Value">HMAC-SHA-256 of the text in UTF-8 under the salt, lower-case hex; stands in the journal.</param>
/// <param name="Salt">32 random bytes, lower-case hex; stands beside the text and is erased with it.</param>
public sealed record Commitment(string Value, string Salt)
{
    private const int SaltBytes = 32;

    /// <summary>Commits to a text under a new salt.</summary>
    public static Commitment To(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new Commitment(Compute(salt, text), Convert.ToHexStringLower(salt));
    }

    /// <summary>Whether this is the text that was committed to.</summary>
    public bool Matches(string text) => Compute(Convert.FromHexString(Salt), text) == Value;

    private static string Compute(byte[] salt, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(text)));
}
