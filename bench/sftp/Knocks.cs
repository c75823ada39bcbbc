using System.Diagnostics;
using System.Globalization;
using Ecluse.Host.Sftp;

namespace Ecluse.Bench;

/// <summary>What an address that knocks without a key costs: until it is banned, once it is, and whoever sends a file meanwhile.</summary>
internal static class Knocks
{
    private const int Port = 22881;
    private const int Mebibytes = 64;
    private const int Banned = 40;
    private const int AtOnce = 2;
    private const string Scanner = "127.7.0.1";

    // Of /proc/PID/stat, counted after the name in parentheses: user and system time, its own and that of its children that ended.
    private const int FirstTime = 11;
    private const int Times = 4;
    private const double TicksPerSecond = 100;

    /// <summary><c>sftp-bench knocks [ROUNDS]</c>.</summary>
    public static async Task RunAsync(string folder, int rounds)
    {
        string In(string name) => Path.Combine(folder, name);
        Runs.Make(In("big"), Mebibytes);
        foreach (var key in new[] { "sender", "taker", "nobody" })
        {
            Runs.Must("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", In(key)]);
        }

        await using var lab = await EcluseLab.StartAsync(folder, Port, In("sender"), In("taker"), Path.Combine(AppContext.BaseDirectory, "ecluse"));
        var number = 0;
        double Put()
        {
            var watch = Stopwatch.StartNew();
            Runs.Must("sftp", Runs.Sftp(Port, In("sender"), In("batch"), $"put big /{lab.Space.Id}/big-{number++}"), folder);
            return watch.Elapsed.TotalSeconds;
        }

        Put();
        var quiet = Enumerable.Range(0, rounds).Select(_ => Put()).ToList();

        var (knocks, clock, used) = (0, Stopwatch.StartNew(), Used(lab.Sshd));
        for (; lab.Sshd.Refused == 0; knocks++)
        {
            await KnockAsync(In("nobody"));
        }

        Say("until it is banned", knocks, clock, used, lab.Sshd);

        (clock, used) = (Stopwatch.StartNew(), Used(lab.Sshd));
        for (knocks = 0; knocks < Banned; knocks++)
        {
            await KnockAsync(In("nobody"));
        }

        Say("once it is banned", knocks, clock, used, lab.Sshd);

        using var stop = new CancellationTokenSource();
        clock.Restart();
        var knocking = Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => GoOnAsync(In("nobody"), stop.Token))).ToList();
        var beside = Enumerable.Range(0, rounds).Select(_ => Put()).ToList();
        await stop.CancelAsync();
        var perSecond = (await Task.WhenAll(knocking)).Sum() / clock.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"put of {Mebibytes} MiB: alone {Told(quiet)}; beside {AtOnce} that knock from the banned address without a pause ({perSecond:0.0} a second) {Told(beside)}"));
    }

    private static async Task<int> GoOnAsync(string key, CancellationToken stop)
    {
        var knocks = 0;
        for (; !stop.IsCancellationRequested; knocks++)
        {
            await KnockAsync(key);
        }

        return knocks;
    }

    // A whole client, as those who try keys have it: its key is on no account.
    private static async Task KnockAsync(string key)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "ssh",
            [
                "-q", "-F", "none", "-p", Port.ToString(CultureInfo.InvariantCulture), "-i", key, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o",
                "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-b", Scanner, $"{Environment.UserName}@127.0.0.1",
            ])
        { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
        {
            throw new InvalidOperationException("a key of no account came in");
        }
    }

    private static void Say(string what, int knocks, Stopwatch clock, double before, SshdChild sshd) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {knocks} connections in {clock.Elapsed.TotalSeconds:0.0} s, {(Used(sshd) - before) / knocks * 1000:0} ms of sshd's processor time each"));

    private static string Told(List<double> seconds) => string.Create(
        CultureInfo.InvariantCulture, $"{string.Join(" ", seconds.Select(one => one.ToString("0.0", CultureInfo.InvariantCulture)))} s, median {seconds.Order().ElementAt(seconds.Count / 2):0.00} s");

    private static double Used(SshdChild sshd)
    {
        var stat = File.ReadAllText($"/proc/{sshd.Pid}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ').Skip(FirstTime).Take(Times).Sum(one => double.Parse(one, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
