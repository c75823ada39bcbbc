using System.Diagnostics;
using System.Net;
using System.Text;
using Ecluse.Errors;
using Ecluse.Signatures;

namespace Ecluse.Host.Sftp;

/// <summary>The folder that sshd is started from, its owner's alone: configuration, host keys, the keys that open, bans.</summary>
internal sealed class SshdPlace(string folder)
{
    private static readonly (string Kind, string[] How)[] HostKeys =
        [("ed25519", []), ("ecdsa", ["-b", "256"]), ("rsa", ["-b", "3072"])];

    private static readonly string[] Systems = ["/usr/sbin/sshd", "/usr/local/sbin/sshd"];

    public string Folder { get; } = Path.GetFullPath(folder);

    public string Configuration => In("sshd_config");

    public string AuthorizedKeys => In("authorized_keys");

    public string Bans => In("bans.conf");

    public string Blocked => In("block.txt");

    public string Safe => In("safe.txt");

    public string Door => In("door.sock");

    /// <summary>Where sshd is.</summary>
    /// <exception cref="EcluseException"><c>SFTP-017</c>: nowhere.</exception>
    public static string Sshd => Systems.FirstOrDefault(File.Exists) ?? throw SftpErrors.SshdMissing();

    /// <summary>Path of a host key's private half.</summary>
    public string HostKey(string kind) => In("host_" + kind);

    /// <summary>Fingerprints of the host keys that are there.</summary>
    public IEnumerable<(string Kind, string Fingerprint)> HostKeyFingerprints() => HostKeys.Where(key => File.Exists(HostKey(key.Kind) + ".pub"))
        .Select(key => (key.Kind, SshPublicKey.Parse(File.ReadAllText(HostKey(key.Kind) + ".pub")).Fingerprint));

    /// <summary>Makes what is not there yet, and writes the configuration anew.</summary>
    /// <param name="address">Where sshd listens.</param>
    /// <param name="port">On which port.</param>
    /// <param name="cancellation">Stops the making of keys.</param>
    public async Task PrepareAsync(IPAddress address, int port, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        foreach (var (kind, how) in HostKeys)
        {
            if (!File.Exists(HostKey(kind)))
            {
                await MakeKeyAsync(kind, how, cancellation);
            }
        }

        Write(Bans, "");
        Write(Configuration, SshdConfiguration.Of(this, address, port, [.. HostKeys.Select(key => HostKey(key.Kind))]));
    }

    /// <summary>Writes the keys that open, each with its forced command.</summary>
    /// <param name="keys">Id and public line of each.</param>
    /// <param name="program">How Écluse is run.</param>
    /// <param name="door">The socket that connections are handed over on.</param>
    public void WriteKeys(IEnumerable<(string Id, string PublicKey)> keys, IReadOnlyList<string> program, string door) => Write(
        AuthorizedKeys, string.Concat(keys.Select(key => $"{SshdConfiguration.OptionsOf(key.Id, key.PublicKey, program, door)} {key.PublicKey}\n")));

    /// <summary>Writes which addresses sshd refuses.</summary>
    public void WriteBans(IEnumerable<string> networks) => Write(Bans, string.Concat(networks.Select(network => $"DenyUsers *@{network}\n")));

    private string In(string name) => Path.Combine(Folder, name);

    // A file that sshd reads is whole at any instant.
    private static void Write(string path, string text)
    {
        var next = path + ".next";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(next, options))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
        }

        File.Move(next, path, overwrite: true);
    }

    private async Task MakeKeyAsync(string kind, string[] how, CancellationToken cancellation)
    {
        var next = HostKey(kind) + ".next";
        File.Delete(next);
        using var making = Process.Start(new ProcessStartInfo(
            "/usr/bin/ssh-keygen", ["-q", "-t", kind, .. how, "-N", "", "-C", "", "-f", next])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        }) ?? throw SftpErrors.SshdMissing();
        await making.WaitForExitAsync(cancellation);
        if (making.ExitCode != 0)
        {
            throw SftpErrors.SshdMissing();
        }

        File.Move(next + ".pub", HostKey(kind) + ".pub", overwrite: true);
        File.Move(next, HostKey(kind));
    }
}
