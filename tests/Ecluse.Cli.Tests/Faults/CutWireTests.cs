using System.Globalization;
using System.Net;
using Ecluse.Cli.Demo;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Samples.Servers;
using Ecluse.Testkit.Servers;

namespace Ecluse.Cli.Faults;

/// <summary>
/// The wire to a gate's database breaks in the middle, ended or reset, while the server itself goes on: the command ends with a code of ours
/// and what to do, nothing is half-written, and run again it goes on where it stood.
/// </summary>
public sealed class CutWireTests
{
    [Theory]
    [InlineData("postgres", "source")]
    [InlineData("postgres", "target")]
    [InlineData("mariadb", "source")]
    [InlineData("mariadb", "target")]
    public async Task A_wire_that_breaks_is_told_and_the_passage_goes_on_once_it_is_whole(string engine, string which)
    {
        using var quiet = await OpenAsync(engine, which);
        (await quiet.PassAsync()).Must(0);
        using var passage = await OpenAsync(engine, which);
        var server = Engines.Server(engine)!;
        await using var whole = new CuttingProxy(IPEndPoint.Parse(server.Loopback).Port);
        var codes = new List<string>();
        var isThrough = false;
        foreach (var (bytes, resets) in new[] { (engine == "mariadb" ? 60_000L : 75_000L, true), (40_000L, false), (90_000L, true) })
        {
            await using var proxy = new CuttingProxy(IPEndPoint.Parse(server.Loopback).Port) { CutDown = bytes, Resets = resets };
            await OverAsync(passage, server, proxy);
            var cut = await passage.PassAsync();
            Assert.True(proxy.Reached.IsCompleted, $"the run ended before {bytes} bytes came over the wire");

            // What breaks while it is being opened the driver may open once more by itself.
            isThrough = cut.Exit == 0;
            if (isThrough)
            {
                break;
            }

            codes.Add(cut.Code!);
            Assert.Equal((int)ErrorKind.Failed, cut.Exit);
            Assert.Contains("→", cut.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("Npgsql", cut.Error, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("MySql", cut.Error, StringComparison.OrdinalIgnoreCase);
        }

        // One that could not be opened is not one that was lost in use.
        Assert.Contains("GATE-015", codes);
        Assert.All(codes, code => Assert.True(code is "GATE-015" or "GATE-002", code));
        await OverAsync(passage, server, whole);
        if (!isThrough)
        {
            (await passage.PassAsync()).Must(0);
        }

        Assert.Equal(quiet.Rows().Counts, passage.Rows().Counts);
        var (expected, found) = (await quiet.ReportAsync(), await passage.ReportAsync());
        Assert.Equal(expected.Types, found.Types);
        Assert.Equal(expected.Patients, found.Patients);
        Assert.Equal(expected.Figures, found.Figures);
        (await passage.RunAsync("journal", "verify")).Must(0);
        Assert.Empty(await passage.OpenIntentsAsync());
    }

    private static Task<PreparedPassage> OpenAsync(string engine, string which) =>
        PreparedPassage.OpenAsync(source: which == "source" ? engine : "sqlite", target: which == "target" ? engine : "sqlite");

    private static async Task OverAsync(PreparedPassage passage, SampleServer server, CuttingProxy proxy)
    {
        var file = Path.Combine(passage.Stage.Data, "connections.yaml");
        var mode = File.GetUnixFileMode(file);
        var lines = (await File.ReadAllTextAsync(file)).Replace(server.Socket, "127.0.0.1:0", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, System.Text.RegularExpressions.Regex.Replace(
            lines, @"127\.0\.0\.1:\d+", "127.0.0.1:" + proxy.Port.ToString(CultureInfo.InvariantCulture)));
        File.SetUnixFileMode(file, mode);
    }
}
