namespace Ecluse.Storage.Journal;

/// <summary>The same entries on PostgreSQL, where transactions of several sessions run side by side.</summary>
public sealed class PostgresJournalTests
{
    [Fact]
    public async Task Writers_at_once_leave_no_gap_and_no_double_even_when_some_roll_back()
    {
        var stop = TestContext.Current.CancellationToken;
        using var bench = await JournalBench.StartAsync(engine: StateOn.Postgres);

        var indices = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                var mine = new List<long>();
                for (var turn = 0; turn < 12; turn++)
                {
                    await using var state = bench.Data.Open();
                    await using var transaction = await state.Database.BeginTransactionAsync(stop);
                    var index = await bench.Journal.AppendAsync(state, JournalBench.Act("passage.opened", $"P-{writer}-{turn}"), stop);
                    await state.SaveChangesAsync(stop);
                    if (turn % 3 != 0)
                    {
                        await transaction.CommitAsync(stop);
                        mine.Add(index);
                    }
                }

                return mine;
            },
            stop)));

        Assert.Equal(Enumerable.Range(2, 32).Select(index => (long)index), indices.SelectMany(mine => mine).Order());
        Assert.Equal(34, (await bench.PublishAsync()).Size);
        Assert.Empty((await bench.VerifyAsync()).Findings);
    }
}
