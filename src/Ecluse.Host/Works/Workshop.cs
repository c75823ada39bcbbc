using Ecluse.Errors;

namespace Ecluse.Host.Works;

/// <summary>
/// Where the console's long work is done: in this process, one job at a time for each passage or instruction, the last one's end
/// remembered until the next begins. A server that stops waits until each job has let go; after a restart the same button goes on.
/// </summary>
internal sealed class Workshop(ServerParts parts) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (Job Job, Task Ended, CancellationTokenSource Stop)> jobs = [];
    private readonly CancellationTokenSource closing = new();
    private TaskCompletionSource changed = NewSignal();
    private long version;

    /// <summary>Grows with whatever there is to show of any job.</summary>
    public long Version => Interlocked.Read(ref version);

    /// <summary>Ends when <see cref="Version"/> has grown.</summary>
    public Task NextChange
    {
        get
        {
            lock (gate)
            {
                return changed.Task;
            }
        }
    }

    /// <summary>Whether any job is at work.</summary>
    public bool IsAtWork
    {
        get
        {
            lock (gate)
            {
                return jobs.Values.Any(one => one.Job.IsRunning);
            }
        }
    }

    /// <summary>The last job of a passage or an instruction; null where there was none since the server started.</summary>
    public Job? Find(string subject)
    {
        lock (gate)
        {
            return jobs.TryGetValue(subject, out var found) ? found.Job : null;
        }
    }

    /// <summary>Begins a job.</summary>
    /// <param name="subject">Id of the passage, or of the instruction.</param>
    /// <param name="kind">What it does.</param>
    /// <param name="by">Id of the person who sets it going.</param>
    /// <param name="work">Does it; answers with the id of what it made, if anything.</param>
    /// <exception cref="EcluseException"><c>SERVE-010</c>: one is at work on it; <c>SERVE-011</c>: the server is stopping.</exception>
    public void Begin(string subject, JobKind kind, string by, Func<Job, CancellationToken, Task<string?>> work)
    {
        lock (gate)
        {
            if (closing.IsCancellationRequested)
            {
                throw ServerErrors.JobInterrupted();
            }

            if (jobs.TryGetValue(subject, out var before) && before.Job.IsRunning)
            {
                throw ServerErrors.JobAtWork();
            }

            Put(subject, kind, by, work);
        }

        Tell();
    }

    /// <summary>Begins a job that ends the passage: what is at work on it is halted first, and waited for.</summary>
    public void BeginEnding(string subject, JobKind kind, string by, Func<Job, CancellationToken, Task<string?>> work)
    {
        lock (gate)
        {
            if (!jobs.TryGetValue(subject, out var before) || !before.Job.IsRunning)
            {
                Put(subject, kind, by, work);
            }
            else if (before.Job.Kind is JobKind.Stop or JobKind.Erase)
            {
                throw ServerErrors.JobAtWork();
            }
            else
            {
                before.Stop.Cancel();
                Put(subject, kind, by, async (job, stop) =>
                {
                    await before.Ended;
                    return await work(job, stop);
                });
            }
        }

        Tell();
    }

    /// <summary>Halts every job and waits until each has let go.</summary>
    public async Task CloseAsync()
    {
        await closing.CancelAsync();
        Task[] all;
        lock (gate)
        {
            all = [.. jobs.Values.Select(one => one.Ended)];
        }

        await Task.WhenAll(all);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        foreach (var (_, _, stop) in jobs.Values)
        {
            stop.Dispose();
        }

        closing.Dispose();
    }

    private void Put(string subject, JobKind kind, string by, Func<Job, CancellationToken, Task<string?>> work)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
        var job = new Job(kind, by, parts.Clock, Tell);
        jobs[subject] = (job, job.RunAsync(work, stop.Token), stop);
    }

    /// <summary>Tells open pages that there is something new to show.</summary>
    public void Tell()
    {
        Interlocked.Increment(ref version);
        TaskCompletionSource told;
        lock (gate)
        {
            (told, changed) = (changed, NewSignal());
        }

        told.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
