using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Alerts;
using Ecluse.Host.Warnings;
using Ecluse.Notices;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Notices;
using Ecluse.Storage.Warnings;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;
using Ecluse.Warnings;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Notices;

/// <summary>
/// Warnings' notices, alerts and the watch, each in a process of its own that is killed at any instant: each notice stands once, each event is
/// looked at once, no alert is missed, and what is sent twice is the same message under the same id.
/// </summary>
public sealed class KilledRoundsTests : IAsyncLifetime
{
    // Counts every event of its own: an event looked at twice would count twice.
    private const string CountingRule = """
        type: watch-rule/1
        id: every-key
        status: stable
        level: low
        title: { en: "A key was used", fr: "Une clé a servi" }
        why: { en: "This rule counts.", fr: "Cette règle compte." }
        todo: { en: "Nothing.", fr: "Rien." }
        looks-at: events
        kinds: [key.used]
        by: [key]
        subject: key
        condition: each
        again-after: 1s
        false-positives: [{ en: "Each of them.", fr: "Chacune." }]
        law: ["SAN-2022-009 §65"]
        """;

    private readonly MailSink sink = new();
    private readonly List<string> warnings = [];
    private RunningServer running = null!;
    private Laboratory first = null!;
    private Laboratory second = null!;
    private int keys;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        running = await RunningServer.StartAsync(now: WarningLedger.Hour(TimeProvider.System.GetUtcNow()));
        (first, second) = await TwoLaboratories.AddAsync(running);
        await using (var state = running.Data.Open())
        {
            var now = running.Clock.GetUtcNow();
            state.Add(new PersonRow { Id = "person:00000000000000aa", Name = "Maud", Role = "security-officer", SystemAccount = Environment.UserName });
            state.Add(new PersonRow { Id = "person:00000000000000bb", Name = "Zoé", Role = "dpo", Controller = first.Name });
            foreach (var owner in new[] { "person:00000000000000aa", "person:00000000000000bb", "controller:" + second.Name })
            {
                state.Add(new MailAddressRow { Owner = owner, Address = "somebody@vendor.example", At = now, By = "agent:test" });
            }

            await state.SaveChangesAsync(Stop);
        }

        var settings = Path.Combine(running.Data.Path, "notifications.yaml");
        await File.WriteAllTextAsync(settings, $"mail:\n  host: 127.0.0.1\n  port: {sink.Port}\n  security: none\n  from: ecluse@vendor.example\n", Stop);
        File.SetUnixFileMode(settings, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.CreateDirectory(Path.Combine(running.Data.Path, "watch"));
        await File.WriteAllTextAsync(Path.Combine(running.Data.Path, "watch", "every-key.rule.yaml"), CountingRule, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await running.DisposeAsync();
        await sink.DisposeAsync();
    }

    [Fact]
    public async Task Killed_at_any_instant_each_notice_stands_once_each_event_is_looked_at_once_and_no_alert_is_missed()
    {
        string[][] verbs = [["warning", "list"], ["watch", "run"], ["alert", "round"]];
        var killed = 0;
        for (var time = 0; time < TestSizes.Of("rounds.kills"); time++)
        {
            await MoreIsDueAsync(time);
            killed += await KilledAsync(verbs[time % verbs.Length]) ? 1 : 0;
            await ClaimsRunOutAsync();
        }

        foreach (var verb in verbs)
        {
            await RunAsync(verb);
        }

        Assert.True(killed > 0, "no process was still there to be killed");
        await EachStandsOnceAsync();
        await EachIsLookedAtOnceAsync();
        await EachIsSentAndACopyIsTheSameAsync();
        await RunAsync(["journal", "verify"]);
    }

    [Fact]
    public async Task A_copy_is_sent_only_where_the_process_died_between_the_other_side_s_taking_and_its_own_record()
    {
        await MoreIsDueAsync(0);
        await RunAsync(["warning", "list"]);
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sink.BeforeTaken = () =>
        {
            taken.TrySetResult();
            return Task.Delay(Timeout.Infinite, Stop);
        };
        using (var round = Start(["alert", "round"]))
        {
            await taken.Task.WaitAsync(TimeSpan.FromMinutes(2), Stop);
            round.Kill();
            await round.WaitForExitAsync(Stop);
        }

        var half = Assert.Single(sink.ById);
        sink.BeforeTaken = null;
        await ClaimsRunOutAsync();
        await RunAsync(["alert", "round"]);
        await RunAsync(["alert", "round"]);

        Assert.Equal(2, sink.ById[half.Key].Count());
        Assert.All(sink.ById.Where(one => one.Key != half.Key), one => Assert.Single(one));
        await EachIsSentAndACopyIsTheSameAsync();
    }

    // A warning from before Écluse, two sign-ins of which the second is from elsewhere, and three uses of a key.
    private async Task MoreIsDueAsync(int time)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = WarningIds.New();
        warnings.Add(id);
        await running.Installation.Warnings.AddAsync(
            new(id, WarningSource.Employee, [WarningSubject.Weakness], new DateTimeOffset(2020, 3, 25, 9, 0, 0, TimeSpan.Zero), WarningDelays.Current.Version) { EnteredBy = "agent:test" },
            new([[1, 2, 3]], null), null, Stop);
        var person = $"person:{time:x16}";
        await running.Installation.Events.KeepAsync(
            [
                new(now, EventKinds.SignedIn) { Person = person, Network = "place:1" }, new(now, EventKinds.SignedIn) { Person = person, Network = "place:2" },
                .. Enumerable.Range(0, 3).Select(_ => new WatchEvent(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(++keys), EventKinds.KeyUsed) { Key = "ssh:k-1" }),
            ],
            Stop);
    }

