using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Ecluse.Testkit;

namespace Ecluse.Host.Sftp;

/// <summary>sshd under a user of its own, as its unit runs it: it reaches the door and nothing else of Écluse.</summary>
public sealed class TwoUsersTests
{
    private const string User = "ecluse-sftp-test";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sshd_of_another_user_hands_over_and_reaches_nothing_else()
    {
        Assert.SkipUnless(Environment.UserName == "root", "two users need root");
        Assert.SkipUnless(ProcessRun.Find("sshd") is not null, "sshd is not installed");
        var (useradd, userdel, setpriv) = (ProcessRun.Require("useradd"), ProcessRun.Require("userdel"), ProcessRun.Require("setpriv"));
        Assert.SkipUnless(IsOpenToOthers(AppContext.BaseDirectory), "the test's folder is closed to other users");
        if ((await ProcessRun.RunAsync("id", ["-u", User])).ExitCode != 0)
        {
            (await ProcessRun.RunAsync(useradd, ["--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/bin/sh", User])).MustSucceed();
        }

        var id = int.Parse((await ProcessRun.RunAsync("id", ["-u", User])).MustSucceed().OutputText, CultureInfo.InvariantCulture);
        using var room = new TestFolder();
        File.SetUnixFileMode(room.Path, (UnixFileMode)0x1ED);
        try
        {
            await HandOverAsync(room, setpriv, id);
        }
        finally
        {
            await ProcessRun.RunAsync(userdel, [User]);
        }
    }

    private static async Task HandOverAsync(TestFolder room, string setpriv, int id)
    {
        // As systemd makes it: listening, of the other user, mode 0600.
        var door = room.Of("door.sock");
        using var listening = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listening.Bind(new UnixDomainSocketEndPoint(door));
        listening.Listen(16);
        var own = Directory.CreateDirectory(room.Of("sshd")).FullName;
        foreach (var path in new[] { door, own })
        {
            (await ProcessRun.RunAsync("chown", [User, path])).MustSucceed();
            (await ProcessRun.RunAsync("chmod", [path == door ? "0600" : "0700", path])).MustSucceed();
        }

        var port = SftpLab.FreePort();
        await using var lab = await SftpLab.StartAsync(new SftpOptions(port) { Unit = (Duplicate((int)listening.Handle), id) }, port);
        var space = await lab.OpenSpaceAsync();
        var start = new ProcessStartInfo(
            setpriv,
            [
                "--reuid", id.ToString(CultureInfo.InvariantCulture), "--regid", "nogroup", "--clear-groups", Path.Combine(AppContext.BaseDirectory, "ecluse"), "sshd",
                "--listen", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--door", door, "--folder", own,
            ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = own,
        };
        start.Environment["HOME"] = own;
        using var unit = Process.Start(start)!;
        try
        {
            Assert.Contains(port.ToString(CultureInfo.InvariantCulture), await unit.StandardOutput.ReadLineAsync(Stop) ?? await unit.StandardError.ReadToEndAsync(Stop), StringComparison.Ordinal);
            lab.TrustHost(new SshdPlace(own));
            var sent = lab.Make("deux.bin", 2_000_000);

            ProcessResult put = null!;
            await SftpLab.UntilAsync(async () => (put = await lab.SftpAsAsync(User, $"put deux.bin /{space.Id}/deux.bin\n")).ExitCode == 0);
            put.MustSucceed();
            Assert.Equal(sent, (await lab.OpenedAsync(space))["deux.bin"]);

            // A key that is withdrawn leaves the other user's list.
            var person = await lab.Running.PersonAsync(SftpLab.First);
            await lab.Keys.WithdrawAsync(person, (await lab.Keys.ListAsync(person, Stop))[0].Id, Stop);
            await SftpLab.UntilAsync(async () => (await File.ReadAllTextAsync(new SshdPlace(own).AuthorizedKeys, Stop)).Split('\n').Length == 2);

            // What the other user may not: the data folder, and the door as anybody but itself.
            var look = await ProcessRun.RunAsync(setpriv, ["--reuid", id.ToString(CultureInfo.InvariantCulture), "--regid", "nogroup", "--clear-groups", "find", lab.Running.Data.Path]);
            Assert.Contains("Permission denied", look.ErrorText, StringComparison.Ordinal);
            Assert.DoesNotContain("ecluse.db", look.OutputText, StringComparison.Ordinal);
            using var stranger = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await stranger.ConnectAsync(new UnixDomainSocketEndPoint(door), Stop);
            Assert.Equal(0, await AnsweredAsync(stranger));
        }
        finally
        {
            unit.Kill(entireProcessTree: true);
            await unit.WaitForExitAsync(CancellationToken.None);
        }
    }

    // Root may connect, being root; the door looks at who it is and says nothing. It may have closed before the question is written.
    private static async Task<int> AnsweredAsync(Socket socket)
    {
        try
        {
            await socket.SendAsync("keys-1\n"u8.ToArray(), Stop);
            return await socket.ReceiveAsync(new byte[10], Stop);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    // The door closes what it was handed.
    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "dup")]
    private static extern int Duplicate(int descriptor);

    private static bool IsOpenToOthers(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (!at.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }
}
