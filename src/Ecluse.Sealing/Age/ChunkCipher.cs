using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Portable = Org.BouncyCastle.Crypto.Modes.ChaCha20Poly1305;

namespace Ecluse.Age;

/// <summary>
/// ChaCha20-Poly1305 under one key: the system's where it has it, BouncyCastle's elsewhere. Sealed bytes end with the tag.
/// </summary>
internal sealed class ChunkCipher : IDisposable
{
    /// <summary>Name of the runtime's switch with which tests have BouncyCastle's cipher do everything; no command sets it.</summary>
    internal const string PortableSwitch = "Ecluse.PortableCipher";

    public const int TagLength = 16;
    public const int NonceLength = 12;

    private readonly ChaCha20Poly1305? native;
    private readonly byte[] portableKey;

    public ChunkCipher(ReadOnlySpan<byte> key)
        : this(key, ChaCha20Poly1305.IsSupported && !(AppContext.TryGetSwitch(PortableSwitch, out var portable) && portable))
    {
    }

    internal ChunkCipher(ReadOnlySpan<byte> key, bool useNative)
    {
        native = useNative ? new ChaCha20Poly1305(key) : null;
        portableKey = useNative ? [] : key.ToArray();
    }

    /// <summary>Whether the system does the work.</summary>
    internal bool IsOfSystem => native is not null;

    public static ReadOnlySpan<byte> ZeroNonce => new byte[NonceLength];

    /// <summary>Seals; <paramref name="sealedBytes"/> has room for the plaintext and the tag.</summary>
    public void Seal(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, Span<byte> sealedBytes)
    {
        if (native is not null)
        {
            native.Encrypt(nonce, plain, sealedBytes[..plain.Length], sealedBytes[plain.Length..]);
            return;
        }

        var engine = Engine(true, nonce);
        var written = engine.ProcessBytes(plain, sealedBytes);
        engine.DoFinal(sealedBytes[written..]);
    }

    /// <summary>Opens into <paramref name="plain"/>, which has room for exactly the plaintext.</summary>
    /// <returns><see langword="false"/>, with <paramref name="plain"/> zeroed, when the tag does not hold.</returns>
    public bool TryOpen(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedBytes, Span<byte> plain)
    {
        try
        {
            Open(nonce, sealedBytes, plain);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            CryptographicOperations.ZeroMemory(plain);
            return false;
        }
        catch (InvalidCipherTextException)
        {
            CryptographicOperations.ZeroMemory(plain);
            return false;
        }
    }

    public void Dispose()
    {
        native?.Dispose();
        CryptographicOperations.ZeroMemory(portableKey);
    }

    private void Open(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedBytes, Span<byte> plain)
    {
        if (native is not null)
        {
            native.Decrypt(nonce, sealedBytes[..^TagLength], sealedBytes[^TagLength..], plain);
            return;
        }

        var engine = Engine(false, nonce);
        var written = engine.ProcessBytes(sealedBytes, plain);
        engine.DoFinal(plain[written..]);
    }

    private Portable Engine(bool seal, ReadOnlySpan<byte> nonce)
    {
        var engine = new Portable();
        engine.Init(seal, new ParametersWithIV(new KeyParameter(portableKey), nonce));
        return engine;
    }
}
