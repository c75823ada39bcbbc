namespace Ecluse.Host.Composition;

/// <summary>
/// Erases what is due, again and again, as long as a server runs (rule 8). A time that fails is told and does not keep the next one
/// from trying.
/// </summary>
/// <param name="erase">Erases whatever is due now.</param>
/// <param name="tell">Tells a failure.</param>
/// <param name="every">How often.</param>
/// <param name="clock">What time it is.</param>
internal sealed class ErasingWatch(
    Func<CancellationToken, Task> erase, Func<Exception, Task> tell, TimeSpan every, TimeProvider clock)
{
    /// <summary>Goes on until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(every, clock);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stop);
                await erase(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                await tell(failure);
            }
        }
    }
}
