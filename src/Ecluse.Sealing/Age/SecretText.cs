using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Age;

/// <summary>Writes a secret without leaving it in a string, which could not be zeroed.</summary>
internal static class SecretText
{
    public static byte[] Write(string prefix, ReadOnlySpan<byte> secret)
    {
        var lower = Bech32.Encode(prefix, secret);
        var text = new byte[lower.Length];
        Ascii.ToUpperInPlace(lower, out _);
        Encoding.ASCII.GetBytes(lower, text);
        CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(lower.AsSpan()));
        return text;
    }
}
