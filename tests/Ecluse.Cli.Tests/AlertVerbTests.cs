using System.Text.Json;
using Ecluse.Acts;
using Ecluse.Alerts;
using Ecluse.Errors;
using Ecluse.Notices;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Contracts;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Cli;

/// <summary>Alerts at the command line: an act, an end, whom they tell, and the watcher outside.</summary>
public sealed class AlertVerbTests : IAsyncLifetime
{
    private const string Said = "Account blocked, its holder asked by telephone.";

    private readonly TestFolder folder = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 4, 9, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, (await RunAsync("journal", "init")).Exit);
        await using var state = new DataFolder(folder.Of("data")).Open();
        state.Add(new PersonRow { Id = "person:0000000000000001", Name = "Maud", Role = "security-officer", SystemAccount = Environment.UserName });
        state.Add(new PersonRow { Id = "person:0000000000000002", Name = "Zoé", Role = "dpo" });
        await state.SaveChangesAsync(Stop);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task One_is_listed_shown_acknowledged_acted_on_and_closed()
    {
        var id = await RaiseAsync(AlertLevel.Medium);
        Assert.Contains(id, (await RunAsync("alert", "list")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("alert", "acknowledge", id)).Exit);
        Assert.Equal(4, (await RunAsync("alert", "close", id, "--outcome", "put-right", "--words", Said)).Exit);
        Assert.Equal(2, (await RunAsync("alert", "act", id, "--words", "done")).Exit);
        Assert.Equal(0, (await RunAsync("alert", "act", id, "--words", Said)).Exit);
        Assert.Equal(0, (await RunAsync("alert", "silence", id, "--until", "2026-11-09T00:00Z", "--words", Said)).Exit);
        Assert.Equal(4, (await RunAsync("alert", "silence", id)).Exit);
        Assert.Equal(0, (await RunAsync("alert", "close", id, "--outcome", "false-positive", "--words", Said)).Exit);
        using var shown = JsonDocument.Parse((await RunAsync("alert", "show", id, "--json")).Out);
        Assert.Equal("closed", shown.RootElement.GetProperty("acts").EnumerateArray().Last().GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.String, shown.RootElement.GetProperty("kept").GetProperty("words-until").ValueKind);
        Assert.Equal(4, (await RunAsync("alert", "hold", id, "--until", "2031-01-01T00:00Z", "--words", Said)).Exit);
        Assert.Equal(10, (await RunAsync("alert", "show", "a-000000000000")).Exit);
    }

    [Fact]
    public async Task It_becomes_a_breach_and_says_which()
    {
        var id = await RaiseAsync(AlertLevel.Critical);
        Assert.Contains("b-", (await RunAsync("alert", "breach", id)).Out, StringComparison.Ordinal);
        Assert.Equal(4, (await RunAsync("alert", "breach", id)).Exit);
    }

    [Fact]
    public async Task Whom_it_tells_is_entered_checked_and_tried()
    {
        Assert.Equal(0, (await RunAsync("alert", "address", "person:0000000000000001", "maud@example.org")).Exit);
        Assert.Equal(2, (await RunAsync("alert", "address", "person:0000000000000001", "maud")).Exit);
        Assert.Equal(10, (await RunAsync("alert", "address", "Laboratoire inconnu", "dpo@example.org")).Exit);
        Assert.Equal(0, (await RunAsync("alert", "away", "person:0000000000000002", "--from", "2026-11-04T00:00Z", "--until", "2026-11-12T00:00Z")).Exit);
        Assert.Contains("controller-dpo", (await RunAsync("alert", "policy")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("alert", "round")).Exit);

        // No way to send by, and one that goes nowhere.
        Assert.Equal(3, (await RunAsync("alert", "test-notification")).Exit);
        var settings = folder.Write("data/notifications.yaml", "mail:\n  host: 127.0.0.1\n  port: 1\n  security: none\n  from: ecluse@example.org\n");
        File.SetUnixFileMode(settings, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var tried = await RunAsync("alert", "test-notification");
        Assert.Equal(3, tried.Exit);
        Assert.Contains("mail  waiting  connection", tried.Out, StringComparison.Ordinal);
        folder.Write("data/watch/escalation.yaml", "levels: {}\n");
        Assert.Equal(2, (await RunAsync("alert", "policy")).Exit);
    }

    [Fact]
    public async Task The_watcher_outside_raises_the_alarm_once_where_nobody_answers()
    {
        string[] look = ["watch", "outside", "http://127.0.0.1:1/", "--silent-after", "0", "--once", "--memory", folder.Of("memory.json")];
        var first = await RunAsync(look);
        Assert.Equal((1, true), (first.Exit, first.Error.Contains("no sign of life", StringComparison.Ordinal)));
        var second = await RunAsync(look);
        Assert.Equal((1, false), (second.Exit, second.Error.Contains("no sign of life", StringComparison.Ordinal)));
    }

    private async Task<string> RaiseAsync(AlertLevel level)
    {
        var data = new DataFolder(folder.Of("data"));
        Task<long> Append(EcluseState state, Act act, CancellationToken cancellation) => Task.FromResult(0L);
        var shelf = new AlertShelf(data.Open, Append, new ContractShelf(data.Open, Append), () => EscalationPolicy.Shipped, () => NoticeWays.ConsoleOnly, "agent:test", clock);
        await using var state = data.Open();
        await using var transaction = await state.Database.BeginTransactionAsync(Stop);
        var raised = await shelf.RaiseAsync(
            state, [new Finding("a", "0123456789abcdef", level, "account:1", null, new("What", "Quoi"), new("Why", "Pourquoi"), new("Do", "Faire"), clock.GetUtcNow(), [], "a")], "agent:test", Stop);
        await state.SaveChangesAsync(Stop);
        await transaction.CommitAsync(Stop);
        return raised[0].Id;
    }

    private async Task<(int Exit, string Out, string Error)> RunAsync(params string[] words)
    {
        using var written = new MemoryStream();
        using var said = new StringWriter();
        var terminal = new Terminal(() => new MemoryStream(), () => written, said, false, Language.English);
        var exit = await CommandLine.RunAsync([.. words, "--data", folder.Of("data")], terminal, clock);
        return (exit, System.Text.Encoding.UTF8.GetString(written.ToArray()), said.ToString());
    }
}
