using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Storage;

namespace Ecluse.Host.Works;

/// <summary>What a job does.</summary>
internal enum JobKind
{
    /// <summary>A dry run that ends in a plan.</summary>
    Plan,

    /// <summary>Seals, loads, compares, from where the passage stands.</summary>
    Run,

    /// <summary>Seals again the parcels that the depot lost.</summary>
    Reseal,

    /// <summary>Compares once more.</summary>
    Reconcile,

    /// <summary>Tries refused patients once more.</summary>
    Retry,

    /// <summary>Takes out what was written, and erases.</summary>
    Stop,

    /// <summary>Erases.</summary>
    Erase,
}

/// <summary>Long work that somebody set going from the console, in the server's process; what it wrote stands whatever becomes of it.</summary>
/// <param name="kind">What it does.</param>
/// <param name="by">Id of the person who set it going.</param>
/// <param name="clock">What time it is.</param>
/// <param name="changed">Told when there is something new to show.</param>
internal sealed class Job(JobKind kind, string by, TimeProvider clock, Action changed) : IProgress<PassageProgress>
{
    // Often enough to watch, seldom enough that watching costs nothing.
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(400);

    private readonly Lock gate = new();
    private PassageProgress? last;
    private long stageBegan;
    private long told;

    public JobKind Kind { get; } = kind;

    public string By { get; } = by;

    public DateTimeOffset Since { get; } = clock.GetUtcNow();

    /// <summary>Whether it is at work.</summary>
    public bool IsRunning { get; private set; } = true;

    /// <summary>Why it ended before its end; null while it runs and when it is done.</summary>
    public EcluseException? Failure { get; private set; }

    /// <summary>Id of what it made, when it made something.</summary>
    public string? Made { get; private set; }

    /// <summary>How far the stage has gone, and for how long it has been going; null before the first count.</summary>
    public (PassageProgress At, TimeSpan For)? Progress
    {
        get
        {
            lock (gate)
            {
                return last is { } at ? (at, clock.GetElapsedTime(stageBegan)) : null;
            }
        }
    }

    public void Report(PassageProgress value)
    {
        lock (gate)
        {
            if (last?.Stage != value.Stage)
            {
                (stageBegan, told) = (clock.GetTimestamp(), 0);
            }

            last = value;
            if (told != 0 && clock.GetElapsedTime(told) < TellEvery)
            {
                return;
            }

            told = clock.GetTimestamp();
        }

        changed();
    }

    /// <summary>Does it, and keeps how it ended.</summary>
    public async Task RunAsync(Func<Job, CancellationToken, Task<string?>> work, CancellationToken stop)
    {
        try
        {
            // Off the request that began it: opening a gate may block.
            Made = await Task.Run(() => work(this, stop), stop);
        }
#pragma warning disable CA1031 // The job is the last to see it; whoever looks at the page reads it there.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failure = Of(error);
        }
        finally
        {
            Metrics.Counted.Ended(this);
            IsRunning = false;
            changed();
        }
    }

    // A driver's message is never passed on.
    private static EcluseException Of(Exception error) => error switch
    {
        EcluseException known => known,
        OperationCanceledException => ServerErrors.JobInterrupted(),
        _ when StateFailure.Of(error) is { } state => state,
        _ => ServerErrors.JobFailed(error),
    };
}
