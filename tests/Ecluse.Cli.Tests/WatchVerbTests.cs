using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Watch;
using Ecluse.Testkit;
using Ecluse.Watch;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Cli;

/// <summary>The watch at the command line, without a server.</summary>
public sealed class WatchVerbTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 4, 9, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, (await RunAsync("journal", "init")).Exit);
        await using var state = new DataFolder(folder.Of("data")).Open();
        state.Add(new PersonRow { Id = "person:1", Name = "Maud", Role = "operator", SystemAccount = Environment.UserName });
        await state.SaveChangesAsync(Stop);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Lists_tests_runs_and_replays_its_rules()
    {
        Assert.Contains("SAN-2022-009 §65", (await RunAsync("watch", "rules")).Out, StringComparison.Ordinal);
        Assert.Contains("réseau", (await RunAsync("watch", "rules", "--lang", "fr")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("watch", "test")).Exit);
        Assert.Equal(0, (await RunAsync("watch", "test", "key-two-places")).Exit);
        Assert.Equal((int)ErrorKind.NotFound, (await RunAsync("watch", "test", "no-such-rule")).Exit);

        var events = new WatchLedger(new DataFolder(folder.Of("data")).Open);
        foreach (var network in new[] { "place:a", "place:a", "place:b" })
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await events.KeepAsync([new WatchEvent(clock.GetUtcNow(), EventKinds.KeyUsed) { Person = "person:1", Key = "ssh:k-1", Network = network }], Stop);
        }

        Assert.Equal(2, await RaisedAsync());
        Assert.Equal(0, await RaisedAsync());
        Assert.Contains("3", (await RunAsync("watch", "events", "--since", "2026-11-01")).Out, StringComparison.Ordinal);

        // A changed rule is tried on what was: it says what it would have found and raises nothing.
        folder.Write("my/any-key.rule.yaml", Rule("any-key", "each", ""));
        var replay = await RunAsync("watch", "replay", "--since", "2026-11-01", "--rule", folder.Of("my/any-key.rule.yaml"), "--json");
        Assert.Equal(0, replay.Exit);
        Assert.Equal((1, 0), Replayed(replay.Out));
        var all = await RunAsync("watch", "replay", "--since", "2026-11-01", "--json");
        Assert.Equal((2, RuleBook.Read(null).Count(rule => rule.Looks.Source == SightingSource.Standing || rule.When is AbsentFor)), Replayed(all.Out));

        // Which rules it cannot replay is said by name, with why.
        var said = (await RunAsync("watch", "replay", "--since", "2026-11-01")).Out;
        Assert.Contains("not replayed: space-due: it looks at what stands", said, StringComparison.Ordinal);
        Assert.Contains("not replayed: events-stop: it fires when nothing comes", said, StringComparison.Ordinal);
        Assert.Equal(0, await RaisedAsync());
    }

    [Fact]
    public async Task A_rule_that_does_not_do_what_its_cases_say_ends_with_3_and_one_without_cases_too()
    {
        folder.Write("my/any-key.rule.yaml", Rule("any-key", "count", "at-least: 3\nwithin: 1m\n"));
        Assert.Equal((int)ErrorKind.PartlyDone, (await RunAsync("watch", "test", "any-key", "--folder", folder.Of("my"))).Exit);

        const string Cases = """
            type: watch-cases/1
            must-fire:
              - what: { en: Three at once, fr: Trois d’un coup }
                seen: [{ at: 0s, kind: key.used, ids: { key: k }, times: 3 }]
            must-not-fire:
              - what: { en: Two, fr: Deux }
                seen: [{ at: 0s, kind: key.used, ids: { key: k }, times: 2 }]
            """;
        folder.Write("my/any-key.cases.yaml", Cases);
        Assert.Equal(0, (await RunAsync("watch", "test", "any-key", "--folder", folder.Of("my"))).Exit);

        folder.Write("my/any-key.cases.yaml", Cases.Replace("times: 2", "times: 4", StringComparison.Ordinal));
        var wrong = await RunAsync("watch", "test", "any-key", "--folder", folder.Of("my"));
        Assert.Equal((int)ErrorKind.PartlyDone, wrong.Exit);
        Assert.Contains("✗", wrong.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_rule_is_refused_with_its_line_and_no_rule_runs()
    {
        folder.Write("data/watch/any-key.rule.yaml", Rule("any-key", "count", "at-least: 3\n"));

        var refused = await RunAsync("watch", "run");
        Assert.Equal((int)ErrorKind.Usage, refused.Exit);
        Assert.Contains("WATCH-001", refused.Error, StringComparison.Ordinal);
        Assert.Contains("line ", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_of_the_house_is_shown_as_such_and_told_in_the_journal()
    {
        folder.Write("data/watch/any-key.rule.yaml", Rule("any-key", "each", ""));
        folder.Write("data/watch/key-two-places.rule.yaml", Rule("key-two-places", "each", "status: off\nreason: two lines that the provider balances\n"));
        var rules = (await RunAsync("watch", "rules")).Out;
        Assert.Contains("added here", rules, StringComparison.Ordinal);
        Assert.Contains("switched off here: two lines that the provider balances", rules, StringComparison.Ordinal);
        Assert.Equal(0, await RaisedAsync());
        Assert.Equal(0, await RaisedAsync());
        var told = (await RunAsync("journal", "show")).Out;
        Assert.Equal((1, 2), (told.Split("watch.rules-in-force").Length - 1, told.Split("watch.rule-changed").Length - 1));
    }

    [Fact]
    public async Task Events_are_kept_longer_than_a_year_only_with_a_reason()
    {
        folder.Write("data/watch/settings.yaml", "type: watch-settings/1\nkeep-months: 24\n");
        Assert.Contains("WATCH-008", (await RunAsync("erase", "--due")).Error, StringComparison.Ordinal);

        folder.Write("data/watch/settings.yaml", "type: watch-settings/1\nkeep-months: 24\nreason: misuse seen in 2025, procedure P-12 of the DPO\n");
        Assert.Equal(0, (await RunAsync("erase", "--due")).Exit);
    }

    private static (int Found, int NotReplayed) Replayed(string json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        return (root.GetProperty("findings").GetArrayLength(), root.GetProperty("not-replayed").GetArrayLength());
    }

    private async Task<int> RaisedAsync()
    {
        var run = await RunAsync("watch", "run", "--json");
        Assert.Equal(0, run.Exit);
        return JsonDocument.Parse(run.Out).RootElement.GetProperty("raised").GetInt32();
    }

    private static string Rule(string id, string condition, string more) => $$"""
        type: watch-rule/1
        id: {{id}}
        level: low
        title: { en: Any key, fr: Toute clé }
        why: { en: To see., fr: Pour voir. }
        todo: { en: Nothing., fr: Rien. }
        looks-at: events
        kinds: [key.used]
        by: [key]
        subject: key
        law: [none]
        condition: {{condition}}

        """ + more;

    private async Task<(int Exit, string Out, string Error)> RunAsync(params string[] words)
    {
        using var written = new MemoryStream();
        using var said = new StringWriter();
        var terminal = new Terminal(() => new MemoryStream(), () => written, said, false, Language.English);
        var exit = await CommandLine.RunAsync([.. words, "--data", folder.Of("data")], terminal, clock);
        return (exit, System.Text.Encoding.UTF8.GetString(written.ToArray()), said.ToString());
    }
}
