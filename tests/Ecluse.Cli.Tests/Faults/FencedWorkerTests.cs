using System.Diagnostics;
using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Passages;
using Ecluse.Storage;
using Ecluse.Storage.Passages;
using Ecluse.Testkit.Servers;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli.Faults;

/// <summary>A worker that slept past its lease is fenced when it wakes, and writes nothing.</summary>
public sealed class FencedWorkerTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task No_writing_of_whoever_lost_the_passage_reaches_the_state_before_he_has_learnt_of_it(string state)
    {
        using var passage = await PreparedPassage.OpenAsync(postgres: state == "postgres" ? PostgresServer.Shared.CreateDatabase().Words : null);
        await using var sleeper = await Installation.OpenAsync(new DataFolder(passage.Stage.Data), passage.Clock, default);
        await using var other = await Installation.OpenAsync(new DataFolder(passage.Stage.Data), passage.Clock, default);
        var work = await sleeper.WorkAsync(passage.Id, default);
        var before = await sleeper.Ledger.ClaimAsync(passage.Id, default);
        Act Act(string name) => work.Act(name, sleeper.Parts.SourceAgent, ("parcel", Sha256Hex.Of("x"u8)));
        await sleeper.Ledger.IntendAsync(passage.Id, Act("parcel.sealing"), default);
        await EndLeaseAsync(passage);
        await using var now = await other.Ledger.ClaimAsync(passage.Id, default);
        var entries = await passage.EntriesAsync();

        var parcel = new Parcel(1, new string('0', 32), ParcelKind.Records, Sha256Hex.Of("x"u8), 1, 1, 1, new Dictionary<string, long>());
        var manifest = new PassageDocument(DocumentKind.Manifest, [1], "");
        Func<Task>[] writings =
        [
            () => sleeper.Ledger.AddParcelAsync(passage.Id, parcel, "", Act("parcel.sealed"), default),
            () => sleeper.Ledger.AddLoadAsync(passage.Id, new LoadedParcel(1, 1, new Dictionary<string, long>(), passage.Clock.GetUtcNow(), []), Act("parcel.loaded"), default),
            () => sleeper.Ledger.IntendAsync(passage.Id, Act("parcel.sealing"), default),
            () => sleeper.Ledger.IntendAsync(passage.Id, Act("parcel.loading"), default),
            () => sleeper.Ledger.NoteAsync(passage.Id, Act("target-gate.opened"), default),
            () => sleeper.Ledger.NoteAsync(passage.Id, Act("passage.reconciled"), manifest, default),
            () => sleeper.Ledger.RenewAsync(passage.Id, [], manifest, Act("passage.resealed"), default),
            () => sleeper.Ledger.MoveAsync(passage.Id, PassageState.Sealed, Act("source-gate.closed"), null, manifest, default),
        ];
        foreach (var writing in writings)
        {
            Assert.Equal("PASSAGE-012", (await Assert.ThrowsAsync<EcluseException>(writing)).Code);
        }

        Assert.Equal(entries, await passage.EntriesAsync());
        await other.Ledger.AddParcelAsync(passage.Id, parcel, "", Act("parcel.sealed"), default);

        // Given back by whoever had lost it, it is still the other's.
        await before.DisposeAsync();
        Assert.Equal("PASSAGE-011", (await Assert.ThrowsAsync<EcluseException>(() => sleeper.Ledger.ClaimAsync(passage.Id, default))).Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task A_process_stopped_longer_than_its_lease_wakes_to_nothing_it_may_write(int lines)
    {
        using var quiet = await PreparedPassage.OpenAsync();
        (await quiet.PassAsync()).Must(0);
        using var passage = await PreparedPassage.OpenAsync();
        using var sleeper = KilledRun.Start(passage);
        var output = sleeper.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        for (var told = 0; told < lines && await sleeper.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is not null; told++)
        {
        }

        await FallAsleepAsync(sleeper, passage);

        // It may sleep in the middle of a transaction of the target, which nobody else can end: then the passage waits for it.
        var second = await passage.PassAsync();
        var (entries, files) = (await passage.EntriesAsync(), passage.ParcelFiles());
        Signal(sleeper, "CONT");
        await sleeper.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await sleeper.WaitForExitAsync(TestContext.Current.CancellationToken);
        await output;
        if (second.Exit == 0)
        {
            Assert.Equal(entries, await passage.EntriesAsync());

            // What he was writing when he fell asleep goes; nothing comes.
            Assert.Empty(passage.ParcelFiles().Except(files));
        }
        else if (await passage.StateAsync() != PassageState.Reconciled)
        {
            (await passage.PassAsync()).Must(0);
        }

        passage.Rows().MustEqual(quiet.Rows());
        Assert.Equal((await quiet.ReportAsync()).Patients, (await passage.ReportAsync()).Patients);
        (await passage.RunAsync("journal", "verify")).Must(0);
        Assert.Empty(await passage.OpenIntentsAsync());
    }

    // One who sleeps in the middle of a writing keeps everybody from the state, until he wakes or his process is ended: he falls asleep a
    // moment later.
    private static async Task FallAsleepAsync(Process sleeper, PreparedPassage passage)
    {
        for (var tries = 0; ; tries++)
        {
            Signal(sleeper, "STOP");
            try
            {
                await EndLeaseAsync(passage);
                return;
            }
            catch (Exception held) when (tries < 5 && StateFailure.Of(held) is { Kind: ErrorKind.Locked })
            {
                Signal(sleeper, "CONT");
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    // What the time does that a lease lasts.
    private static Task<int> EndLeaseAsync(PreparedPassage passage) => passage.WithAsync(async (installation, _) =>
    {
        await using var state = installation.OpenState();
        DateTimeOffset? past = DateTimeOffset.UnixEpoch;
        return await state.Set<PassageRow>().ExecuteUpdateAsync(row => row.SetProperty(p => p.LeaseUntil, past));
    });

    private static void Signal(Process process, string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
