using System.Net;
using System.Net.Sockets;

namespace Ecluse.Host.Sftp;

/// <summary>What sshd may do, which is little: the algorithms of <c>docs/spec/sftp.md</c>, keys, and one forced command each.</summary>
internal static class SshdConfiguration
{
    /// <summary>What sshd tells a forced command was asked for, where a client asked for SFTP (<c>SSH_ORIGINAL_COMMAND</c>); it never runs.</summary>
    public const string Subsystem = "/bin/false";

    /// <summary>The whole configuration; nothing of the system's own is read.</summary>
    public static string Of(SshdPlace place, IPAddress address, int port, IReadOnlyList<string> hostKeys)
    {
        var listen = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]:{port}" : $"{address}:{port}";
        return $"""
            # Written by Écluse at each start.
            ListenAddress {listen}
            {string.Join('\n', hostKeys.Select(key => "HostKey " + Quoted(key)))}
            KexAlgorithms sntrup761x25519-sha512@openssh.com,curve25519-sha256,curve25519-sha256@libssh.org
            Ciphers aes256-gcm@openssh.com,chacha20-poly1305@openssh.com
            MACs hmac-sha2-512-etm@openssh.com
            HostKeyAlgorithms ssh-ed25519,ecdsa-sha2-nistp256,rsa-sha2-512
            CASignatureAlgorithms ssh-ed25519
            PubkeyAcceptedAlgorithms ssh-ed25519,ssh-ed25519-cert-v01@openssh.com,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,sk-ssh-ed25519@openssh.com,sk-ecdsa-sha2-nistp256@openssh.com
            PubkeyAuthOptions verify-required
            RequiredRSASize 3072
            Compression no
            RekeyLimit 4G 1h

            AllowUsers {Environment.UserName}
            PermitRootLogin {(Environment.UserName == "root" ? "forced-commands-only" : "no")}
            AuthenticationMethods publickey
            PubkeyAuthentication yes
            AuthorizedKeysFile {Quoted(place.AuthorizedKeys)}
            AuthorizedKeysCommand none
            AuthorizedPrincipalsCommand none
            AuthorizedPrincipalsFile none
            TrustedUserCAKeys none
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            HostbasedAuthentication no
            GSSAPIAuthentication no
            PermitEmptyPasswords no
            UsePAM no
            # The folder is its owner's alone; what lies above it may be anybody's.
            StrictModes no

            DisableForwarding yes
            AllowTcpForwarding no
            AllowStreamLocalForwarding no
            AllowAgentForwarding no
            X11Forwarding no
            GatewayPorts no
            PermitTunnel no
            PermitTTY no
            PermitUserRC no
            PermitUserEnvironment no
            PrintMotd no
            PrintLastLog no
            Banner none
            VersionAddendum none
            UseDNS no
            # Each key has its own forced command, which takes the place of this one.
            Subsystem sftp {Subsystem}

            LoginGraceTime 20
            MaxAuthTries 6
            MaxSessions 1
            MaxStartups 64:30:256
            PerSourceMaxStartups 16
            ClientAliveInterval 60
            ClientAliveCountMax 3
            LogLevel VERBOSE
            PidFile none
            Include {Quoted(place.Bans)}

            """;
    }

    /// <summary>What stands before a key in <c>authorized_keys</c>.</summary>
    public static string OptionsOf(string id, string publicKey, IReadOnlyList<string> program, string door)
    {
        var command = string.Join(' ', [.. program.Select(OfShell), "hand-over", id, "--door", OfShell(door)]).Replace("\"", "\\\"", StringComparison.Ordinal);

        // A certificate's line holds the key of who signs certificates, and lets in the one that names this id.
        return id.StartsWith(SshKeyShelf.CertificatePrefix, StringComparison.Ordinal)
            ? $"restrict,cert-authority,principals=\"{id}\",command=\"{command}\""
            : $"restrict{(publicKey.StartsWith("sk-", StringComparison.Ordinal) ? ",verify-required" : "")},command=\"{command}\"";
    }

    private static string OfShell(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    // A path may have spaces; a percent sign begins a token.
    private static string Quoted(string path) => $"\"{path.Replace("%", "%%", StringComparison.Ordinal)}\"";
}
