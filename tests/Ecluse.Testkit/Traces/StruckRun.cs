using System.Globalization;

namespace Ecluse.Testkit.Traces;

/// <summary>A system call by which a program changes what is outside it: its name, and which one of its thread's it is, from 1.</summary>
public readonly record struct CallInstant(string Call, int Ordinal);

/// <summary>
/// Runs a program so that <c>SIGKILL</c> falls on it at one of its writing system calls. Between two of them nothing changes that
/// outlives a process, so these are all the instants there are; and unlike a time they are met on any machine, under any load.
/// </summary>
public static class StruckRun
{
    private const string Calls = "pwrite64,write,fsync,fdatasync,ftruncate,fallocate,mkdir,rename,renameat2,link,unlink,rmdir";

    /// <summary>Runs it to its end and gives back every instant it had, in the order of time; the test is skipped by name where strace is missing.</summary>
    public static async Task<(ProcessResult Ended, IReadOnlyList<CallInstant> Instants)> WatchAsync(
        IEnumerable<string> words, IReadOnlyDictionary<string, string?>? environment = null)
    {
        using var traces = new TestFolder();
        var ended = await RunAsync(["-ff", "-ttt", "--seccomp-bpf", "-e", "trace=" + Calls, "-o", traces.Of("trace")], words, environment);
        var instants = new List<(string At, CallInstant Instant)>();
        foreach (var file in traces.Files())
        {
            var counts = new Dictionary<string, int>();
            foreach (var line in await File.ReadAllLinesAsync(traces.Of(file)))
            {
                // 1700000000.123456 pwrite64(…
                if (line.Split(' ', 2) is [var at, var rest] && rest.IndexOf('(') is > 0 and var end && char.IsAsciiLetterLower(rest[0]))
                {
                    var call = rest[..end];
                    counts[call] = counts.GetValueOrDefault(call) + 1;
                    instants.Add((at, new CallInstant(call, counts[call])));
                }
            }
        }

        Assert.SkipWhen(instants.Count == 0, $"strace cannot trace here: {ended.ErrorText}");
        return (ended, [.. instants.OrderBy(one => one.At, StringComparer.Ordinal).Select(one => one.Instant)]);
    }

    /// <summary>Runs it until any of its threads comes to that instant, and kills it there.</summary>
    /// <returns>How it ended: <see cref="Killed"/>, or by itself when it never came there.</returns>
    public static Task<ProcessResult> RunAsync(
        CallInstant instant, IEnumerable<string> words, IReadOnlyDictionary<string, string?>? environment = null) => RunAsync(
            [
                "-o", "/dev/null", "-e", "trace=" + instant.Call,
                "-e", string.Create(CultureInfo.InvariantCulture, $"inject={instant.Call}:signal=SIGKILL:when={instant.Ordinal}"),
            ],
            words, environment);

    /// <summary>Exit code of a program that was killed.</summary>
    public const int Killed = 137;

    private static Task<ProcessResult> RunAsync(
        string[] options, IEnumerable<string> words, IReadOnlyDictionary<string, string?>? environment) =>
        ProcessRun.RunAsync(ProcessRun.Require("strace"), ["-f", "-qq", .. options, "--", .. words], environment: environment, seconds: 300);
}
