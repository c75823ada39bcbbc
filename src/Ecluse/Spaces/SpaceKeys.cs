using System.Security.Cryptography;
using System.Text;
using Ecluse.Age;
using Ecluse.Keys;

namespace Ecluse.Spaces;

/// <summary>
/// The key of each space, under which the names in it are known: a file of its own, in no backup, destroyed with the space. It opens
/// nothing.
/// </summary>
/// <param name="folder">Folder of all of them: <c>keys/spaces</c> in the data folder.</param>
public sealed class SpaceKeys(string folder)
{
    /// <summary>Longest name, in bytes of UTF-8.</summary>
    public const int NameBytesMax = 1024;

    private const string Suffix = ".key";

    /// <summary>Makes the key of a space.</summary>
    /// <remarks>In the form of an identity file, so that it is destroyed the same way; it seals nothing.</remarks>
    /// <exception cref="KeyException"><c>KEY-003</c>, <c>KEY-007</c>.</exception>
    public void Create(string space, TimeProvider clock)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        IdentityFile.Create(PathOf(space), AgeKeyKind.X25519, clock);
    }

    /// <summary>Whether the key is here.</summary>
    public bool Exists(string space) => File.Exists(PathOf(space));

    /// <summary>Spaces that have a key here.</summary>
    public IReadOnlyList<string> List() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Suffix).Select(path => Path.GetFileNameWithoutExtension(path)).Where(SpaceIds.IsSpace)]
        : [];

    /// <summary>What is kept of a name: HMAC-SHA-256, lower-case hex, that depends on who typed it.</summary>
    /// <exception cref="Errors.EcluseException"><c>SPACE-008</c>: the key is gone; <c>SPACE-016</c>: no name, or a longer one.</exception>
    public string HmacOf(string space, string person, string name)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(name);
        var length = Encoding.UTF8.GetByteCount(name);
        if (length is 0 or > NameBytesMax)
        {
            throw SpaceErrors.BadName(length);
        }

        var key = Read(space);
        try
        {
            byte[] named = [.. Encoding.UTF8.GetBytes(person), 0, .. Encoding.UTF8.GetBytes(name)];
            return Convert.ToHexStringLower(HMACSHA256.HashData(key, named));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Destroys the key and re-reads its absence; doing it twice is doing it once.</summary>
    public KeyDestruction Destroy(string space) => KeyDestruction.Of(PathOf(space));

    private byte[] Read(string space)
    {
        if (!Exists(space))
        {
            throw SpaceErrors.Closed();
        }

        using var file = IdentityFile.Read(PathOf(space));
        var secret = file.Identities[0].ExportSecret();
        var key = SHA256.HashData(secret);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }

    private string PathOf(string space) => Path.Combine(folder, SpaceIds.Check(space) + Suffix);
}
