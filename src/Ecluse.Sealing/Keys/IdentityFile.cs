using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Age;
using Ecluse.Durability;

namespace Ecluse.Keys;

/// <summary>
/// A file of age identities: one a line, comments after <c>#</c>, blank lines; what <c>age -i</c> takes. Disposing it
/// zeroes the identities.
/// </summary>
public sealed class IdentityFile : IDisposable
{
    /// <summary>Largest file read, in bytes.</summary>
    public const int LengthMax = 1024 * 1024;

    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private IdentityFile(IReadOnlyList<AgeIdentity> identities) => Identities = identities;

    /// <summary>At least one, in the order of the file.</summary>
    public IReadOnlyList<AgeIdentity> Identities { get; }

    /// <summary>Reads a file that no other account may open.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="KeyException">
    /// <c>KEY-001</c> missing, <c>KEY-002</c> open to others, <c>KEY-004</c> malformed line, <c>KEY-005</c> empty,
    /// <c>KEY-007</c> unreadable.
    /// </exception>
    public static IdentityFile Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            RefuseOpenToOthers(file);
            return Read(file);
        }
        catch (Exception error) when (DiskTroubles.IsDisk(error))
        {
            var trouble = DiskTroubles.Of(error);
            throw trouble == DiskTrouble.Missing ? KeyException.Missing() : KeyException.Disk(trouble, error);
        }
    }

    /// <summary>Reads identities from a stream, to its end.</summary>
    /// <exception cref="KeyException"><c>KEY-004</c>, <c>KEY-005</c>.</exception>
    public static IdentityFile Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var bytes = new byte[LengthMax];
        var length = stream.ReadAtLeast(bytes, LengthMax, throwOnEndOfStream: false);
        var text = new char[length];
        try
        {
            Encoding.Latin1.GetChars(bytes.AsSpan(0, length), text);
            return new IdentityFile(Parse(text));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes.AsSpan(0, length));
            Array.Clear(text);
        }
    }

    /// <summary>Makes a new identity and writes it, flushed, to a new file that only this account may open.</summary>
    /// <param name="path">Must not exist; its folder must.</param>
    /// <param name="kind">Hybrid unless an older age program must read the files.</param>
    /// <param name="clock">For the comment that says when.</param>
    /// <returns>The recipient to seal to.</returns>
    /// <exception cref="KeyException"><c>KEY-003</c> the file exists, <c>KEY-007</c> the disk refuses.</exception>
    public static AgeRecipient Create(string path, AgeKeyKind kind, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        using var identity = AgeIdentity.New(kind);
        var secret = identity.ExportSecret();
        var at = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        byte[] text =
        [
            .. Encoding.ASCII.GetBytes($"# created: {at}\n# public key: {identity.Recipient}\n"), .. secret, (byte)'\n',
        ];
        try
        {
            Write(path, text);
            return identity.Recipient;
        }
        catch (Exception error) when (DiskTroubles.IsDisk(error))
        {
            var trouble = DiskTroubles.Of(error);
            throw trouble == DiskTrouble.Exists ? KeyException.Exists() : KeyException.Disk(trouble, error);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var identity in Identities)
        {
            identity.Dispose();
        }
    }

    private static void Write(string path, byte[] text)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mine;
        }

        using (var file = new FileStream(path, options))
        {
            try
            {
                file.Write(text);
                file.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                File.Delete(path);
                throw;
            }
        }

        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private static void RefuseOpenToOthers(FileStream file)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var mode = File.GetUnixFileMode(file.SafeFileHandle);
        if ((mode & Others) != UnixFileMode.None)
        {
            throw KeyException.OpenToOthers(Convert.ToString((int)mode & 0x1ff, 8));
        }
    }

    private static List<AgeIdentity> Parse(ReadOnlySpan<char> text)
    {
        var identities = new List<AgeIdentity>();
        var number = 0;
        foreach (var range in text.Split('\n'))
        {
            number++;
            var line = text[range].TrimEnd('\r');
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            try
            {
                identities.Add(AgeIdentity.Parse(line));
            }
            catch (AgeException)
            {
                identities.ForEach(identity => identity.Dispose());
                throw KeyException.BadLine(number, line.Length);
            }
        }

        return identities.Count > 0 ? identities : throw KeyException.Empty();
    }
}
