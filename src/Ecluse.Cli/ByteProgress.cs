namespace Ecluse.Cli;

/// <summary>How much of a file has gone: one line that redraws itself where a person looks, one line a quarter elsewhere; on standard error.</summary>
internal sealed class ByteProgress(Terminal terminal, long all) : IProgress<long>, IDisposable
{
    private const int Quarters = 4;
    private const int Percent = 100;

    private long told = -1;

    public void Report(long value)
    {
        var steps = terminal.IsInteractive ? Percent : Quarters;
        var now = all == 0 ? steps : (long)((double)value / all * steps);
        if (now <= told)
        {
            return;
        }

        told = now;
        if (terminal.IsInteractive)
        {
            terminal.Error.Write($"\r  {now} %\u001b[K");
        }
        else
        {
            terminal.Error.WriteLine($"  {now * Percent / Quarters} %");
        }
    }

    public void Dispose()
    {
        if (terminal.IsInteractive && told >= 0)
        {
            terminal.Error.WriteLine();
            told = -1;
        }
    }
}
