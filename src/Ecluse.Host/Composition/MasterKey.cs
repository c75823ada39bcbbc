using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Host.Composition;

/// <summary>
/// The key that seals the few secrets which the state holds (docs/spec/accounts.md). It stands outside the data folder, so that a
/// backup or a stolen disk of that folder opens none of them.
/// </summary>
/// <param name="path">Where it is; made there at first need.</param>
/// <param name="dataFolder">Where it must not be.</param>
internal sealed class MasterKey(string path, string dataFolder)
{
    private const int Length = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly Lock gate = new();

    /// <summary>The usual place: systemd's credentials, else the user's configuration.</summary>
    public static string UsualPath
    {
        get
        {
            if (Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { Length: > 0 } credentials)
            {
                return Path.Combine(credentials, "ecluse-master.key");
            }

            var configuration = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } set
                ? set
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
            return Path.Combine(configuration, "ecluse", "master.key");
        }
    }

    /// <summary>Seals a secret for one place of the state: moved to another one it does not open.</summary>
    /// <exception cref="Errors.EcluseException"><c>SERVE-040</c>.</exception>
    public byte[] Seal(ReadOnlySpan<byte> secret, string place)
    {
        using var cipher = new ChaCha20Poly1305(Open());
        var sealedBytes = new byte[NonceLength + secret.Length + TagLength];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceLength));
        cipher.Encrypt(
            sealedBytes.AsSpan(0, NonceLength), secret, sealedBytes.AsSpan(NonceLength, secret.Length),
            sealedBytes.AsSpan(NonceLength + secret.Length), Encoding.UTF8.GetBytes(place));
        return sealedBytes;
    }

    /// <summary>Opens what was sealed for a place; null where this key did not seal it.</summary>
    /// <exception cref="Errors.EcluseException"><c>SERVE-040</c>.</exception>
    public byte[]? Unseal(byte[] sealedBytes, string place)
    {
        var secret = new byte[Math.Max(0, sealedBytes.Length - NonceLength - TagLength)];
        try
        {
            using var cipher = new ChaCha20Poly1305(Open());
            cipher.Decrypt(
                sealedBytes.AsSpan(0, NonceLength), sealedBytes.AsSpan(NonceLength, secret.Length), sealedBytes.AsSpan(NonceLength + secret.Length),
                secret, Encoding.UTF8.GetBytes(place));
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>A key for one purpose, 32 bytes, the same as long as this one is.</summary>
    /// <exception cref="Errors.EcluseException"><c>SERVE-040</c>.</exception>
    public byte[] Derive(string purpose) => HMACSHA256.HashData(Open(), Encoding.UTF8.GetBytes(purpose));

    /// <summary>Whether it stands where it must and as it must; one that nobody needed yet is whole too.</summary>
    public bool IsWhole
    {
        get
        {
            if (!File.Exists(path))
            {
                return !IsInside;
            }

            try
            {
                return Open().Length == Length;
            }
            catch (Errors.EcluseException)
            {
                return false;
            }
        }
    }

    private bool IsInside => (Path.GetFullPath(path) + "/").StartsWith(Path.GetFullPath(dataFolder).TrimEnd('/') + "/", StringComparison.Ordinal);

    private byte[] Open()
    {
        lock (gate)
        {
            if (IsInside)
            {
                throw ServerErrors.MasterKeyRefused();
            }

            if (!File.Exists(path))
            {
                Make();
            }

            var key = File.ReadAllBytes(path);
            var isOthers = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;
            return key.Length == Length && !isOthers ? key : throw ServerErrors.MasterKeyRefused();
        }
    }

    // Beside and renamed: a crash leaves none or a whole one. Of two processes that need it first, one makes it and both use it.
    private void Make()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = $"{path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(beside, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(Length));
            file.Flush(flushToDisk: true);
        }

        if (!Durability.NewName.Give(beside, path))
        {
            File.Delete(beside);
        }

        Durability.FolderSync.Flush(Path.GetDirectoryName(path)!);
    }
}
