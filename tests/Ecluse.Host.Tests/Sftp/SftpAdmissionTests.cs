using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Sftp;

/// <summary>Whom the door lets in, and for how long: every change at the account is met by a session that is open.</summary>
public sealed class SftpAdmissionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_withdrawn_key_ends_its_session_at_once_and_never_opens_again_for_anybody()
    {
        await using var lab = await SftpLab.StartAsync();
        var person = await lab.Running.PersonAsync(SftpLab.First);
        using var session = await OpenAsync(lab, lab.Key);

        Assert.True(await lab.Keys.WithdrawAsync(person, (await lab.Keys.ListAsync(person, Stop))[0].Id, Stop));

        await session.WaitForExitAsync(Stop).WaitAsync(TimeSpan.FromMinutes(1), Stop);
        Assert.NotEqual(0, (await lab.SftpAsync("ls /\n")).ExitCode);
        var line = Signatures.SshPublicKey.Parse(await File.ReadAllTextAsync(lab.Key + ".pub", Stop));
        foreach (var one in new[] { SftpLab.First, SftpLab.Second })
        {
            var refused = await Assert.ThrowsAsync<Errors.EcluseException>(async () => await lab.Keys.AddAsync(await lab.Running.PersonAsync(one), line, Stop));
            Assert.Equal("SFTP-020", refused.Code);
        }

        Assert.Equal("account.ssh-key-withdrawn", (await lab.Running.ActsAsync())[^1]);
    }

    [Fact]
    public async Task A_session_ends_when_its_account_no_longer_lets_anybody_in()
    {
        await using var lab = await SftpLab.StartAsync();
        foreach (var (what, code) in new[] { ("undertaking", "SFTP-011"), ("training", "SFTP-011"), ("closed", "SFTP-010") })
        {
            await lab.Running.BindAsync(SftpLab.First);
            await EndsAsync(lab, what, code);
        }
    }

    private static async Task EndsAsync(SftpLab lab, string what, string code)
    {
        var person = await lab.Running.PersonAsync(SftpLab.First);
        using var session = await OpenAsync(lab, lab.Key);

        await using (var state = lab.Running.Data.Open())
        {
            var row = await state.Set<AccountRow>().SingleAsync(account => account.Person == person, Stop);
            row.ClosedAt = what == "closed" ? lab.Running.Clock.GetUtcNow() : null;
            row.Undertaking = what == "undertaking" ? null : row.Undertaking;
            row.TrainedOn = what == "training" ? null : row.TrainedOn;
            await state.SaveChangesAsync(Stop);
        }

        // It says nothing; it is asked about all the same.
        lab.Running.Clock.Advance(SftpSession.AskedEvery);
        await session.WaitForExitAsync(Stop).WaitAsync(TimeSpan.FromMinutes(1), Stop);

        var refused = await lab.SshAsync(lab.Key);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(code, refused.ErrorText, StringComparison.Ordinal);
        Assert.Contains(code, (await lab.SftpAsync("ls /\n")).ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_account_from_two_networks_at_once_is_refused_and_told()
    {
        await using var lab = await SftpLab.StartAsync();
        using var session = await OpenAsync(lab, lab.Key);

        (await lab.SftpAsync("ls /\n", null, "-o", "BindAddress=127.0.0.9")).MustSucceed();
        var refused = await lab.SshAsync(lab.Key, "-o", "BindAddress=127.5.0.1");

        Assert.Contains("SFTP-012", refused.ErrorText, StringComparison.Ordinal);
        Assert.Equal("account.shared-use", (await lab.Running.ActsAsync())[^1]);
        Assert.Equal(1, lab.Sftp.Sessions);
    }

    [Fact]
    public async Task The_door_takes_one_kind_of_message_and_two_pipes()
    {
        await using var lab = await SftpLab.StartAsync();
        var key = (await lab.Keys.ListAsync(await lab.Running.PersonAsync(SftpLab.First), Stop))[0].Id;
        using var file = File.OpenHandle(lab.Key);
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream();
        var (good, bad) = ((int)pipe.SafePipeHandle.DangerousGetHandle(), (int)file.DangerousGetHandle());

        Assert.Contains("SFTP-014", await KnockAsync(lab, $"hand-over-1 {key} 127.0.0.1\n", good, bad), StringComparison.Ordinal);
        Assert.Contains("SFTP-014", await KnockAsync(lab, $"hand-over-2 {key} 127.0.0.1\n", good, good), StringComparison.Ordinal);
        Assert.Contains("SFTP-014", await KnockAsync(lab, $"hand-over-1 {key} nowhere\n", good, good), StringComparison.Ordinal);
        Assert.Contains("SFTP-014", await KnockAsync(lab, new string('x', 400), good, good), StringComparison.Ordinal);
        Assert.Contains("SFTP-014", await KnockAsync(lab, "GET / HTTP/1.1\r\n\r\n", null, null), StringComparison.Ordinal);
        Assert.Contains("SFTP-010", await KnockAsync(lab, "hand-over-1 k-000000000000 127.0.0.1\n", good, good), StringComparison.Ordinal);
        Assert.Equal(0, lab.Sftp.Sessions);
    }

    [Fact]
    public async Task Sixteen_sessions_of_one_account_are_enough()
    {
        await using var lab = await SftpLab.StartAsync();
        var key = (await lab.Keys.ListAsync(await lab.Running.PersonAsync(SftpLab.First), Stop))[0].Id;
        var open = new List<(System.IO.Pipes.AnonymousPipeServerStream Pipe, Socket Socket)>();
        for (var number = 0; number < SftpVisitors.OfOneMax; number++)
        {
            var pipe = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.Out);
            var reading = (int)pipe.ClientSafePipeHandle.DangerousGetHandle();
            open.Add((pipe, await HandOverAsync(lab, $"hand-over-1 {key} 127.0.0.1\n", reading, reading)));
        }

        await SftpLab.UntilAsync(() => Task.FromResult(lab.Sftp.Sessions == SftpVisitors.OfOneMax));
        var refused = await lab.SshAsync(lab.Key);
        Assert.Contains("SFTP-013", refused.ErrorText, StringComparison.Ordinal);

        open.ForEach(one =>
        {
            one.Socket.Dispose();
            one.Pipe.Dispose();
        });
        await SftpLab.UntilAsync(() => Task.FromResult(lab.Sftp.Sessions == 0));
    }

    [Fact]
    public async Task When_the_server_ends_its_sessions_do_and_its_clients_are_told()
    {
        await using var lab = await SftpLab.StartAsync();
        using var session = await OpenAsync(lab, lab.Key);

        await lab.Sftp.DisposeAsync();

        await session.WaitForExitAsync(Stop).WaitAsync(TimeSpan.FromMinutes(1), Stop);
        Assert.NotEqual(0, session.ExitCode);
    }

    // A client that has come in and says nothing.
    private static async Task<Process> OpenAsync(SftpLab lab, string key)
    {
        var start = new ProcessStartInfo(
            "ssh", ["-p", lab.Port.ToString(CultureInfo.InvariantCulture), .. lab.SshOptions(key), $"{SftpLab.Account}@127.0.0.1", "-s", "sftp"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = lab.Folder,
        };
        var client = Process.Start(start)!;
        await SftpLab.UntilAsync(() => Task.FromResult(lab.Sftp.Sessions == 1));
        return client;
    }

    private static async Task<string> KnockAsync(SftpLab lab, string line, int? first, int? second)
    {
        using var socket = await HandOverAsync(lab, line, first, second);
        var answer = new byte[4096];
        return System.Text.Encoding.UTF8.GetString(answer, 0, await socket.ReceiveAsync(answer, Stop));
    }

    private static async Task<Socket> HandOverAsync(SftpLab lab, string line, int? first, int? second)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(lab.Sftp.Place.Door), Stop);
        var bytes = System.Text.Encoding.ASCII.GetBytes(line);
        if (first is { } one && second is { } other)
        {
            SystemCalls.Send(socket, bytes, one, other);
        }
        else
        {
            await socket.SendAsync(bytes, Stop);
        }

        return socket;
    }
}
