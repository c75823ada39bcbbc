using System.Net;

namespace Ecluse.Host.Sftp;

/// <summary>How SFTP is offered beside the console.</summary>
/// <param name="Port">Port of sshd.</param>
internal sealed record SftpOptions(int Port)
{
    /// <summary>Address that sshd listens on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>How this very program is run again, for the forced command: program and first arguments.</summary>
    public IReadOnlyList<string> Program { get; init; } = ThisProgram;

    /// <summary>
    /// Where sshd runs by its own unit: number of the listening socket that systemd handed over, and uid of sshd's user. Null where sshd is
    /// a child of this process.
    /// </summary>
    public (int Descriptor, int Peer)? Unit { get; init; }

    /// <summary>What sshd's watch goes by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    private static string[] ThisProgram => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [Environment.ProcessPath!, Environment.GetCommandLineArgs()[0]]
        : [Environment.ProcessPath ?? "ecluse"];
}
