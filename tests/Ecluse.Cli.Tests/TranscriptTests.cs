using System.Runtime.CompilerServices;

namespace Ecluse.Cli;

public sealed class TranscriptTests
{
    public static TheoryData<string> Names() =>
        [.. Directory.EnumerateFiles(Folder(), "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_command_line_does_what_the_transcript_shows(string name)
    {
        using var transcript = new Transcript();

        await transcript.RunAsync(await File.ReadAllLinesAsync(Path.Combine(Folder(), name + ".txt")));
    }

    [Theory]
    [InlineData("$ ecluse key list ./none", "")]
    [InlineData("$ ecluse key new -o ./k", "exit 1")]
    [InlineData("$ ecluse key new -o ./k", "err nothing of the sort")]
    [InlineData("$ ecluse key new -o ./k", "not there ./k")]
    [InlineData("wish", "")]
    public async Task A_transcript_that_is_not_true_fails(params string[] lines)
    {
        using var transcript = new Transcript();

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => transcript.RunAsync(lines));
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "testdata");
}
