using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Ecluse.Host.Sftp;

namespace Ecluse.Bench;

/// <summary>The programs of the comparison.</summary>
internal static class Runs
{
    private const int Block = 16 * 1024 * 1024;

    public static void Make(string path, int mebibytes)
    {
        var block = RandomNumberGenerator.GetBytes(Block);
        using var file = File.Create(path);
        for (var left = mebibytes * 1024L * 1024; left > 0; left -= Block)
        {
            file.Write(block.AsSpan(0, (int)Math.Min(left, Block)));
        }
    }

    /// <summary>The files of a tar, for a server that has them as files.</summary>
    public static void Segments(string tar, string folder)
    {
        Directory.CreateDirectory(folder);
        System.Formats.Tar.TarFile.ExtractToDirectory(tar, folder, overwriteFiles: false);
    }

    public static void Must(string program, string[] arguments, string? folder = null)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "", RedirectStandardOutput = true, RedirectStandardInput = true,
        })!;
        process.StandardInput.Close();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {process.ExitCode}");
        }
    }

    public static string[] Sftp(int port, string key, string batch, string command)
    {
        File.WriteAllText(batch, command + "\n");
        return
        [
            "-q", "-b", batch, "-P", port.ToString(CultureInfo.InvariantCulture), "-F", "none", "-i", key, "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o",
            "UserKnownHostsFile=/dev/null", "-o", "Ciphers=aes256-gcm@openssh.com", $"{Environment.UserName}@127.0.0.1",
        ];
    }

    /// <summary>The same sshd under the same configuration, with its own sftp in the place of ours.</summary>
    public static IDisposable PlainSshd(string folder, int port, string publicKey)
    {
        var place = new SshdPlace(Path.Combine(folder, "plain-sshd"));
        place.PrepareAsync(System.Net.IPAddress.Loopback, port, default).GetAwaiter().GetResult();
        File.WriteAllText(place.AuthorizedKeys, File.ReadAllText(publicKey));
        var text = Regex.Replace(File.ReadAllText(place.Configuration), "^Subsystem.*$", "Subsystem sftp internal-sftp", RegexOptions.Multiline)
            .Replace("PermitRootLogin forced-commands-only", "PermitRootLogin prohibit-password", StringComparison.Ordinal);
        File.WriteAllText(place.Configuration, text);
        return new Stopped(Process.Start(new ProcessStartInfo(SshdPlace.Sshd, ["-D", "-e", "-f", place.Configuration]) { RedirectStandardError = true })!);
    }

    /// <summary>FTP in clear, as in 2019; null where vsftpd is not installed.</summary>
    public static IDisposable? Vsftpd(string folder, int port)
    {
        if (!File.Exists("/usr/sbin/vsftpd"))
        {
            return null;
        }

        var root = Directory.CreateDirectory(Path.Combine(folder, "ftp")).FullName;
        Directory.CreateDirectory(Path.Combine(root, "pub"));
        var configuration = Path.Combine(folder, "vsftpd.conf");
        File.WriteAllText(configuration, $"""
            listen=YES
            listen_address=127.0.0.1
            listen_port={port}
            background=NO
            run_as_launching_user=YES
            anonymous_enable=YES
            anon_root={root}
            anon_upload_enable=YES
            anon_world_readable_only=NO
            write_enable=YES
            local_enable=NO
            seccomp_sandbox=NO
            secure_chroot_dir={root}

            """);
        return new Stopped(Process.Start(new ProcessStartInfo("/usr/sbin/vsftpd", [configuration]) { RedirectStandardError = true })!);
    }

    private sealed class Stopped(Process process) : IDisposable
    {
        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
