using System.Text;
using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Storage.Postgres;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Storage.Journal;

/// <summary>A data folder with a journal, beside the folder of its memory.</summary>
internal sealed class JournalBench : IDisposable
{
    private readonly TestFolder folder = new();

    private JournalBench(string engine)
    {
        Data = StateOn.Folder(folder, engine);
        Places = new JournalPlaces(Data, folder.Of("state-home"));
        Journal = new ActJournal(Data.Open, Places, Clock);
        Setup = new JournalSetup(Places, Clock);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public DataFolder Data { get; }

    public JournalPlaces Places { get; }

    public ActJournal Journal { get; }

    public JournalSetup Setup { get; }

    public string Memory => Directory.GetFiles(Places.StateHome, "*.lastsigned").Order(StringComparer.Ordinal).Last();

    public static async Task<JournalBench> StartAsync(string origin = "lab.example/journal", string engine = StateOn.Sqlite)
    {
        var bench = new JournalBench(engine);
        await bench.Setup.StartAsync(origin, "agent:test", TestContext.Current.CancellationToken);
        return bench;
    }

    public static JournalBench Empty(string engine = StateOn.Sqlite) => new(engine);

    public static Act Act(string name, string passage = "P-1", long? intent = null, string? reason = null) => new(
        name, "agent:test",
        new Dictionary<string, string> { ["passage"] = passage },
        new Dictionary<string, string> { ["plan"] = new string('a', 64) },
        intent,
        reason is null ? null : new Dictionary<string, string> { ["reason"] = reason });

    /// <summary>Appends acts one second apart, in one transaction (a hundred flushes of a disk prove nothing more).</summary>
    public async Task AppendAsync(int count)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var state = Data.Open();
        await using var transaction = await state.Database.BeginTransactionAsync(stop);
        for (var index = 0; index < count; index++)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Journal.AppendAsync(state, Act("passage.opened", $"P-{index}"), stop);
        }

        await state.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    public Task<PublishedCheckpoint> PublishAsync() => Journal.PublishAsync(TestContext.Current.CancellationToken);

    public async Task<JournalReport> VerifyAsync(params byte[][] older)
    {
        var (log, evidence) = await Journal.EvidenceAsync(older, TestContext.Current.CancellationToken);
        return await new JournalVerifier(log).VerifyAsync(evidence, TestContext.Current.CancellationToken);
    }

    /// <summary>Something done to the database behind the program's back.</summary>
    public void Sql(string sql)
    {
        using var state = Data.Open();
        state.Database.ExecuteSqlRaw(sql);
    }

    /// <summary>Other bytes in the place of an entry's, as <see cref="Sql"/>.</summary>
    public void Put(long index, Func<string, string> change, long? of = null)
    {
        using var state = Data.Open();
        var bytes = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(
            state.Set<JournalEntryRow>().Where(row => row.Index == (of ?? index)).Select(row => row.Bytes).Single())));
        state.Set<JournalEntryRow>().Where(row => row.Index == index).ExecuteUpdate(row => row.SetProperty(entry => entry.Bytes, bytes));
    }

    /// <summary>The database as it is now, to be put back by what this returns: as a backup does.</summary>
    public async Task<Func<Task>> CopyStateAsync()
    {
        if (!Data.IsPostgres)
        {
            var path = Path.Combine(Data.Path, "ecluse.db");
            var copy = Copy(path);
            return () =>
            {
                Restore(copy, path);
                return Task.CompletedTask;
            };
        }

        var parts = new List<(string Name, byte[] Bytes)>();
        await using (var state = Data.Open())
        {
            await PostgresCopy.WriteAsync(
                state,
                async (name, bytes) =>
                {
                    using var kept = new MemoryStream();
                    await bytes.CopyToAsync(kept, TestContext.Current.CancellationToken);
                    parts.Add((name, kept.ToArray()));
                },
                TestContext.Current.CancellationToken);
        }

        return () => PutBackAsync(parts);
    }

    private async Task PutBackAsync(List<(string Name, byte[] Bytes)> parts)
    {
        var words = await File.ReadAllTextAsync(PostgresState.FileIn(Data.Path));
        Assert.Equal("STATE-008", (await Assert.ThrowsAsync<EcluseException>(() => PostgresRestoring.StartAsync(words, default))).Code);
        Sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        await using var restoring = await PostgresRestoring.StartAsync(words, default);
        foreach (var (name, bytes) in parts)
        {
            await restoring.TakeAsync(name, new MemoryStream(bytes), default);
        }

        await restoring.CompleteAsync(default);
    }

    public string Copy(string path)
    {
        var copy = folder.Of($"copy-{Guid.NewGuid():N}");
        if (File.Exists(path))
        {
            File.Copy(path, copy);
            return copy;
        }

        foreach (var file in Directory.GetFiles(path, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    public static void Restore(string copy, string path)
    {
        if (File.Exists(copy))
        {
            File.Copy(copy, path, overwrite: true);
            return;
        }

        Directory.Delete(path, recursive: true);
        Directory.Move(copy, path);
    }

    public void Dispose() => folder.Dispose();
}
