using System.Net;
using System.Net.Sockets;
using Ecluse.Testkit;

namespace Ecluse.Host.Sftp;

/// <summary>Bans as a client meets them, each address one of this machine's own.</summary>
public sealed class SftpBanTests
{
    [Fact]
    public async Task Who_knocks_and_brings_no_key_is_refused_then_and_the_others_go_on()
    {
        await using var lab = await SftpLab.StartAsync();
        await lab.ListsAsync(safe: "127.0.0.1", blocked: "127.9.0.0/16");
        (await FromAsync(lab, "127.8.0.1")).MustSucceed();
        Assert.NotEqual(0, (await FromAsync(lab, "127.9.0.1")).ExitCode);

        await SftpLab.UntilAsync(async () =>
        {
            await KnockAsync(lab, "127.7.0.1");
            return lab.Sftp.Sshd!.Refused == 2;
        }, pause: 0);
        await SftpLab.UntilAsync(async () => (await FromAsync(lab, "127.8.0.1")).ExitCode == 0);
        var refused = await FromAsync(lab, "127.7.0.1");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.DoesNotContain("refused", refused.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sshd_that_dies_is_started_again_and_goes_with_the_server()
    {
        await using var lab = await SftpLab.StartAsync();
        var first = lab.Sftp.Sshd!.Pid!.Value;

        System.Diagnostics.Process.GetProcessById(first).Kill();
        await SftpLab.UntilAsync(() => Task.FromResult(lab.Sftp.Sshd.Pid is { } pid && pid != first));
        await SftpLab.UntilAsync(async () => (await FromAsync(lab, "127.0.0.1")).ExitCode == 0);

        Assert.Equal(1, lab.Sftp.Sshd.Deaths);
        var second = lab.Sftp.Sshd.Pid!.Value;
        await lab.Sftp.DisposeAsync();
        await SftpLab.UntilAsync(() => Task.FromResult(!Directory.Exists($"/proc/{second}")));
    }

    private static Task<ProcessResult> FromAsync(SftpLab lab, string address) => lab.SftpAsync("ls /\n", null, "-o", $"BindAddress={address}");

    // As a scanner does: it reads the greeting and goes. While sshd reads its configuration again, nobody listens for a moment.
    private static async Task KnockAsync(SftpLab lab, string from)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, lab.Port, TestContext.Current.CancellationToken);
            await socket.ReceiveAsync(new byte[100], TestContext.Current.CancellationToken);
        }
        catch (SocketException)
        {
            // Tried again.
        }
    }
}
