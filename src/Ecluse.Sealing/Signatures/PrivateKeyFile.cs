using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Ecluse.Signatures;

/// <summary>The file format of OpenSSH's private keys, without passphrase, one ed25519 key.</summary>
internal static class PrivateKeyFile
{
    private const int BlockBytes = 8;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly byte[] Magic = "openssh-key-v1\0"u8.ToArray();

    public static SshSigner Read(string path)
    {
        const UnixFileMode Tolerated = OwnerOnly | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & ~Tolerated) != 0)
        {
            throw SignatureErrors.OpenKeyFile();
        }

        try
        {
            return Parse(File.ReadAllText(path, Encoding.ASCII));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw SignatureErrors.KeyFileMissing();
        }
    }

    public static void Write(string path, SshSigner signer)
    {
        WriteNew(path, Encode(signer), OwnerOnly);
        const UnixFileMode Public = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        WriteNew(path + ".pub", signer.PublicKey.ToLine() + "\n", Public);
    }

    public static SshSigner Parse(string text)
    {
        var reader = new SshReader(SshArmor.Decode(text, SshArmor.PrivateKey), SignatureErrors.MalformedPrivateKey);
        if (!reader.Take(Magic.Length).SequenceEqual(Magic))
        {
            throw SignatureErrors.MalformedPrivateKey();
        }

        var cipher = reader.Name();
        if (cipher != "none" || reader.Name() != "none")
        {
            throw SignatureErrors.EncryptedKey();
        }

        var options = reader.Bytes();
        var keys = reader.UInt32();
        var publicBlob = reader.Bytes();
        var secrets = reader.Bytes();
        reader.End();
        return options.IsEmpty && keys == 1 ? Secrets(secrets, publicBlob) : throw SignatureErrors.MalformedPrivateKey();
    }

    private static SshSigner Secrets(ReadOnlySpan<byte> secrets, ReadOnlySpan<byte> publicBlob)
    {
        var reader = new SshReader(secrets, SignatureErrors.MalformedPrivateKey);
        var sameNumber = reader.UInt32() == reader.UInt32();
        if (!sameNumber || reader.Name() != SignatureKinds.Ed25519)
        {
            throw SignatureErrors.MalformedPrivateKey();
        }

        _ = reader.Bytes();
        var seedAndPoint = reader.Bytes();
        var comment = Encoding.UTF8.GetString(reader.Bytes());
        if (seedAndPoint.Length != 64)
        {
            throw SignatureErrors.MalformedPrivateKey();
        }

        var signer = new SshSigner(seedAndPoint[..Ed25519.SecretKeySize].ToArray(), Printable(comment));
        return signer.PublicKey.Blob.SequenceEqual(publicBlob) ? signer : throw SignatureErrors.MalformedPrivateKey();
    }

    internal static string Encode(SshSigner signer)
    {
        var point = signer.PublicKey.Blob[^Ed25519.PublicKeySize..];
        var number = BinaryPrimitives.ReadUInt32BigEndian(RandomNumberGenerator.GetBytes(4));
        var secrets = new SshWriter().UInt32(number).UInt32(number).Name(SignatureKinds.Ed25519).Bytes(point)
            .Bytes([.. signer.Seed, .. point]).Name(signer.PublicKey.Comment);
        var length = secrets.ToArray().Length;
        for (byte filler = 1; length % BlockBytes != 0; filler++, length++)
        {
            secrets.Raw([filler]);
        }

        var file = new SshWriter().Raw(Magic).Name("none").Name("none").Name("").UInt32(1)
            .Bytes(signer.PublicKey.Blob).Bytes(secrets.ToArray());
        return SshArmor.Encode(file.ToArray(), SshArmor.PrivateKey);
    }

    private static void WriteNew(string path, string text, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    private static string Printable(string comment) => new([.. comment.Where(character => !char.IsControl(character))]);
}
