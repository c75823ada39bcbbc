using System.Text;
using System.Text.RegularExpressions;
using Ecluse.Cli.Demo;
using Ecluse.Errors;
using Ecluse.Testkit;

namespace Ecluse.Cli;

public sealed partial class DemoVerbTests : IDisposable
{
    private readonly TestFolder folder = new();

    [Fact]
    public async Task On_a_server_it_plays_the_whole_lock_and_leaves_no_server_behind()
    {
        ProcessRun.Require("mariadbd");
        ProcessRun.Require("mariadb-install-db");

        var (exit, output, error) = await RunAsync("--source", "mariadb", "--patients", "60", "--folder", folder.Of("demo"));

        Assert.True(exit == 0, error);
        Assert.True(File.Exists(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]), output);
        var server = Server().Match(error);
        Assert.True(server.Success, error);
        Assert.False(Directory.Exists(server.Groups["folder"].Value));
        Assert.False(Directory.Exists("/proc/" + server.Groups["process"].Value));
        Assert.DoesNotContain(folder.Files(), file => file.EndsWith(".db", StringComparison.Ordinal) && !file.EndsWith("ecluse.db", StringComparison.Ordinal));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Of("demo", "data", "gate", "megabus.password")));
    }

    [Fact]
    public async Task The_two_files_stay_when_they_are_to_be_kept()
    {
        var (exit, _, error) = await RunAsync("--patients", "60", "--folder", folder.Of("kept"), "--keep");

        Assert.True(exit == 0, error);
        Assert.True(File.Exists(folder.Of("kept", "megabus.db")) && File.Exists(folder.Of("kept", "kalisil.db")));
    }

    [Fact]
    public void The_two_files_go_otherwise()
    {
        using var systems = DemoSystems.Prepare("sqlite", folder.Path);
        systems.Source.Build(_ => { });
        systems.Target.Build(_ => { });
        File.WriteAllText(folder.Of("kalisil.db-wal"), "");
        var terminal = new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English);

        systems.End(new DemoScript(new VerbContext(terminal, TimeProvider.System), folder.Path, Language.English), keep: false);

        Assert.Empty(folder.Files());
    }

    [Fact]
    public void Where_a_server_is_missing_it_says_so_with_a_remedy_and_makes_nothing()
    {
        var error = Assert.Throws<EcluseException>(() => DemoSystems.Prepare("postgres", folder.Of("demo"), _ => ["initdb"]));

        Assert.Equal(("DEMO-004", ErrorKind.NotFound), (error.Code, error.Kind));
        Assert.Contains("initdb", error.Problem.In(Language.French), StringComparison.Ordinal);
        Assert.Contains("apt-get install postgresql", error.Remedy.In(Language.English), StringComparison.Ordinal);
        Assert.Empty(folder.Files());
    }

    public void Dispose() => folder.Dispose();

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] words)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var terminal = new Terminal(() => Stream.Null, () => output, error, false, Language.English);
        var exit = await CommandLine.RunAsync(["demo", .. words], terminal, TimeProvider.System);
        return (exit, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    [GeneratedRegex(@"port \d+, folder (?<folder>/\S+), process (?<process>\d+)")]
    private static partial Regex Server();
}
