using Ecluse.Acts;
using Ecluse.Testkit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Storage.Journal;

/// <summary>A data folder with a journal, beside the folder of its memory.</summary>
internal sealed class JournalBench : IDisposable
{
    private readonly TestFolder folder = new();

    private JournalBench()
    {
        Data = new DataFolder(folder.Of("data"));
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

    public static async Task<JournalBench> StartAsync(string origin = "lab.example/journal")
    {
        var bench = new JournalBench();
        await bench.Setup.StartAsync(origin, "agent:test", TestContext.Current.CancellationToken);
        return bench;
    }

    public static JournalBench Empty() => new();

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
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data.Path, "ecluse.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
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
