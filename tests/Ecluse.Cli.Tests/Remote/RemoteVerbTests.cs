using Ecluse.Cli.Lock;
using Ecluse.Errors;

namespace Ecluse.Cli.Remote;

/// <summary>Verbs through a server: the same lines, the same JSON, the same exit codes as on its folder.</summary>
public sealed class RemoteVerbTests
{
    [Fact]
    public async Task What_is_asked_of_a_passage_is_answered_the_same_here_and_through_the_server()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        await driven.SignInAsync();
        string[][] commands =
        [
            ["passage", "list"], ["passage", "status", passage.Id], ["passage", "status", "p-000000000000"],
        ];
        foreach (var command in commands.SelectMany(command => new string[][] { command, [.. command, "--json"], [.. command, "--lang", "fr"] }))
        {
            var (here, there) = await driven.BothAsync(command);
            Assert.Equal((here.Exit, here.Output), (there.Exit, there.Output));
        }
    }

    [Fact]
    public async Task What_means_this_machine_is_refused_with_a_server_and_so_is_who_has_no_token()
    {
        using var passage = await PreparedPassage.PlanAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        (await driven.ThereAsync("passage", "list")).Refused("REMOTE-004");
        (await driven.ThereAsync("journal", "init")).Refused("REMOTE-001", ErrorKind.Usage);
        (await passage.RunAsync("login")).Refused("REMOTE-007", ErrorKind.Usage);
        (await passage.RunAsync("passage", "list", "--server", "http://example.org")).Refused("REMOTE-002", ErrorKind.Usage);
        (await passage.RunAsync("passage", "list", "--server", "ftp://localhost")).Refused("REMOTE-002", ErrorKind.Usage);
    }

    [Fact]
    public async Task A_token_is_kept_for_its_owner_alone_and_gone_after_logout()
    {
        using var passage = await PreparedPassage.PlanAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        await driven.SignInAsync();
        var file = Path.Combine(Environment.GetEnvironmentVariable("XDG_STATE_HOME")!, "ecluse", "servers", $"localhost_{new Uri(driven.Address).Port}.token");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        (await driven.ThereAsync("passage", "list")).Must(0);

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        (await driven.ThereAsync("passage", "list")).Refused("REMOTE-006");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var token = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim();

        (await driven.ThereAsync("logout")).Must(0);
        Assert.False(File.Exists(file));
        new TokenFile(new Uri(driven.Address)).Keep(token);
        (await driven.ThereAsync("passage", "list")).Refused("API-003");
        (await driven.ThereAsync("logout")).Must(0);
    }

    [Fact]
    public async Task Whoever_refuses_their_command_line_gives_it_no_token()
    {
        using var passage = await PreparedPassage.PlanAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        Assert.Equal((int)ErrorKind.Refused, await driven.LoginAsync(driven.Officer, "no"));
        (await driven.ThereAsync("passage", "list")).Refused("REMOTE-004");
    }
}
