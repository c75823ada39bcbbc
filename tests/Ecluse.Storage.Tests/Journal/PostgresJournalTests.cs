using Ecluse.Acts;
using Ecluse.Journal;
using Ecluse.Signatures;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Storage.Journal;

/// <summary>The same entries on PostgreSQL, where transactions of several sessions run side by side.</summary>
public sealed class PostgresJournalTests : IDisposable
{
    private readonly TestFolder folder = new();

    [Fact]
    public async Task Writers_at_once_leave_no_gap_and_no_double_even_when_some_roll_back()
    {
        var stop = TestContext.Current.CancellationToken;
        var journal = await StartAsync(PostgresServer.Shared.CreateDatabase(), stop);

        var indices = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(
            async () =>
            {
                var mine = new List<long>();
                for (var turn = 0; turn < 12; turn++)
                {
                    await using var state = journal.Open();
                    await using var transaction = await state.Database.BeginTransactionAsync(stop);
                    var index = await journal.Acts.AppendAsync(
                        state, JournalBench.Act("passage.opened", $"P-{writer}-{turn}"), stop);
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

        Assert.Equal(Enumerable.Range(0, 32).Select(index => (long)index), indices.SelectMany(mine => mine).Order());
        Assert.Equal(32, (await journal.Acts.PublishAsync(stop)).Size);
        var (key, evidence) = await journal.Acts.EvidenceAsync([], stop);
        Assert.Empty((await new JournalVerifier(key).VerifyAsync(evidence, stop)).Findings);
    }

    public void Dispose() => folder.Dispose();

    private async Task<(ActJournal Acts, Func<EcluseState> Open)> StartAsync(PostgresDatabase database, CancellationToken stop)
    {
        var options = new DbContextOptionsBuilder<EcluseState>().UseNpgsql(database.ConnectionString).Options;
        EcluseState Open() => new(options);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var data = new DataFolder(folder.Of("data"));
        var places = new JournalPlaces(data, folder.Of("state-home"));
        Directory.CreateDirectory(data.SigningKeys);
        using var signer = SshSigner.Generate("log");
        signer.Save(places.Key(1));
        await using var state = Open();
        await state.Database.EnsureCreatedAsync(stop);
        var log = new JournalLogRow
        {
            Number = 1, Origin = "lab.example/postgres", StartedAt = clock.GetUtcNow(),
            VerifierKey = new NoteSigner("lab.example/postgres", signer).Key.ToString(),
        };
        state.Add(log);
        await state.SaveChangesAsync(stop);
        new LastSigned(places, log.Origin).Create(new CheckpointSigner(places, log).SignFirst(signer));
        return (new ActJournal(Open, places, clock), Open);
    }
}
