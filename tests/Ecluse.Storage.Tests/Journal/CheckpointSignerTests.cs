using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Journal;

namespace Ecluse.Storage.Journal;

/// <summary>What makes the log refuse to sign, and what it heals by itself.</summary>
/// <summary>On SQLite; the class below asks the same of PostgreSQL.</summary>
public class CheckpointSignerTests
{
    private readonly string engine;

    public CheckpointSignerTests()
        : this(StateOn.Sqlite)
    {
    }

    private protected CheckpointSignerTests(string engine) => this.engine = engine;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publishing_writes_a_log_that_a_reader_of_files_alone_can_verify()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.AppendAsync(270);

        var published = await bench.PublishAsync();

        var folder = bench.Places.Log("lab.example/journal");
        var key = NoteKey.Parse(await bench.Journal.VerifierKeyAsync(Stop));
        Assert.Equal(key.ToString() + "\n", await File.ReadAllTextAsync(Path.Combine(folder, "vkey"), Stop));
        Assert.Equal(272, published.Size);
        var report = await new JournalVerifier(key).VerifyAsync(JournalEvidence.OfFolder(folder, key), Stop);
        Assert.True(report.Holds);
        Assert.Equal((272, published.Root), (report.Entries, report.Root));
        Assert.Empty(Directory.GetFiles(folder, "*.part", SearchOption.AllDirectories));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(bench.Data.SigningKeys, "journal.key")));
    }

    [Fact]
    public async Task Publishing_again_without_new_entries_gives_the_same_checkpoint()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.AppendAsync(3);

        Assert.Equal((await bench.PublishAsync()).Note, (await bench.PublishAsync()).Note);
        Assert.Equal((await bench.PublishAsync()).Note, (await bench.Journal.LatestAsync(Stop))!.Note);
    }

    [Fact]
    public async Task Tiles_that_a_crash_left_out_are_made_again_from_the_rows()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.AppendAsync(5);
        var before = await bench.PublishAsync();
        var folder = bench.Places.Log("lab.example/journal");
        Directory.Delete(Path.Combine(folder, "tile"), recursive: true);
        File.Delete(Path.Combine(folder, "checkpoint"));

        Assert.Equal(before.Note, (await bench.PublishAsync()).Note);
        Assert.True((await bench.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task Half_written_file_of_a_crash_is_written_over()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.AppendAsync(5);
        var folder = bench.Places.Log("lab.example/journal");
        Directory.CreateDirectory(Path.Combine(folder, "tile", "0", "000.p"));
        await File.WriteAllTextAsync(Path.Combine(folder, "tile", "0", "000.p", "7.part"), "half", Stop);

        await bench.PublishAsync();

        Assert.True((await bench.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task Crash_between_memory_and_checkpoint_is_healed()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.PublishAsync();
        var shown = Path.Combine(bench.Places.Log("lab.example/journal"), "checkpoint");
        var older = bench.Copy(shown);
        await bench.AppendAsync(5);
        var last = await bench.PublishAsync();
        JournalBench.Restore(older, shown);

        Assert.Equal(last.Note, (await bench.PublishAsync()).Note);
    }

    [Fact]
    public async Task Tile_with_other_contents_is_an_error_and_is_left_alone()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.AppendAsync(5);
        await bench.PublishAsync();
        var tile = Path.Combine(bench.Places.Log("lab.example/journal"), "tile", "0", "000.p", "7");
        var bytes = await File.ReadAllBytesAsync(tile, Stop);
        bytes[40] ^= 1;
        await File.WriteAllBytesAsync(tile, bytes, Stop);

        Assert.Equal("JOURNAL-024", await RefusalAsync(bench));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(tile, Stop));
        Assert.Contains((await bench.VerifyAsync()).Findings, finding => finding.Fault == JournalFault.TileDiffers);
    }

    [Fact]
    public async Task Restored_old_data_folder_refuses_to_sign_a_fork()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.AppendAsync(3);
        await bench.PublishAsync();
        var (backup, putBack) = (bench.Copy(bench.Data.Path), await bench.CopyStateAsync());
        await bench.AppendAsync(3);
        await bench.PublishAsync();
        JournalBench.Restore(backup, bench.Data.Path);
        await putBack();

        Assert.Equal("JOURNAL-021", await RefusalAsync(bench));
        await bench.AppendAsync(10);
        Assert.Equal("JOURNAL-022", await RefusalAsync(bench));
        Assert.Contains((await bench.VerifyAsync()).Findings, finding => finding.Fault == JournalFault.Rewritten);
    }

    [Fact]
    public async Task Restored_old_database_alone_refuses_to_sign_a_fork()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.AppendAsync(3);
        await bench.PublishAsync();
        var putBack = await bench.CopyStateAsync();
        await bench.AppendAsync(3);
        await bench.PublishAsync();
        await putBack();

        Assert.Equal("JOURNAL-021", await RefusalAsync(bench));
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.AppendAsync(3);
        Assert.Equal("JOURNAL-022", await RefusalAsync(bench));
        await bench.AppendAsync(10);
        Assert.Equal("JOURNAL-022", await RefusalAsync(bench));
    }

    [Fact]
    public async Task Missing_memory_refuses_to_sign()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.AppendAsync(3);
        File.Delete(bench.Memory);

        Assert.Equal("JOURNAL-020", await RefusalAsync(bench));
    }

    [Fact]
    public async Task Memory_behind_the_published_checkpoint_refuses_to_sign()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        var memory = bench.Memory;
        var old = bench.Copy(memory);
        await bench.AppendAsync(3);
        await bench.PublishAsync();
        JournalBench.Restore(old, memory);

        Assert.Equal("JOURNAL-023", await RefusalAsync(bench));
    }

    [Fact]
    public async Task Memory_of_another_key_refuses_to_sign()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        using var other = await JournalBench.StartAsync(engine: engine);
        File.Copy(other.Memory, bench.Memory, overwrite: true);

        Assert.Equal("JOURNAL-003", await RefusalAsync(bench));
    }

    [Fact]
    public async Task New_log_goes_on_after_one_that_refuses_and_names_its_last_checkpoint()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.AppendAsync(3);
        var putBack = await bench.CopyStateAsync();
        await bench.AppendAsync(3);
        var last = await bench.PublishAsync();
        await putBack();

        await bench.Setup.ContinueAsync("lab.example/journal-2", "person:operator", Stop);

        Assert.Equal(2, (await bench.PublishAsync()).Size);
        var first = ActEntry.Read(await bench.Journal.EntryAsync(0, Stop)).Act;
        Assert.Equal("journal.continued", first.Name);
        Assert.Equal("lab.example/journal", first.Subjects["origin"]);
        Assert.Equal("8", first.Subjects["size"]);
        Assert.Equal(last.Root, first.Hashes["root"]);
        Assert.Equal(("key.made", "journal-2.key"), Named(ActEntry.Read(await bench.Journal.EntryAsync(1, Stop)).Act));
        Assert.Equal(2, await bench.Journal.AppendAsync(JournalBench.Act("passage.opened"), Stop));
        await bench.PublishAsync();
        Assert.True((await bench.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task Journal_is_started_once()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);

        var error = await Assert.ThrowsAsync<EcluseException>(() => bench.Setup.StartAsync(null, "agent:test", Stop));

        Assert.Equal("JOURNAL-013", error.Code);
    }

    [Fact]
    public async Task Start_that_was_cut_short_is_taken_up_again()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        bench.Sql("delete from journal_entry; delete from journal_log;");

        await bench.Setup.StartAsync("lab.example/journal", "agent:test", Stop);

        Assert.Equal(2, (await bench.PublishAsync()).Size);
    }

    [Fact]
    public async Task Data_folder_made_anew_does_not_take_an_origin_that_this_machine_signed_for()
    {
        using var bench = await JournalBench.StartAsync(engine: engine);
        await bench.PublishAsync();
        Directory.Delete(bench.Data.Path, recursive: true);

        var error = await Assert.ThrowsAsync<EcluseException>(
            () => bench.Setup.StartAsync("lab.example/journal", "agent:test", Stop));

        Assert.Equal("JOURNAL-028", error.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("a+b")]
    [InlineData("élise")]
    public async Task Origin_that_is_no_name_is_refused(string origin)
    {
        using var bench = JournalBench.Empty(engine);

        var error = await Assert.ThrowsAsync<EcluseException>(() => bench.Setup.StartAsync(origin, "agent:test", Stop));

        Assert.Equal("JOURNAL-018", error.Code);
    }

    [Fact]
    public void Memory_inside_the_data_folder_is_refused()
    {
        using var folder = new Ecluse.Testkit.TestFolder();

        var error = Assert.Throws<EcluseException>(
            () => new JournalPlaces(new DataFolder(folder.Path), folder.Of("state")));

        Assert.Equal("JOURNAL-027", error.Code);
    }

    private static (string, string) Named(Act act) => (act.Name, act.Subjects["key"]);

    private static async Task<string> RefusalAsync(JournalBench bench)
    {
        var memory = AtomicFile.Read(bench.Places.StateHome + "/lab.example%2Fjournal.lastsigned");
        var error = await Assert.ThrowsAsync<EcluseException>(bench.PublishAsync);
        Assert.Equal(memory, AtomicFile.Read(bench.Places.StateHome + "/lab.example%2Fjournal.lastsigned"));
        return error.Code;
    }
}

public sealed class CheckpointSignerOnPostgresTests() : CheckpointSignerTests(StateOn.Postgres);
