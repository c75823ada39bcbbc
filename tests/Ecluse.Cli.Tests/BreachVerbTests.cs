using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Cli;

/// <summary>A doctor's practice without a vendor handles its own breach at the command line (SAN-2020-014, SAN-2020-015).</summary>
public sealed class BreachVerbTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 4, 9, 0, 0, TimeSpan.Zero));

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, (await RunAsync("journal", "init")).Exit);
        await using var state = new DataFolder(folder.Of("data")).Open();
        state.Add(new PersonRow { Id = "person:1", Name = "Maud", Role = "operator", SystemAccount = Environment.UserName });
        await state.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Opens_enters_corrects_shows_and_prints_a_breach_from_the_first_word_to_the_last_paper()
    {
        var breach = await OpenAsync("--own", "Cabinet du Dr Test");
        var shown = await RunAsync("breach", "show", breach, "--lang", "fr");
        Assert.Equal(0, shown.Exit);
        Assert.Contains($"{breach}  autorité  ", shown.Out, StringComparison.Ordinal);
        Assert.Contains("Cabinet du Dr Test : concerné : ses propres données", shown.Out.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain("personne n’a répondu", shown.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("breach", "add", breach, "persons", "900", "--controller", "1", "--state", "estimated")).Exit);
        Assert.Equal(0, (await RunAsync("breach", "correct", breach, "persons", "4112", "--controller", "1", "--learnt", "2026-11-04T09:00:00Z")).Exit);
        Assert.Equal(0, (await RunAsync("breach", "add", breach, "cause", "--state", "not-known-yet")).Exit);
        Assert.Equal(0, (await RunAsync("breach", "add", breach, "step", "host", "--note", "to the host: take the images down")).Exit);
        Assert.Equal(0, (await RunAsync("breach", "add", breach, "step-answer", "refused", "--item", "1")).Exit);
        Assert.Contains("4112  v2", (await RunAsync("breach", "show", breach)).Out, StringComparison.Ordinal);

        // Nobody stated when they were aware: after a day it stands by itself, and three days later the notice is late.
        clock.Advance(TimeSpan.FromHours(24 + 72));
        var late = await RunAsync("breach", "show", breach, "--json");
        Assert.Equal((int)ErrorKind.PartlyDone, late.Exit);
        Assert.Equal("late", Clock(late.Out, "gdpr-33-1").GetProperty("state").GetString());
        Assert.Equal(0, (await RunAsync("breach", "add", breach, "authority-notified", "2026-11-08T08:30:00Z", "--controller", "1", "--note", "CNIL 2026-118204")).Exit);
        Assert.Equal("done", Clock((await RunAsync("breach", "show", breach, "--json")).Out, "gdpr-33-1").GetProperty("state").GetString());

        foreach (var (paper, of, start) in new[]
        {
            ("sheet", "1", "breach-sheet/1"), ("letter", "1", "breach-letter/1"), ("timeline", "0", "breach-timeline/1"),
        })
        {
            Assert.Equal(0, (await RunAsync("breach", "print", paper, breach, "--controller", of, "-o", folder.Of(paper + ".html"), "--zone", "Europe/Paris")).Exit);
            Assert.Equal(0, (await RunAsync("breach", "print", paper, breach, "--controller", of, "-o", folder.Of(paper + ".json"))).Exit);
            Assert.Contains("<html lang=\"en\"", await ReadAsync(paper + ".html"), StringComparison.Ordinal);
            Assert.Contains($"\"type\":\"{start}\"", await ReadAsync(paper + ".json"), StringComparison.Ordinal);
        }

        Assert.Contains("BREACH-025", (await RunAsync("breach", "print", "notice", breach, "--controller", "1", "-o", folder.Of("notice.html"))).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Of("notice.html")));
        Assert.Equal(0, (await RunAsync("breach", "print", "sheet", breach, "--controller", "1", "--sent", "1", "-o", folder.Of("sent.json"))).Exit);
        Assert.Equal(10, (await RunAsync("breach", "print", "sheet", breach, "--controller", "1", "--sent", "2", "-o", folder.Of("none.json"))).Exit);
        Assert.Equal(0, (await RunAsync("breach", "print", "register", "--of", "Cabinet du Dr Test", "-o", folder.Of("register.json"))).Exit);
        Assert.Contains(breach, await ReadAsync("register.json"), StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("breach", "print", "list", "-o", folder.Of("list.html"))).Exit);
        Assert.Equal(0, (await RunAsync("breach", "print", "processing", "-o", folder.Of("processing.html"))).Exit);
        Assert.Equal(2, (await RunAsync("breach", "print", "list", "-o", folder.Of("zone.html"), "--zone", "Atlantis/Centre")).Exit);
        Assert.False(File.Exists(folder.Of("zone.html")));
        Assert.Contains(breach, (await RunAsync("breach", "list")).Out, StringComparison.Ordinal);
        Assert.Contains("severity", (await RunAsync("breach", "fields")).Out, StringComparison.Ordinal);
        Assert.True((await RunAsync("journal", "verify")).Exit == 0);
    }

    [Fact]
    public async Task A_controller_that_joins_the_list_is_answered_for_like_every_other_one()
    {
        var opened = await RunAsync(
            "breach", "open", "--received", "2026-11-04T10:00:00+01:00", "--from-a", "authority", "--place", "store:depot", "--since", "2026-09-01T00:00:00+02:00",
            "--until", "2026-11-04T09:00:00Z", "--json");
        var breach = JsonDocument.Parse(opened.Out).RootElement.GetProperty("breach").GetString()!;
        Assert.Equal(0, (await RunAsync("breach", "join", breach, "Laboratoire Un")).Exit);
        Assert.Equal(0, (await RunAsync("breach", "print", "notice", breach, "--controller", "1", "-o", folder.Of("notice.json"))).Exit);
        Assert.Contains("\"type\":\"breach-notice/1\"", await ReadAsync("notice.json"), StringComparison.Ordinal);
        Assert.Contains("BREACH-019", (await RunAsync("breach", "join", breach, "Laboratoire Un", "--own")).Error, StringComparison.Ordinal);
        Assert.Equal(3, (await RunAsync("breach", "figures", breach, "--controller", "1", "--enter")).Exit);
        Assert.Contains("BREACH-023", (await RunAsync("breach", "hold", breach, "--until", "2026-12-04T00:00:00Z", "--reason", "asked for by the court")).Error, StringComparison.Ordinal);
        Assert.Contains("BREACH-008", (await RunAsync("breach", "add", breach, "closed", "yes", "--note", "nothing more to do")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("breach", "add", breach, "concerned", "no", "--controller", "1", "--note", "nothing of it lay there")).Exit);
        Assert.Equal(0, (await RunAsync("breach", "add", breach, "closed", "yes", "--note", "nobody is concerned")).Exit);
        Assert.Equal(0, (await RunAsync("breach", "concerned", "--place", "server")).Exit);
    }

    [Fact]
    public async Task A_closed_breach_is_held_past_its_date_and_erased_when_the_hold_is_over()
    {
        const string Why = "Asked for by the court, to keep the dossier.";
        var breach = await OpenAsync("--own", "Cabinet du Dr Test");
        Assert.Equal(0, (await RunAsync("breach", "add", breach, "concerned", "no", "--controller", "1", "--note", "nothing of it lay there")).Exit);
        Assert.Equal(0, (await RunAsync("breach", "add", breach, "closed", "yes", "--note", "nobody is concerned")).Exit);
        var due = await DueAsync(breach);

        // Too early to be held: a hold is said within the 90 days before the date that it moves.
        Assert.Contains("BREACH-023", (await HoldAsync(breach, due.AddDays(30), Why)).Error, StringComparison.Ordinal);
        clock.SetUtcNow(due.AddDays(-30));
        Assert.Contains("BREACH-023", (await HoldAsync(breach, due.AddDays(61), Why)).Error, StringComparison.Ordinal);
        Assert.Contains("BREACH-023", (await HoldAsync(breach, due.AddDays(-1), Why)).Error, StringComparison.Ordinal);
        Assert.Contains("BREACH-023", (await HoldAsync(breach, due.AddDays(30), "why")).Error, StringComparison.Ordinal);
        Assert.Equal((int)ErrorKind.NotFound, (await HoldAsync("b-000000000000", due.AddDays(30), Why)).Exit);
        Assert.Equal(due, await DueAsync(breach));

        Assert.Equal(0, (await HoldAsync(breach, due.AddDays(30), Why)).Exit);
        Assert.Equal(due.AddDays(30), await DueAsync(breach));
        Assert.Contains("breach.held", (await RunAsync("journal", "show")).Out, StringComparison.Ordinal);
        clock.SetUtcNow(due.AddDays(29));
        await RunAsync("erase", "--due");
        Assert.Equal(0, (await RunAsync("breach", "show", breach)).Exit);
        clock.SetUtcNow(due.AddDays(31));
        await RunAsync("erase", "--due");
        Assert.Equal((int)ErrorKind.NotFound, (await RunAsync("breach", "show", breach)).Exit);
    }

    [Theory]
    [InlineData(2, "BREACH-018", "breach", "open", "--from-a", "finding", "--received", "2026-11-04T09:00:00")]
    [InlineData(2, "BREACH-018", "breach", "concerned", "--place", "the cellar")]
    [InlineData(10, "BREACH-001", "breach", "show", "b-000000000000")]
    [InlineData(10, "BREACH-001", "breach", "print", "notice", "b-000000000000", "-o", "x.html")]
    public async Task Refuses_with_code_and_exit_what_makes_no_breach(int exit, string code, params string[] words)
    {
        var (found, _, error) = await RunAsync(words);
        Assert.Equal(exit, found);
        Assert.Contains(code, error, StringComparison.Ordinal);
    }

    private async Task<string> OpenAsync(params string[] more)
    {
        var opened = await RunAsync(["breach", "open", "--received", "2026-11-04T10:00:00+01:00", "--from-a", "authority", .. more, "--json"]);
        Assert.Equal(0, opened.Exit);
        return JsonDocument.Parse(opened.Out).RootElement.GetProperty("breach").GetString()!;
    }

    private async Task<DateTimeOffset> DueAsync(string breach) =>
        JsonDocument.Parse((await RunAsync("breach", "show", breach, "--json")).Out).RootElement.GetProperty("kept-until").GetDateTimeOffset();

    private Task<(int Exit, string Out, string Error)> HoldAsync(string breach, DateTimeOffset until, string reason) =>
        RunAsync("breach", "hold", breach, "--until", $"{until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}", "--reason", reason);

    private static JsonElement Clock(string json, string duty) => JsonDocument.Parse(json).RootElement.GetProperty("clocks").EnumerateArray()
        .Single(clock => clock.GetProperty("duty").GetString() == duty);

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(folder.Of(name), TestContext.Current.CancellationToken);

    private async Task<(int Exit, string Out, string Error)> RunAsync(params string[] words)
    {
        using var written = new MemoryStream();
        using var said = new StringWriter();
        var terminal = new Terminal(() => new MemoryStream(), () => written, said, false, Language.English);
        var exit = await CommandLine.RunAsync([.. words, "--data", folder.Of("data")], terminal, clock);
        return (exit, System.Text.Encoding.UTF8.GetString(written.ToArray()), said.ToString());
    }
}