    // SIGKILL: at a random instant of what the verb takes, or some milliseconds after its first writing or message.
    private async Task<bool> KilledAsync(string[] verb)
    {
        var (wal, sent) = (WalBytes(), sink.Messages.Count);
        using var process = Start(verb);
        var isAfterWriting = RandomNumberGenerator.GetInt32(3) > 0;
        var further = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(isAfterWriting ? 80 : 1500));
        while (isAfterWriting && !process.HasExited && WalBytes() == wal && sink.Messages.Count == sent)
        {
            await Task.Delay(1, Stop);
        }

        await Task.WhenAny(process.WaitForExitAsync(Stop), Task.Delay(further, Stop));
        process.Kill();
        await process.WaitForExitAsync(Stop);
        return process.ExitCode == 137;
    }

    private long WalBytes() => new FileInfo(Path.Combine(running.Data.Path, "ecluse.db-wal")) is { Exists: true } wal ? wal.Length + wal.LastWriteTimeUtc.Ticks : 0;

    private async Task RunAsync(string[] verb)
    {
        using var process = Start(verb);
        await process.WaitForExitAsync(Stop);
        Assert.Equal(0, process.ExitCode);
    }

    private Process Start(string[] verb)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "ecluse"), [.. verb, "--data", running.Data.Path]) { RedirectStandardOutput = true };
        foreach (var (name, value) in running.Homes)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, Stop);
        return process;
    }

    // What a process that died had claimed is free again after three minutes; nobody waits for that here.
    private async Task ClaimsRunOutAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var state = running.Data.Open();
        await state.Set<NoticeRow>().Where(row => row.State == NoticeState.Claimed).ExecuteUpdateAsync(row => row.SetProperty(one => one.NextAt, now), Stop);
    }

    private async Task EachStandsOnceAsync()
    {
        await using var state = running.Data.Open();
        var told = await state.Set<WarningNoticeRow>().AsNoTracking().Where(row => warnings.Contains(row.Warning)).ToListAsync(Stop);
        var expected = from warning in warnings from clock in Enum.GetValues<WarningClockKind>() from controller in new[] { first.Name, second.Name } select (warning, clock, controller);
        Assert.Equal(expected.Order(), told.Select(row => (row.Warning, row.Clock, row.Controller)).Order());

        var rows = await state.Set<NoticeRow>().AsNoTracking().ToListAsync(Stop);
        Assert.Empty(rows.GroupBy(row => (row.Kind, row.About, row.Detail, row.Run, row.Step, row.Channel, row.Recipient, row.Controller)).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.Equal(
            expected.Select(one => (one.warning, WarningWords.Name(one.clock), (string?)one.controller)).Order(),
            rows.Where(row => row.Kind == NoticeKind.UnansweredWarning && row.Channel == NoticeWays.Mail && warnings.Contains(row.About)).Select(row => (row.About, row.Detail, row.Controller)).Order());
        var acts = await running.ActsAsync();
        Assert.Equal(await state.Set<WarningNoticeRow>().CountAsync(Stop), acts.Count(act => act == "warning.unanswered"));
        Assert.Equal(await state.Set<AlertRow>().CountAsync(Stop), acts.Count(act => act == "alert.raised"));
        Assert.Equal(await state.Set<AlertStepRow>().CountAsync(Stop), acts.Count(act => act == "alert.escalated"));
    }

    private async Task EachIsLookedAtOnceAsync()
    {
        await using var state = running.Data.Open();
        var alerts = await state.Set<AlertRow>().AsNoTracking().ToListAsync(Stop);
        Assert.Equal(
            Enumerable.Range(0, warnings.Count).Select(time => ($"person:{time:x16}", 1)),
            alerts.Where(row => row.Rule == "sign-in-new-network").Select(row => (row.Subject, row.Count)).Order());
        Assert.Equal(keys, Assert.Single(alerts, row => row.Rule == "every-key").Count);
        Assert.All(alerts, row => Assert.True(state.Set<AlertStepRow>().Any(step => step.Alert == row.Id) || row.LookAt > TimeProvider.System.GetUtcNow(), row.Rule));
    }

    private async Task EachIsSentAndACopyIsTheSameAsync()
    {
        await using var state = running.Data.Open();
        var rows = await state.Set<NoticeRow>().AsNoTracking().Where(row => row.Channel == NoticeWays.Mail).ToListAsync(Stop);
        var sent = sink.ById;
        Assert.Subset(rows.Select(row => row.Id).ToHashSet(), sent.Select(one => one.Key).ToHashSet());
        Assert.All(rows, row =>
        {
            // Where the process died at each of its tries, nobody knows whether it arrived: that is told as undelivered, and the next step is due.
            var isLost = row is { State: NoticeState.Undelivered, Code: NoticeShelf.NoEnd } && row.Tries == NoticeShelf.Pauses.Count + 1;
            var copies = sent[row.Id].Select(Encoding.Latin1.GetString).ToList();
            Assert.True(row.State == NoticeState.Delivered || isLost, $"{row.State} {row.Code}");
            Assert.InRange(copies.Count, isLost ? 0 : 1, row.Tries);
            Assert.True(copies.Distinct().Count() <= 1, "a copy differs");
        });
    }
}
