using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Journal;
using Ecluse.Signatures;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Journal;

/// <summary>On SQLite; the class below asks the same of PostgreSQL.</summary>
public class ActJournalTests
{
    private readonly string engine;

    public ActJournalTests()
        : this(StateOn.Sqlite)
    {
    }

    private protected ActJournalTests(string engine) => this.engine = engine;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entry_is_there_when_the_change_is_and_only_then()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await using (var state = bench.Data.Open())
        {
            await using var transaction = await state.Database.BeginTransactionAsync(Stop);
            Assert.Equal(2, await bench.Journal.AppendAsync(state, JournalBench.Act("passage.opened"), Stop));
            Assert.Equal(3, await bench.Journal.AppendAsync(state, JournalBench.Act("passage.accepted"), Stop));
            await state.SaveChangesAsync(Stop);
        }

        await Assert.ThrowsAsync<EcluseException>(() => bench.Journal.EntryAsync(2, Stop));
        Assert.Equal(2, await bench.Journal.AppendAsync(JournalBench.Act("passage.opened"), Stop));
    }

    [Fact]
    public async Task The_logs_own_key_which_no_log_could_announce_is_told_by_its_second_entry_and_nothing_else_goes_unannounced()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var made = ActEntry.Read(await bench.Journal.EntryAsync(1, Stop)).Act;
        var key = SshSigner.Load(Path.Combine(bench.Data.SigningKeys, "journal.key")).PublicKey;

        Assert.Equal(("key.made", "journal.key", null), (made.Name, made.Subjects["key"], made.Intent));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(key.Blob)), made.Hashes["public-key"]);
        Assert.Equal("JOURNAL-017", (await Assert.ThrowsAsync<EcluseException>(() => bench.Journal.AppendAsync(made, Stop))).Code);
        await bench.PublishAsync();
        Assert.True((await bench.VerifyAsync()).Holds);

        // The reader of its own: the same entry at any other place is an outcome without an intent.
        await bench.AppendAsync(1);
        bench.Put(2, text => text.Replace("\"index\":1", "\"index\":2", StringComparison.Ordinal), of: 1);
        Assert.Contains((await bench.VerifyAsync()).Findings, finding => finding is { Fault: JournalFault.WithoutIntent, Index: 2 });
    }

    [Fact]
    public async Task What_a_log_had_announced_the_log_that_continues_it_announces_again_and_ends()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var sealing = await bench.Journal.AppendAsync(JournalBench.Act("parcel.sealing", "P-1"), Stop);
        await bench.Journal.AppendAsync(JournalBench.Act("parcel.loading", "P-1"), Stop);
        await bench.Journal.AppendAsync(JournalBench.Act("parcel.loaded", "P-1"), Stop);
        await bench.Journal.AppendAsync(JournalBench.Act("target.clearing", "P-2"), Stop);
        await bench.Setup.ContinueAsync("lab.example/journal-2", "person:operator", Stop);

        var open = await bench.Journal.OpenIntentsAsync(Stop);
        Assert.Equal(
            [("parcel.sealing", "agent:test", "P-1", 2), ("target.clearing", "agent:test", "P-2", 3)],
            open.Select(entry => (entry.Act.Name, entry.Act.By, entry.Act.Subjects["passage"], entry.Index)));

        // By the index of the old log, which is nothing or another thing here, and by none.
        Assert.Equal(4, await bench.Journal.AppendAsync(JournalBench.Act("parcel.sealed", "P-1", sealing + 100), Stop));
        Assert.Equal(5, await bench.Journal.AppendAsync(JournalBench.Act("target.cleared", "P-2"), Stop));
        Assert.Equal([2L, 3L], (await Task.WhenAll(new[] { 4L, 5L }.Select(index => bench.Journal.EntryAsync(index, Stop)))).Select(bytes => ActEntry.Read(bytes).Act.Intent!.Value));
        Assert.Empty(await bench.Journal.OpenIntentsAsync(Stop));
        Assert.Equal("JOURNAL-017", (await Assert.ThrowsAsync<EcluseException>(() => bench.Journal.AppendAsync(JournalBench.Act("parcel.loaded", "P-1"), Stop))).Code);
        await bench.PublishAsync();
        Assert.True((await bench.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task Appending_outside_a_transaction_is_a_fault()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await using var state = bench.Data.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => bench.Journal.AppendAsync(state, JournalBench.Act("passage.opened"), Stop));
    }

    [Fact]
    public async Task Writers_at_once_leave_no_gap_and_no_double()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);

        var indices = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            var mine = new List<long>();
            for (var index = 0; index < 10; index++)
            {
                mine.Add(await bench.Journal.AppendAsync(JournalBench.Act("passage.opened", $"P-{writer}-{index}"), Stop));
            }

            return mine;
        })));

        Assert.Equal(Enumerable.Range(2, 40).Select(index => (long)index), indices.SelectMany(mine => mine).Order());
        Assert.Equal(42, (await bench.PublishAsync()).Size);
    }

    [Fact]
    public async Task Without_a_journal_nothing_can_be_done()
    {
        using var bench = JournalBench.Empty(engine);
        await bench.Data.CreateAsync(Stop);

        var error = await Assert.ThrowsAsync<EcluseException>(
            () => bench.Journal.AppendAsync(JournalBench.Act("passage.opened"), Stop));

        Assert.Equal("JOURNAL-010", error.Code);
    }

    [Theory]
    [InlineData("passage.dreamt", "agent:test", "P-1", "JOURNAL-014")]
    [InlineData("passage.opened", "Jeanne Martin", "P-1", "JOURNAL-015")]
    [InlineData("passage.opened", "agent:test", "Jeanne Martin", "JOURNAL-015")]
    [InlineData("passage.opened", "agent:test", "Élise", "JOURNAL-015")]
    [InlineData("parcel.sealed", "agent:test", "P-1", "JOURNAL-017")]
    public async Task Names_and_typed_text_do_not_get_in(string name, string by, string passage, string code)
    {
        using var bench = await JournalBench.StartAsync(engine: engine);

        var error = await Assert.ThrowsAsync<EcluseException>(
            () => bench.Journal.AppendAsync(JournalBench.Act(name, passage) with { By = by }, Stop));

        Assert.Equal(code, error.Code);
        Assert.DoesNotContain("Martin", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typed_text_stands_beside_the_entry_and_can_be_erased_without_breaking_the_log()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var index = await bench.Journal.AppendAsync(
            JournalBench.Act("passage.held", reason: "à la demande du Dr Martin"), Stop);
        await bench.PublishAsync();
        var entry = await bench.Journal.EntryAsync(index, Stop);
        Assert.Equal("à la demande du Dr Martin", (await bench.Journal.TextsAsync(index, Stop))["reason"]);
        Assert.DoesNotContain("Martin", System.Text.Encoding.UTF8.GetString(entry), StringComparison.Ordinal);
        Assert.Single(ActEntry.Read(entry).Commitments);

        await bench.Journal.EraseTextsAsync(index, "person:dpo", Stop);

        Assert.Null((await bench.Journal.TextsAsync(index, Stop))["reason"]);
        Assert.Equal(entry, await bench.Journal.EntryAsync(index, Stop));
        await bench.PublishAsync();
        Assert.True((await bench.VerifyAsync()).Holds);
        if (!bench.Data.IsPostgres)
        {
            // PostgreSQL keeps a dead row's bytes until its page is vacuumed and written over; docs/operating/postgresql.md says so.
            var raw = File.ReadAllBytes(Path.Combine(bench.Data.Path, "ecluse.db"));
            Assert.Equal(-1, raw.AsSpan().IndexOf("demande du Dr"u8));
        }
    }

    [Fact]
    public void Commitment_matches_its_text_alone()
    {
        var commitment = Commitment.To("because");

        Assert.True(commitment.Matches("because"));
        Assert.False(commitment.Matches("Because"));
        Assert.NotEqual(commitment.Value, Commitment.To("because").Value);
    }

    [Fact]
    public async Task Intent_stays_open_until_its_outcome()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var sealing = await bench.Journal.AppendAsync(JournalBench.Act("parcel.sealing"), Stop);
        var other = await bench.Journal.AppendAsync(JournalBench.Act("parcel.sealing", "P-2"), Stop);
        Assert.Equal([sealing, other], (await bench.Journal.OpenIntentsAsync(Stop)).Select(intent => intent.Index));

        var outcome = await bench.Journal.AppendAsync(JournalBench.Act("parcel.sealed"), Stop);

        Assert.Equal([other], (await bench.Journal.OpenIntentsAsync(Stop)).Select(intent => intent.Index));
        Assert.Equal(sealing, ActEntry.Read(await bench.Journal.EntryAsync(outcome, Stop)).Act.Intent);
        await Assert.ThrowsAsync<EcluseException>(() => bench.Journal.AppendAsync(JournalBench.Act("parcel.sealed"), Stop));
    }

    [Fact]
    public async Task Intent_that_is_taken_up_again_replaces_the_one_that_a_crash_left()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.Journal.AppendAsync(JournalBench.Act("parcel.sealing"), Stop);
        var again = await bench.Journal.AppendAsync(JournalBench.Act("parcel.sealing"), Stop);

        Assert.Equal([again], (await bench.Journal.OpenIntentsAsync(Stop)).Select(intent => intent.Index));
        await bench.Journal.AppendAsync(JournalBench.Act("parcel.sealed", intent: again), Stop);
        await bench.PublishAsync();
        var report = await bench.VerifyAsync();
        Assert.True(report.Holds);
        Assert.Empty(report.OpenIntents);
    }

    [Fact]
    public async Task Times_never_go_back_even_when_the_clock_does()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var before = ActEntry.Read(await bench.Journal.EntryAsync(0, Stop)).Time;
        var slow = new ActJournal(
            bench.Data.Open, bench.Places, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(before.AddHours(-2)));

        var index = await slow.AppendAsync(JournalBench.Act("passage.opened"), Stop);

        Assert.Equal(before, ActEntry.Read(await slow.EntryAsync(index, Stop)).Time);
    }

    [Fact]
    public async Task Proof_of_an_entry_needs_no_data_folder()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.AppendAsync(300);
        await bench.PublishAsync();
        var key = await bench.Journal.VerifierKeyAsync(Stop);

        foreach (var index in new long[] { 0, 1, 255, 256, 301 })
        {
            var proof = await bench.Journal.ProveAsync(index, Stop);
            Assert.Equal(index, ProofCheck.Verify(await bench.Journal.EntryAsync(index, Stop), proof, key).Index);
        }
    }

    [Fact]
    public async Task Entry_that_is_not_published_cannot_be_proved_yet()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.PublishAsync();
        await bench.AppendAsync(1);

        Assert.Equal("JOURNAL-012", (await Assert.ThrowsAsync<EcluseException>(() => bench.Journal.ProveAsync(2, Stop))).Code);
        Assert.Equal("JOURNAL-011", (await Assert.ThrowsAsync<EcluseException>(() => bench.Journal.ProveAsync(9, Stop))).Code);
    }

    [Fact]
    public async Task Entry_longer_than_the_format_allows_is_refused()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var many = Enumerable.Range(0, 700).ToDictionary(number => $"d{number}", _ => new string('a', 64));
        var act = JournalBench.Act("passage.opened") with { Hashes = many };
        Assert.True(await bench.Journal.AppendAsync(act, Stop) > 0);

        var more = Enumerable.Range(0, 1000).ToDictionary(number => $"d{number}", _ => new string('a', 64));
        var error = await Assert.ThrowsAsync<EcluseException>(
            () => bench.Journal.AppendAsync(act with { Hashes = more }, Stop));

        Assert.Equal("JOURNAL-002", error.Code);
    }
}

public sealed class ActJournalOnPostgresTests() : ActJournalTests(StateOn.Postgres);
