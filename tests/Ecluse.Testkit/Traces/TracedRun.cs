using System.Diagnostics;

namespace Ecluse.Testkit.Traces;

/// <summary>How a traced run ended, and all it wrote and sent.</summary>
public sealed record TracedResult(ProcessResult Process, Trace Trace);

/// <summary>Runs a program under <c>strace</c>, with every thread and child followed.</summary>
public static class TracedRun
{
    private const string Calls =
        "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg,connect,mmap,ioctl,"
        + "sendfile,copy_file_range,splice,vmsplice,tee,io_uring_setup,"
        + "execve,openat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mknod,mknodat,"
        + "setxattr,lsetxattr,fsetxattr";

    /// <summary>Runs it to its end, or until it is killed; the test is skipped by name where strace is missing.</summary>
    /// <param name="program">Name or path.</param>
    /// <param name="arguments">One argument each; they are searched for dyes too.</param>
    /// <param name="input">What it reads on standard input.</param>
    /// <param name="folder">Working folder.</param>
    /// <param name="environment">Variables set on top of this process's.</param>
    /// <param name="killWhen">Asked every 20 ms; when it says yes, the program and its children get <c>SIGKILL</c>.</param>
    /// <param name="seconds">How long it may take.</param>
    public static async Task<TracedResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        byte[]? input = null,
        string? folder = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        Func<bool>? killWhen = null,
        int seconds = 300)
    {
        var strace = ProcessRun.Require("strace");
        var executable = ProcessRun.Find(program) ?? program;
        using var traces = new TestFolder();
        using var finished = new CancellationTokenSource();
        var watch = killWhen is null ? Task.CompletedTask : KillAsync(killWhen, traces.Path, finished.Token);
        string[] words =
        [
            "-f", "-ff", "-qq", "-ttt", "-yy", "-xx", "-s", "67108864", "--seccomp-bpf", "-e", "trace=" + Calls,
            "-o", traces.Of("trace"), "--", executable, .. arguments,
        ];
        var result = await ProcessRun.RunAsync(strace, words, input, folder, environment, seconds);
        await finished.CancelAsync();
        await watch;
        var files = traces.Files().Select(file => traces.Of(file)).ToArray();
        Assert.SkipWhen(files.Length == 0, $"strace cannot trace here: {result.ErrorText}");
        return new TracedResult(result, Trace.Read(files));
    }

    // strace names its files trace.<thread>: those are the very processes it follows, and no others.
    private static async Task KillAsync(Func<bool> when, string traces, CancellationToken finished)
    {
        while (!finished.IsCancellationRequested && !when())
        {
            await Task.Delay(20, CancellationToken.None);
        }

        if (finished.IsCancellationRequested)
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(traces))
        {
            try
            {
                using var process = Process.GetProcessById(int.Parse(file[(file.LastIndexOf('.') + 1)..], null));
                process.Kill();
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                // A thread's number, or a process that has ended.
            }
        }
    }
}
