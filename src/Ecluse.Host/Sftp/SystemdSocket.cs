using System.Globalization;

namespace Ecluse.Host.Sftp;

/// <summary>The listening socket that systemd hands to a unit (sd_listen_fds): the door, where sshd runs under another user.</summary>
internal static class SystemdSocket
{
    private const int FirstDescriptor = 3;

    /// <summary>Variable that names the user under whom sshd runs.</summary>
    public const string PeerVariable = "ECLUSE_SFTP_USER";

    /// <summary>The socket and the uid that may come to it; null where this process was handed none.</summary>
    public static (int Descriptor, int Peer)? Handed() =>
        Environment.GetEnvironmentVariable("LISTEN_FDS") == "1"
        && Environment.GetEnvironmentVariable("LISTEN_PID") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
        && Environment.GetEnvironmentVariable(PeerVariable) is { Length: > 0 } user
            ? (FirstDescriptor, UserId(user) ?? throw SftpErrors.UserUnknown())
            : null;

    // A number, or a name of the system's own list.
    private static int? UserId(string user) => int.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? id
        : File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 2 && fields[0] == user)
            .Select(fields => (int?)int.Parse(fields[2], CultureInfo.InvariantCulture)).FirstOrDefault();
}
