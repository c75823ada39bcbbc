using System.Text;
using Ecluse.Checks;
using Ecluse.Host.Composition;
using Ecluse.Host.Sftp;
using Ecluse.Spaces;
using Ecluse.Storage;
using Ecluse.Storage.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Checks;

/// <summary>Looks at the files of a data folder: modes, seals, sshd's configuration.</summary>
/// <param name="data">The folder.</param>
internal sealed class MachineLook(DataFolder data)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly byte[] SealedBegins = Encoding.ASCII.GetBytes("age-encryption.org/v1\n");
    private static readonly string[] Algorithms = ["KexAlgorithms", "Ciphers", "MACs", "HostKeyAlgorithms", "PubkeyAcceptedAlgorithms", "CASignatureAlgorithms"];
    private static readonly string[] HostKeys = ["host_ed25519", "host_ecdsa", "host_rsa"];

    /// <summary>The data folder, the folders of keys and every key in them, and the files that name secrets.</summary>
    public IReadOnlyList<FileFact> Files()
    {
        if (OperatingSystem.IsWindows())
        {
            return [];
        }

        string[] folders = [data.Path, data.PassageKeys, data.SigningKeys, data.SpaceKeys, Path.Combine(data.Path, "sftp")];
        string[] files = ["connections.yaml", DepotStores.FileName, "providers.yaml", .. HostKeys.Select(name => Path.Combine("sftp", name))];
        var keys = new[] { data.PassageKeys, data.SigningKeys, data.SpaceKeys }.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Where(path => !path.EndsWith(".pub", StringComparison.Ordinal));
        return
        [
            .. folders.Where(Directory.Exists).Concat(files.Select(name => Path.Combine(data.Path, name)).Where(File.Exists)).Concat(keys).Distinct()
                .Order(StringComparer.Ordinal).Select(Fact),
        ];
    }

    /// <summary>Reads the beginning of what lies in the depot's folders.</summary>
    public async Task<SealedFact> SealedAsync(EcluseState state, CancellationToken cancellation)
    {
        var parcels = new[] { data.Depot, data.HandOvers, data.Received }.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.age*", SearchOption.AllDirectories));
        var begins = (await state.Set<SegmentRow>().AsNoTracking().Where(row => row.Kind != SegmentKind.GoesOn).Select(row => row.File).ToListAsync(cancellation)).ToHashSet();
        var segments = Directory.Exists(data.Spaces)
            ? Directory.EnumerateFiles(data.Spaces, "*", SearchOption.AllDirectories).Where(path => begins.Contains(Path.GetFileName(path).Split('.')[0])) : [];
        var (looked, notSealed) = (0L, new List<string>());
        foreach (var path in parcels.Concat(segments))
        {
            looked++;
            if (!IsSealed(path))
            {
                notSealed.Add(Path.GetRelativePath(data.Path, path));
            }
        }

        return new SealedFact(looked, notSealed, File.Exists(Path.Combine(data.Path, DepotStores.FileName)));
    }

    /// <summary>sshd's configuration, as it was written at the server's last start; null where SFTP was never offered.</summary>
    public SshFact? Ssh()
    {
        var place = new SshdPlace(Path.Combine(data.Path, "sftp"));
        if (!File.Exists(place.Configuration))
        {
            return null;
        }

        var ours = Of(SshdConfiguration.Of(place, System.Net.IPAddress.Loopback, 0, []));
        var there = Of(File.ReadAllText(place.Configuration));
        var other = Algorithms.SelectMany(word => there[word].Except(ours[word]).Select(name => $"{word} {name}")
            .Concat(there[word].Any() ? [] : [$"{word} –"]));
        return new SshFact(HostKeys.Count(name => File.Exists(Path.Combine(place.Folder, name))), [.. other]);
    }

    private static ILookup<string, string> Of(string configuration) => configuration.Split('\n').Select(line => line.Trim().Split(' ', 2))
        .Where(words => words.Length == 2).SelectMany(words => words[1].Split(',').Select(name => (Word: words[0], Name: name.Trim()))).ToLookup(one => one.Word, one => one.Name, StringComparer.OrdinalIgnoreCase);

    // A file that goes while it is looked at was removed by its rightful end.
    private static bool IsSealed(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var begins = new byte[Math.Min(SealedBegins.Length, file.Length)];
            file.ReadExactly(begins);
            return begins.AsSpan().SequenceEqual(SealedBegins.AsSpan(0, begins.Length));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
    }

    private FileFact Fact(string path)
    {
        var mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
        return new FileFact(Path.GetRelativePath(data.Path, path), Convert.ToString((int)mode, 8), (mode & Others) != 0);
    }
}
