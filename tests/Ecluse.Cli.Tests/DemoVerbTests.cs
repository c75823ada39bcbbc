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

        // What the passage left there can be looked at: everybody, and each patient, marked as a sample in both languages.
        await using var kalisil = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder.Of("kept", "kalisil.db")};Pooling=False");
        await kalisil.OpenAsync(TestContext.Current.CancellationToken);
        await using var count = kalisil.CreateCommand();
        count.CommandText = "SELECT (SELECT count(*) FROM patient), (SELECT family_name FROM patient ORDER BY patient_number LIMIT 1), (SELECT count(*) FROM document)";
        await using var row = await count.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await row.ReadAsync(TestContext.Current.CancellationToken));
        var pages = Directory.GetFiles(folder.Of("kept", "kalisil"));
        Assert.Equal(2 * (1 + row.GetInt64(0)), pages.Count(page => page.EndsWith(".html", StringComparison.Ordinal)));
        Assert.Equal(row.GetInt64(2), pages.Count(page => page.Contains("-document-", StringComparison.Ordinal)));
        foreach (var (language, mark) in new[] { ("fr", "Échantillon"), ("en", "Sample") })
        {
            var first = System.Net.WebUtility.HtmlDecode(await File.ReadAllTextAsync(folder.Of("kept", "kalisil", $"patient-001.{language}.html"), TestContext.Current.CancellationToken));
            Assert.Contains(mark, first, StringComparison.Ordinal);
            Assert.Contains(row.GetString(1), first, StringComparison.Ordinal);
        }
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
