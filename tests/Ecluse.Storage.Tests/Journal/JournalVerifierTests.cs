using Ecluse.Acts;

namespace Ecluse.Storage.Journal;

/// <summary>What the independent reader finds in rows that somebody changed behind the program's back.</summary>
/// <summary>On SQLite; the class below asks the same of PostgreSQL.</summary>
public class JournalVerifierTests
{
    private readonly string engine;

    public JournalVerifierTests()
        : this(StateOn.Sqlite)
    {
    }

    private protected JournalVerifierTests(string engine) => this.engine = engine;

    [Fact]
    public async Task Whole_journal_holds()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.AppendAsync(260);
        var published = await bench.PublishAsync();
        await bench.AppendAsync(2);

        var report = await bench.VerifyAsync();

        Assert.Empty(report.Findings);
        Assert.Equal((264, 262, published.Root), (report.Entries, report.Published, report.Root));
    }

    [Fact]
    public async Task Dropped_entry_is_found_by_its_index()
    {
        using var bench = await PublishedAsync();
        bench.Sql("delete from journal_entry where entry_index = 3");

        var report = await bench.VerifyAsync();

        Assert.Equal((JournalFault.OutOfSequence, 3L), First(report));
        Assert.Contains(report.Findings, finding => finding is { Fault: JournalFault.OutOfSequence, Index: 7 });
    }

    [Fact]
    public async Task Dropped_last_entry_is_found()
    {
        using var bench = await PublishedAsync();
        bench.Sql("delete from journal_entry where entry_index = 7");

        Assert.Equal((JournalFault.OutOfSequence, 7L), First(await bench.VerifyAsync()));
    }

    [Fact]
    public async Task Edited_entry_is_found_by_its_index()
    {
        using var bench = await PublishedAsync();
        bench.Put(5, text => text.Replace("P-3", "P-9", StringComparison.Ordinal));

        var report = await bench.VerifyAsync();

        Assert.Equal((JournalFault.Changed, 5L), First(report));
        Assert.Contains(report.Findings, finding => finding.Fault == JournalFault.RootDiffers);
    }

    [Fact]
    public async Task Exchanged_entries_are_found_by_their_indices()
    {
        using var bench = await PublishedAsync();
        bench.Sql(
            "update journal_entry set entry_index = 100 where entry_index = 2;"
            + "update journal_entry set entry_index = 2 where entry_index = 5;"
            + "update journal_entry set entry_index = 5 where entry_index = 100;");

        var report = await bench.VerifyAsync();

        Assert.Equal((JournalFault.OutOfSequence, 2L), First(report));
        Assert.Contains(report.Findings, finding => finding.Fault == JournalFault.RootDiffers);
    }

    [Fact]
    public async Task Bytes_that_are_no_entry_are_found()
    {
        using var bench = await PublishedAsync();
        bench.Put(6, _ => "{}");

        Assert.Equal((JournalFault.NotAnEntry, 6L), First(await bench.VerifyAsync()));
    }

    [Fact]
    public async Task Log_rewritten_by_its_own_operator_is_caught_by_a_checkpoint_in_other_hands()
    {
        using var bench = await PublishedAsync();
        var signedDocument = (await bench.PublishAsync()).Note;
        var key = await File.ReadAllBytesAsync(Path.Combine(bench.Data.SigningKeys, "journal.key"));
        Directory.Delete(bench.Data.Path, recursive: true);
        Directory.Delete(bench.Places.StateHome, recursive: true);
        Directory.CreateDirectory(bench.Data.SigningKeys);
        await File.WriteAllBytesAsync(Path.Combine(bench.Data.SigningKeys, "journal.key"), key);
        File.SetUnixFileMode(
            Path.Combine(bench.Data.SigningKeys, "journal.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await bench.Setup.StartAsync("lab.example/journal", "agent:test", TestContext.Current.CancellationToken);
        await bench.AppendAsync(20);
        await bench.PublishAsync();

        Assert.True((await bench.VerifyAsync()).Holds);
        Assert.Equal(JournalFault.Rewritten, (await bench.VerifyAsync(signedDocument)).Findings.Single().Fault);
    }

    [Fact]
    public async Task Checkpoint_by_another_key_is_found()
    {
        using var bench = await PublishedAsync();
        using var other = await JournalBench.StartAsync(engine: engine);
        var foreign = (await other.PublishAsync()).Note;

        Assert.Equal(JournalFault.BadCheckpoint, (await bench.VerifyAsync(foreign)).Findings.Single().Fault);
    }

    private async Task<JournalBench> PublishedAsync()
    {
        var bench = await JournalBench.StartAsync(engine: engine);
        await bench.AppendAsync(6);
        await bench.PublishAsync();
        return bench;
    }

    private static (JournalFault, long?) First(JournalReport report) =>
        (report.Findings[0].Fault, report.Findings[0].Index);
}

public sealed class JournalVerifierOnPostgresTests() : JournalVerifierTests(StateOn.Postgres);
