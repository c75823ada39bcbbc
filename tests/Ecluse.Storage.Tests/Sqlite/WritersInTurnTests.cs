using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Sqlite;

public sealed class WritersInTurnTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly DataFolder data;

    public WritersInTurnTests() => data = new DataFolder(folder.Of("data"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Writers_of_every_kind_are_served_in_the_order_in_which_they_came()
    {
        await MakeAsync();
        var writers = new List<Task>();
        await using (var first = data.Open())
        await using (var transaction = await first.Database.BeginTransactionAsync(Stop))
        {
            for (var writer = 0; writer < 60; writer++)
            {
                writers.Add(WriteAsync(writer));
                Assert.False(writers[^1].IsCompleted);
            }

            await transaction.CommitAsync(Stop);
        }

        await Task.WhenAll(writers);

        Assert.Equal(Enumerable.Range(0, 60), await WrittenAsync());
    }

    [Fact]
    public async Task A_writer_that_dies_in_the_middle_leaves_its_place_to_the_next()
    {
        await MakeAsync();
        await using (var dying = data.Open())
        {
            await dying.Database.BeginTransactionAsync(Stop);
            await dying.Database.ExecuteSqlAsync($"INSERT INTO written (writer) VALUES (1)", Stop);
        }

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var wrong = data.Open();
            await wrong.Database.ExecuteSqlAsync($"INSERT INTO nowhere (writer) VALUES (2)", Stop);
        });
        using var given = new CancellationTokenSource();
        await using (var holder = data.Open())
        await using (await holder.Database.BeginTransactionAsync(Stop))
        {
            await using var impatient = data.Open();
            var waiting = impatient.Database.BeginTransactionAsync(given.Token);
            await given.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        // SQLite's own calls never wait for anything but the disk: a writer whose place is free has written when its call returns.
        Assert.All(Enumerable.Range(3, 6), writer => Assert.True(WriteAsync(writer).IsCompletedSuccessfully));
        Assert.Equal([3, 4, 5, 6, 7, 8], await WrittenAsync());
    }

    private async Task MakeAsync()
    {
        await data.CreateAsync(Stop);
        await using var state = data.Open();
        await state.Database.ExecuteSqlAsync($"CREATE TABLE written (place INTEGER PRIMARY KEY AUTOINCREMENT, writer INTEGER NOT NULL)", Stop);
    }

    private async Task<List<int>> WrittenAsync()
    {
        await using var state = data.Open();
        return await state.Database.SqlQuery<int>($"SELECT writer AS Value FROM written ORDER BY place").ToListAsync(Stop);
    }

    // Alone, and in a transaction of more than one statement.
    private async Task WriteAsync(int writer)
    {
        await using var state = data.Open();
        if (writer % 2 == 0)
        {
            await state.Database.ExecuteSqlAsync($"INSERT INTO written (writer) VALUES ({writer})", Stop);
            return;
        }

        await using var transaction = await state.Database.BeginTransactionAsync(Stop);
        await state.Database.ExecuteSqlAsync($"INSERT INTO written (writer) VALUES ({writer})", Stop);
        await state.Database.ExecuteSqlAsync($"UPDATE written SET writer = {writer} WHERE writer = {writer}", Stop);
        await transaction.CommitAsync(Stop);
    }
}
