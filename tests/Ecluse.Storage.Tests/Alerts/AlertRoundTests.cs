using System.Data.Common;
using System.Diagnostics;
using Ecluse.Acts;
using Ecluse.Alerts;
using Ecluse.Notices;
using Ecluse.Storage.Contracts;
using Ecluse.Storage.Notices;
using Ecluse.Storage.Sqlite;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Storage.Alerts;

/// <summary>What a round costs: questions to the database, whatever lies there.</summary>
public sealed class AlertRoundTests : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly TestFolder folder = new();
    private readonly FakeTimeProvider clock = new(Morning);
    private readonly Counter counter = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ContractShelf Contracts => new(Open, AppendAsync);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_round_with_nothing_due_is_one_question_and_one_with_much_due_asks_no_more_for_each()
    {
        var (alerts, due) = (TestSizes.Of("alerts"), TestSizes.Of("alerts-due"));
        await new DataFolder(folder.Of("data")).CreateAsync(Stop);
        await FillAsync(alerts, due);
        var shelf = new AlertShelf(Open, AppendAsync, Contracts, () => EscalationPolicy.Shipped, () => NoticeWays.ConsoleOnly, "agent:test", clock);
        var notices = new NoticeShelf(Open, Contracts, () => NoticeWays.ConsoleOnly, clock);

        await AsksAsync(1, () => shelf.EscalateAsync(Stop));
        await AsksAsync(1, () => notices.IsAnyDueAsync(Stop));
        await AsksAsync(1, () => shelf.OpenAsync(null, 20, Stop));

        // Half an hour later the open ones' second step is due, fifty in a transaction.
        clock.Advance(TimeSpan.FromMinutes(30));
        counter.Asked = 0;
        var (watch, before) = (Stopwatch.StartNew(), GC.GetTotalAllocatedBytes());
        Assert.Equal(due, await shelf.EscalateAsync(Stop));
        TestContext.Current.SendDiagnosticMessage($"{alerts} alerts, {due} due: {watch.ElapsedMilliseconds} ms, {(GC.GetTotalAllocatedBytes() - before) / 1024} KiB, {counter.Asked} questions");
        var batches = (due + 49) / 50;
        Assert.True(counter.Asked <= 1 + (batches * 10), $"{counter.Asked} questions for {batches} transactions");
    }

    // Closed ones, and open ones whose first step was made.
    private async Task FillAsync(int alerts, int open)
    {
        await using var state = Open();
        state.Add(new EscalationPolicyRow { Sha256 = EscalationPolicy.Shipped.Sha256, Bytes = EscalationPolicy.Shipped.Bytes.ToArray(), At = Morning });
        for (var number = 0; number < alerts; number++)
        {
            var isOpen = number < open;
            var id = $"a-{number:x12}";
            state.Add(new AlertRow
            {
                Id = id, Rule = "a", RuleVersion = "0", Level = AlertLevel.Critical, Subject = "installation", Title = "What", TitleFrench = "Quoi", Why = "Why", WhyFrench = "Pourquoi",
                Todo = "Do", TodoFrench = "Faire", Evidence = "", OpenGroup = isOpen ? $"{number:x64}" : null, FirstAt = Morning, RaisedAt = Morning, LastAt = Morning, Count = 1,
                Policy = EscalationPolicy.Shipped.Sha256, LookAt = isOpen ? Morning.AddMinutes(15) : null, ClockKind = AlertClockKind.Acknowledge, ClockEnds = Morning.AddMinutes(15),
                ClosedAt = isOpen ? null : Morning, Entry = number,
            });
            if (isOpen)
            {
                state.Add(new AlertStepRow { Alert = id, Run = 0, Number = 0, DueAt = Morning, MadeAt = Morning, Outcome = StepOutcome.Told });
            }
        }

        // Somebody stands behind each step: the second tells the officers, and the third is not due.
        state.Add(new Accounts.PersonRow { Id = "person:1", Name = "Ada", Role = "dpo" });
        await state.SaveChangesAsync(Stop);
    }

    private async Task AsksAsync(int times, Func<Task> what)
    {
        counter.Asked = 0;
        await what();
        Assert.Equal(times, counter.Asked);
    }

    private EcluseState Open() => new(new DbContextOptionsBuilder<EcluseState>(SqliteState.Options(folder.Of("data"))).AddInterceptors(counter).Options);

    private static Task<long> AppendAsync(EcluseState state, Act act, CancellationToken cancellation) => Task.FromResult(0L);

    private sealed class Counter : DbCommandInterceptor
    {
        public int Asked { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Asked += command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) ? 1 : 0;
            return new(result);
        }
    }
}
