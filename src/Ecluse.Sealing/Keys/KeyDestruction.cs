using System.Security.Cryptography;
using System.Text;
using Ecluse.Age;
using Ecluse.Durability;

namespace Ecluse.Keys;

/// <summary>What was done to a key's file, for the certificate. Says nothing of copies made by the disk or by people.</summary>
/// <param name="Found">Whether the file was there; when not, only its absence was confirmed and made to last.</param>
/// <param name="OverwrittenBytes">Bytes written over the file's content and flushed, in place as far as the file system does so.</param>
/// <param name="Fingerprints">SHA-256, lower-case hexadecimal, of the text of each recipient whose identity stood in the file.</param>
public sealed record KeyDestruction(bool Found, long OverwrittenBytes, IReadOnlyList<string> Fingerprints)
{
    private const int SizeMax = IdentityFile.LengthMax;
    private const string SecretStart = "AGE-SECRET-KEY-";

    /// <summary>The fingerprint under which certificates name a recipient.</summary>
    public static string Fingerprint(AgeRecipient recipient)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(recipient.ToString()!)));
    }

    /// <summary>
    /// Overwrites the file, flushes it, removes its name, flushes the folder and reads back that the name is gone. May be
    /// repeated: a file that is not there any more is confirmed to be so.
    /// </summary>
    /// <param name="path">A file of identities, whole or half written; anything else is not touched.</param>
    /// <exception cref="KeyException">
    /// <c>KEY-004</c> not an identity file, <c>KEY-006</c> a link or a file with other names, <c>KEY-007</c> the disk
    /// refused, <c>KEY-008</c> still there.
    /// </exception>
    public static KeyDestruction Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            var found = new FileInfo(path) is { Exists: true } or { LinkTarget: not null };
            var done = found ? Overwrite(path) : new KeyDestruction(false, 0, []);
            if (Directory.Exists(folder))
            {
                File.Delete(path);
                FolderSync.Flush(folder);
            }

            return IsListed(path, folder) ? throw KeyException.StillThere() : done;
        }
        catch (Exception error) when (DiskTroubles.IsDisk(error))
        {
            throw KeyException.Disk(DiskTroubles.Of(error), error);
        }
    }

    private static KeyDestruction Overwrite(string path)
    {
        RefuseOtherNames(path);

        // A process that holds the file open must not keep it from being destroyed.
        using var file = new FileStream(
            path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var fingerprints = ReadFingerprints(file);
        var length = file.Length;
        file.Position = 0;
        file.Write(Noise((int)length));
        file.Flush(flushToDisk: true);
        return new KeyDestruction(true, length, fingerprints);
    }

    // One line of comment: killed before the name is gone, the file is still one that may be destroyed.
    private static byte[] Noise(int length)
    {
        var noise = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(length, lowercase: true));
        if (length > 0)
        {
            noise[0] = (byte)'#';
        }

        return noise;
    }

    private static void RefuseOtherNames(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw KeyException.NotAlone("the name is a symbolic link", "le nom est un lien symbolique");
        }

        if (FileNames.Count(path) is > 1 and var names)
        {
            throw KeyException.NotAlone($"the file has {names} names", $"le fichier a {names} noms");
        }
    }

    /// <summary>Refuses what is not a key's file, so that a slip of the hand destroys nothing else.</summary>
    private static List<string> ReadFingerprints(FileStream file)
    {
        if (file.Length > SizeMax)
        {
            throw KeyException.BadLine(1, (int)Math.Min(file.Length, int.MaxValue));
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var fingerprints = new List<string>();
        var number = 0;
        foreach (var range in bytes.AsSpan().Split((byte)'\n'))
        {
            number++;
            var line = Encoding.Latin1.GetString(bytes.AsSpan()[range]).TrimEnd('\r');
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (!line.StartsWith(SecretStart, StringComparison.Ordinal) && !SecretStart.StartsWith(line, StringComparison.Ordinal))
            {
                throw KeyException.BadLine(number, line.Length);
            }

            AddFingerprint(line, fingerprints);
        }

        CryptographicOperations.ZeroMemory(bytes);
        return fingerprints;
    }

    private static void AddFingerprint(string line, List<string> fingerprints)
    {
        try
        {
            using var identity = AgeIdentity.Parse(line);
            fingerprints.Add(Fingerprint(identity.Recipient));
        }
        catch (AgeException)
        {
            // Half written when the machine stopped: destroyed all the same, with no recipient to name.
        }
    }

    private static bool IsListed(string path, string folder) =>
        Directory.Exists(folder)
        && Directory.EnumerateFileSystemEntries(folder).Any(entry => Path.GetFileName(entry) == Path.GetFileName(path));
}
