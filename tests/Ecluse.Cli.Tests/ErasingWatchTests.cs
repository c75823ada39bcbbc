using Ecluse.Cli.Lock;
using Ecluse.Host.Composition;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Cli;

public sealed class ErasingWatchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_time_that_fails_is_told_and_the_next_one_tries_again()
    {
        var clock = new FakeTimeProvider();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var (tries, told) = (0, new List<Exception>());
        using var again = new SemaphoreSlim(0);
        var watch = new ErasingWatch(
            _ =>
            {
                again.Release();
                return ++tries < 3 ? throw new IOException("no room") : Task.CompletedTask;
            },
            failure =>
            {
                told.Add(failure);
                return Task.CompletedTask;
            },
            TimeSpan.FromMinutes(1), clock);
        var running = watch.RunAsync(end.Token);
        for (var minute = 0; minute < 4; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            Assert.True(await again.WaitAsync(TimeSpan.FromSeconds(60), Stop), "It does not try again.");
        }

        await end.CancelAsync();
        await running;
        Assert.Equal((4, 2), (tries, told.Count));
    }

    [Fact]
    public async Task A_passage_past_its_date_is_erased_while_the_server_runs_and_nobody_asks()
    {
        using var passage = await PreparedPassage.OpenAsync();
        passage.Clock.Ahead += TimeSpan.FromDays(8);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var context = new VerbContext(
            new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Errors.Language.English), passage.Clock);
        var parsed = CommandLine.Root(context.Terminal, passage.Clock).Parse(["serve", "--data", passage.Stage.Data]);
        await using var installation = await Installation.OpenAsync(context, parsed, Stop, eraseDue: false);
        Assert.NotEqual(Passages.PassageState.Erased, (await installation.Ledger.GetAsync(passage.Id, Stop)).State);

        var watch = new ErasingWatch(
            async stop =>
            {
                await installation.EraseDueAsync(tryAgain: true, stop);
                await end.CancelAsync();
            },
            _ => Task.CompletedTask, TimeSpan.FromMilliseconds(1), passage.Clock);
        await watch.RunAsync(end.Token);
        Assert.Equal(Passages.PassageState.Erased, (await installation.Ledger.GetAsync(passage.Id, Stop)).State);
    }
}
