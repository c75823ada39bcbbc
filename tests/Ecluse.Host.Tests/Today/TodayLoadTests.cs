using System.Diagnostics;
using System.Net;
using System.Text;
using Ecluse.Alerts;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Warnings;
using Ecluse.Testkit;
using Ecluse.Warnings;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ecluse.Host.Today;

/// <summary>The page of today with 10,000 alerts and 1,000 open timers: as many queries as with none, and a page of the same size.</summary>
public sealed class TodayLoadTests
{
    private const int Alerts = 10_000;
    private const int OpenAlerts = 700;
    private const int OpenWarnings = 100;
    private const int QueriesMax = 70;
    private const int Rounds = 11;
    private const int BytesMax = 48 * 1024;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Asks_no_more_of_a_full_state_than_of_an_empty_one()
    {
        await using var running = await RunningServer.StartAsync();
        await TwoLaboratories.AddAsync(running);
        var (officer, _) = await running.EnrolledAsync();
        using var watched = new StateQueries(running.Installation.Data.Path);
        using var observing = DiagnosticListener.AllListeners.Subscribe(watched);
        _ = await PageAsync(officer);
        var (empty, few) = await MeasureAsync(officer, watched);
        await FillAsync(running);
        var (full, many) = await MeasureAsync(officer, watched);

        Assert.Equal(few, many);
        Assert.InRange(many, 1, QueriesMax);
        Assert.InRange(Encoding.UTF8.GetByteCount(full), Encoding.UTF8.GetByteCount(empty), BytesMax);

        // The most pressing of seven hundred, and that the others are there.
        Assert.Contains("a-000000000000", full, StringComparison.Ordinal);
        Assert.DoesNotContain("a-000000000600", full, StringComparison.Ordinal);
        Assert.True(full.IndexOf("w-100000000000", StringComparison.Ordinal) < full.IndexOf("a-000000000000", StringComparison.Ordinal), "an authority's warning stands before an alert");
        TestContext.Current.SendDiagnosticMessage($"today: {many} queries, {Encoding.UTF8.GetByteCount(full)} bytes, median of {Rounds}: {await MedianAsync(officer)} ms");
    }

    // Told for docs/performance.md, never judged: a machine may be slow.
    private static async Task<long> MedianAsync(Browser browser)
    {
        var took = new List<long>();
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            _ = await PageAsync(browser);
            took.Add(watch.ElapsedMilliseconds);
        }

        return took.Order().ElementAt(Rounds / 2);
    }

    private static async Task<(string Page, int Queries)> MeasureAsync(Browser browser, StateQueries watched)
    {
        watched.Count = 0;
        return (await PageAsync(browser), watched.Count);
    }

    private static async Task<string> PageAsync(Browser browser)
    {
        using var answer = await browser.GetAsync("/?lang=en");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    // 700 alerts and 100 warnings of three clocks each run.
    private static async Task FillAsync(RunningServer running)
    {
        var now = running.Clock.GetUtcNow();
        await using var state = running.Installation.OpenState();
        for (var i = 0; i < Alerts; i++)
        {
            var id = $"a-{i:000000000000}";
            state.Add(new AlertRow
            {
                Id = id, Rule = "volume", RuleVersion = "1", Level = AlertLevel.High, Subject = "space:none", Controller = null, Title = "Volume far above the usual",
                TitleFrench = "Volume bien au-dessus de l’habituel", Why = "why", WhyFrench = "pourquoi", Todo = "look", TodoFrench = "regarder", Evidence = "", OpenGroup = i < OpenAlerts ? id : null,
                FirstAt = now, RaisedAt = now, LastAt = now, Count = 1, Policy = new string('a', 64), ClockKind = AlertClockKind.Acknowledge, ClockEnds = now.AddHours(30).AddSeconds(i),
                ClosedAt = i < OpenAlerts ? null : now, Entry = i,
            });
        }

        for (var i = 0; i < OpenWarnings; i++)
        {
            state.Add(new WarningRow
            {
                Id = $"w-1{i:00000000000}", Source = i == 0 ? WarningSource.Authority : WarningSource.Press, Subjects = "weakness", About = WarningAbout.Nobody, Told = "", ReceivedAt = now.AddMinutes(i),
                Delays = WarningDelays.Current.Version, IsUnreadable = false, EnteredBy = "person:1", RegisteredAt = now,
            });
        }

        await state.SaveChangesAsync(Stop);
    }

    /// <summary>Commands on one state, whichever thread they run on.</summary>
    private sealed class StateQueries(string folder) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> listening = [];
        private int count;

        public int Count
        {
            get => count;
            set => count = value;
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                listening.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is CommandExecutedEventData command && command.Command.Connection?.ConnectionString.Contains(folder, StringComparison.Ordinal) == true
                && command.Command.CommandText.Contains("SELECT", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref count);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => listening.ForEach(one => one.Dispose());
    }
}
