using System.Text.RegularExpressions;
using Ecluse.Testkit;

namespace Ecluse.Cli;

/// <summary>
/// What the documents tell people to type. A command named in a sentence or table must exist with its options, and some test must
/// run that verb with these options; a command shown after <c>$</c> in a <c>console</c> block is run here, page by page, in a
/// throw-away folder, and must end well.
/// A hidden line <c>&lt;!-- $ … --&gt;</c> prepares what the page takes for granted.
/// </summary>
public sealed partial class DocumentedCommandTests
{
    public static TheoryData<string> Pages() => [.. Texts().Where(page => Shown(page).Any())];

    [Fact]
    public void Every_command_that_a_document_names_exists()
    {
        var faults = Texts().SelectMany(page => Named(page).Select(command => (page, command)))
            .Select(found => (found.page, found.command, fault: CommandsNamed.FaultOf(found.command)))
            .Where(found => found.fault is not null)
            .Select(found => $"{found.page}: `{found.command}`: {found.fault}").Distinct().ToArray();
        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Every_command_that_a_document_names_is_run_by_a_test()
    {
        var run = RunCommands.Of(Texts().SelectMany(Shown));
        var faults = Texts().SelectMany(page => Named(page).Where(command => !run.Contains(command)).Select(command => $"{page}: `{command}`"))
            .Distinct().ToArray();
        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("ecluse levitate FILE")]
    [InlineData("ecluse key new --levitate")]
    public void A_command_that_no_test_runs_would_be_found(string command) =>
        Assert.False(RunCommands.Of(Texts().SelectMany(Shown)).Contains(command));

    [Theory]
    [InlineData("ecluse levitate FILE")]
    [InlineData("ecluse key levitate")]
    [InlineData("ecluse seal --levitate")]
    public void A_command_that_does_not_exist_would_be_found(string command) => Assert.NotNull(CommandsNamed.FaultOf(command));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Pages))]
    public async Task The_commands_shown_on_a_page_can_be_run_in_their_order(string page)
    {
        using var folder = new TestFolder();
        var shim = folder.Write("bin/ecluse", $"#!/bin/sh\nexec dotnet '{typeof(CommandLine).Assembly.Location}' \"$@\"\n");
        File.SetUnixFileMode(shim, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Directory.CreateDirectory(folder.Of("home"));
        var environment = new Dictionary<string, string?>
        {
            ["PATH"] = folder.Of("bin") + ":" + Environment.GetEnvironmentVariable("PATH"),
            ["HOME"] = folder.Of("home"), ["XDG_STATE_HOME"] = folder.Of("home", "state"), ["LC_ALL"] = "C.UTF-8",
        };
        foreach (var command in Shown(page))
        {
            var result = await ProcessRun.RunAsync("bash", ["-c", command], folder: folder.Path, environment: environment);
            Assert.True(result.ExitCode == 0, $"{page}: $ {command}\nexit {result.ExitCode}\n{result.OutputText}{result.ErrorText}");
        }
    }

    private static IEnumerable<string> Texts() => Directory
        .EnumerateFiles(RepositoryRoot.Of("docs"), "*.md", SearchOption.AllDirectories)
        .Concat(Directory.EnumerateFiles(RepositoryRoot.Path, "*.md"))
        .Select(file => Path.GetRelativePath(RepositoryRoot.Path, file))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Named(string page) => Inline().Matches(Read(page))
        .Select(match => match.Groups[1].Value.ReplaceLineEndings(" "))
        .Concat(Prompt().Matches(Read(page)).Select(match => match.Groups[1].Value.Trim())
            .Where(line => line.StartsWith("ecluse ", StringComparison.Ordinal)));

    private static IEnumerable<string> Shown(string page) => Block().Matches(Read(page))
        .SelectMany(block => Prompt().Matches(block.Value)).Select(match => match.Groups[1].Value.Trim())
        .Where(line => !line.StartsWith("./", StringComparison.Ordinal));

    private static string Read(string page) => File.ReadAllText(RepositoryRoot.Of(page));

    // `ecluse key new`, not `ecluse.db`; alternatives written with | are no commands, nor are labels of derived keys.
    [GeneratedRegex("`(ecluse [a-z][^`|]*)(?<! v[0-9])`")]
    private static partial Regex Inline();

    [GeneratedRegex(@"^(?:<!-- )?\$ (.+?)(?: -->)?$", RegexOptions.Multiline)]
    private static partial Regex Prompt();

    [GeneratedRegex("^```console.*?^```|^<!-- \\$ .*?-->$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
