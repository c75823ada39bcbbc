using Ecluse.Testkit;

namespace Ecluse.Cli;

/// <summary>The units that ship: systemd reads them, and what they start is a command that exists.</summary>
public sealed class DeployedUnitTests
{
    private const string Program = "/usr/local/bin/ecluse";

    private static readonly string[] Kept =
        ["UMask=0077", "LimitCORE=0", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "Environment=DOTNET_EnableDiagnostics=0"];

    public static TheoryData<string> Services => [.. Units("*.service").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_starts_a_command_that_exists_and_takes_away_what_it_does_not_need(string name)
    {
        var lines = File.ReadAllLines(RepositoryRoot.Of("deploy", name));
        Assert.All(Kept, kept => Assert.Contains(kept, lines));

        // sshd's user is its own: it reaches one socket of Écluse's.
        Assert.Contains(name == "ecluse-sshd.service" ? "User=ecluse-sftp" : "User=ecluse", lines);
        var start = Assert.Single(lines, line => line.StartsWith("ExecStart=", StringComparison.Ordinal))["ExecStart=".Length..];
        if (start.StartsWith(Program + " ", StringComparison.Ordinal))
        {
            var words = start.Replace("$ECLUSE_SERVE", "--name lab.example --proxy", StringComparison.Ordinal).Split(' ')[1..];
            Assert.Empty(CommandLine.Root(Terminal.OfProcess(), TimeProvider.System).Parse(words).Errors);
        }
    }

    [Fact]
    public async Task Systemd_finds_nothing_to_say_about_them()
    {
        var analyze = ProcessRun.Require("systemd-analyze");
        using var folder = new TestFolder();
        foreach (var file in Units("*"))
        {
            // The program is not installed where tests run; everything else is read as it ships.
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                folder.Of(Path.GetFileName(file)), text.Replace(Program, "/bin/true", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }

        var result = await ProcessRun.RunAsync(analyze, ["verify", .. Directory.EnumerateFiles(folder.Path)]);
        Assert.Equal((0, ""), (result.ExitCode, result.ErrorText));
    }

    private static IEnumerable<string> Units(string pattern) => Directory.EnumerateFiles(RepositoryRoot.Of("deploy"), pattern)
        .Where(file => Path.GetExtension(file) is ".service" or ".timer" or ".socket").Order(StringComparer.Ordinal);
}
