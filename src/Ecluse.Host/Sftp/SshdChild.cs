using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Ecluse.Errors;

namespace Ecluse.Host.Sftp;

/// <summary>
/// sshd as a child: started, watched, started again when it dies, told of bans, and gone when its parent is, however that ends.
/// </summary>
internal sealed partial class SshdChild : IAsyncDisposable
{
    private const int HangUp = 1;
    private const int Terminate = 15;

    // The shell holds sshd's leash: when Écluse ends, in whatever way, its standard input does, and sshd is told to go.
    private const string Leash =
        """exec 3<&0; "$@" </dev/null 3<&- & child=$!; echo "$child"; { read -r _ <&3; kill "$child"; } 2>/dev/null & reader=$!; wait "$child"; kill "$reader" 2>/dev/null""";

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StartLongest = TimeSpan.FromSeconds(30);

    private readonly SshdPlace place;
    private readonly AddressBans bans;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock turn = new();
    private string[] refused = [];
    private Process? shell;
    private Task life = Task.CompletedTask;

    private SshdChild(SshdPlace place, AddressBans bans, TimeProvider clock) => (this.place, this.bans, this.clock) = (place, bans, clock);

    /// <summary>Its process, while it lives.</summary>
    public int? Pid { get; private set; }

    /// <summary>How often it died and was started again.</summary>
    public int Deaths { get; private set; }

    /// <summary>How many networks it refuses.</summary>
    public int Refused => Volatile.Read(ref refused).Length;

    /// <summary>Starts sshd and waits until it listens.</summary>
    /// <param name="place">Its folder, prepared.</param>
    /// <param name="bans">Whom it refuses.</param>
    /// <param name="port">The port, for the message.</param>
    /// <param name="clock">What watching goes by.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="EcluseException"><c>SFTP-018</c>: it does not listen.</exception>
    public static async Task<SshdChild> StartAsync(SshdPlace place, AddressBans bans, int port, TimeProvider clock, CancellationToken cancellation)
    {
        if (SystemCalls.User() == 0)
        {
            // Where Debian's sshd shuts its unprivileged half in; its own unit makes it as well.
            Directory.CreateDirectory("/run/sshd");
        }

        var child = new SshdChild(place, bans, clock);
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        child.Apply(isFirst: true);
        child.life = Task.WhenAll(child.LiveAsync(listens), child.WatchAsync());
        try
        {
            await listens.Task.WaitAsync(StartLongest, cancellation);
        }
        catch
        {
            await child.DisposeAsync();
            throw SftpErrors.SshdRefused(port);
        }

        return child;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        lock (turn)
        {
            Signal(Terminate);
        }

        await life;
        stop.Dispose();
    }

    private async Task LiveAsync(TaskCompletionSource listens)
    {
        while (!stop.IsCancellationRequested)
        {
            using var process = Process.Start(new ProcessStartInfo(
                "/bin/sh", ["-c", Leash, "sh", SshdPlace.Sshd, "-D", "-e", "-f", place.Configuration])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            lock (turn)
            {
                (shell, Pid) = (process, int.TryParse(process.StandardOutput.ReadLine(), out var pid) ? pid : null);
                if (stop.IsCancellationRequested)
                {
                    Signal(Terminate);
                }
            }

            var reading = ReadAsync(process.StandardError, listens);
            await process.WaitForExitAsync(CancellationToken.None);
            lock (turn)
            {
                (shell, Pid) = (null, null);
            }

            listens.TrySetException(new IOException());
            if (!stop.IsCancellationRequested)
            {
                Deaths++;
                await Task.Delay(Look, clock, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    // Only lines that begin with sshd's own words and hold nothing that a client chose are looked at; none is kept.
    private async Task ReadAsync(StreamReader lines, TaskCompletionSource listens)
    {
        try
        {
            while (await lines.ReadLineAsync(CancellationToken.None) is { } line)
            {
                if (line.StartsWith("Server listening on ", StringComparison.Ordinal))
                {
                    listens.TrySetResult();
                }
                else if (Came().Match(line) is { Success: true } came && IPAddress.TryParse(came.Groups[1].ValueSpan, out var from))
                {
                    lock (bans)
                    {
                        bans.Arrived(from, int.Parse(came.Groups[2].ValueSpan, null));
                    }
                }
                else if (Accepted().Match(line) is { Success: true } accepted && IPAddress.TryParse(accepted.Groups[1].ValueSpan, out var whose))
                {
                    lock (bans)
                    {
                        bans.BroughtKey(whose, int.Parse(accepted.Groups[2].ValueSpan, null));
                    }
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // Its last session let go of the pipe.
        }
    }

    private async Task WatchAsync()
    {
        using var look = new PeriodicTimer(Look, clock);
        try
        {
            while (await look.WaitForNextTickAsync(stop.Token))
            {
                Apply(isFirst: false);
            }
        }
        catch (OperationCanceledException)
        {
            // It ends.
        }
    }

    private void Apply(bool isFirst)
    {
        string[] now;
        lock (bans)
        {
            now = [.. bans.Refused()];
        }

        if (isFirst || !now.SequenceEqual(refused))
        {
            place.WriteBans(now);
            Volatile.Write(ref refused, now);
            lock (turn)
            {
                Signal(HangUp);
            }
        }
    }

    private void Signal(int signal)
    {
        if (shell is not null && Pid is { } pid)
        {
            SystemCalls.Signal(pid, signal);
        }
    }

    [GeneratedRegex(@"^Connection from ([0-9a-fA-F.:]+) port ([0-9]{1,5}) on ", RegexOptions.CultureInvariant)]
    private static partial Regex Came();

    // AllowUsers lets one name in, which is not the client's to choose.
    [GeneratedRegex(@"^Accepted publickey for [a-z_][a-z0-9_.-]* from ([0-9a-fA-F.:]+) port ([0-9]{1,5}) ssh2: ", RegexOptions.CultureInvariant)]
    private static partial Regex Accepted();
}
