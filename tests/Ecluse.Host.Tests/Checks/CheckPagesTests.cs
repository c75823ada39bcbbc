using System.Net;
using Ecluse.Alerts;
using Ecluse.Months;
using Ecluse.Storage.Alerts;
using Ecluse.Testkit;
using Ecluse.Watch;

namespace Ecluse.Host.Checks;

/// <summary>Check and month over two laboratories: each sees its own, the processor's officers see the installation.</summary>
public sealed class CheckPagesTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_laboratory_sees_its_own_part_and_its_own_month_and_nothing_of_another()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, second) = await TwoLaboratories.AddAsync(running);
        await AlertAsync(running, "a-00000000aaa1", first.Name);
        await AlertAsync(running, "a-00000000aaa2", second.Name);
        var (officer, _) = await running.EnrolledAsync();
        var (theirs, _) = await running.InvitedAsync(officer, "Anne Sauldre", "dpo", first.Name);

        var month = $"/months/{first.Contract}?month={CalendarMonth.Of(running.Clock.GetUtcNow(), Paris)}";
        foreach (var path in new[] { "/check", "/months", month })
        {
            foreach (var language in new[] { "en", "fr" })
            {
                var text = await TextAsync(theirs, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? "&" : "?")}lang={language}");
                Assert.All(second.Marks.Append("a-00000000aaa2"), mark => Assert.DoesNotContain(mark, text, StringComparison.Ordinal));
            }
        }

        await running.Server.WatchAsync(Stop);
        var own = await TextAsync(theirs, month + "&lang=en");
        Assert.Contains("Access outside an open passage or space", own, StringComparison.Ordinal);
        Assert.All(new[] { first.Passage, first.Space, first.Breach, "a-00000000aaa1", "passage opened under your approval", "1 h 30" }, mark => Assert.Contains(mark, own.Replace('\u00A0', ' '), StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.GetAsync($"/months/{second.Contract}")).StatusCode);

        // The laboratory's own part is about its data; the installation is for the processor's officers.
        Assert.DoesNotContain("security.txt", await TextAsync(theirs, "/check?lang=en"), StringComparison.Ordinal);
        var whole = await TextAsync(officer, "/check?lang=en");
        Assert.Contains("security.txt is there", whole, StringComparison.Ordinal);
        Assert.Contains("served to this machine alone", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("Anne Sauldre", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_tells_what_was_in_it_and_not_what_came_after()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, _) = await TwoLaboratories.AddAsync(running);
        var now = CalendarMonth.Of(running.Clock.GetUtcNow(), Paris);
        var before = now.Number == 1 ? new CalendarMonth(now.Year - 1, 12) : new CalendarMonth(now.Year, now.Number - 1);
        var gathering = new MonthGathering(running.Installation);
        var report = await gathering.RunAsync(first.Name, before, Paris, Stop);
        Assert.Empty(report.Holdings);
        Assert.Empty(report.Deeds);
        Assert.Empty(report.Rules);
        await running.Server.WatchAsync(Stop);
        var current = await gathering.RunAsync(first.Name, now, Paris, Stop);
        Assert.Equal([first.Passage, first.Space], current.Holdings.Select(one => one.Id).Order());
        Assert.Contains(current.Deeds, deed => deed is { Act: "passage.opened", Count: 1, By: "agent:test" });
        Assert.Contains(current.Due, due => due.Id == first.Passage);

        // Which rules watched is told by the journal entry of the set; a month before the first round knows of none.
        Assert.Equal(RuleBook.Read(null).Select(rule => rule.Id), current.Rules.Select(rule => rule.Rule));
        Assert.All(current.Rules, rule => Assert.Equal(("built-in", current.Rules[0].Entry), (rule.Standing, rule.Entry)));
        Assert.Empty((await gathering.RunAsync(first.Name, before, Paris, Stop)).Rules);
        Assert.Equal("CHECK-005", (await Assert.ThrowsAsync<Errors.EcluseException>(() => gathering.RunAsync("Laboratoire sans contrat", now, Paris, Stop))).Code);
    }

    private static async Task AlertAsync(RunningServer running, string id, string controller)
    {
        var now = running.Clock.GetUtcNow();
        await using var state = running.Installation.OpenState();
        state.Add(new AlertRow
        {
            Id = id, Rule = "volume", RuleVersion = "1", Level = AlertLevel.High, Subject = "space:none", Controller = controller, Title = "Volume far above the usual",
            TitleFrench = "Volume bien au-dessus de l’habituel", Why = "why", WhyFrench = "pourquoi", Todo = "look", TodoFrench = "regarder", Evidence = "", OpenGroup = id,
            FirstAt = now, RaisedAt = now, LastAt = now, Count = 1, Policy = new string('a', 64), ClockKind = AlertClockKind.Acknowledge, ClockEnds = now.AddHours(4), Entry = 1,
        });
        state.Add(new AlertActRow { Alert = id, Number = 1, Kind = AlertActKind.Acknowledged, By = "person:1", At = now.AddMinutes(90) });
        await state.SaveChangesAsync(Stop);
    }

    private static async Task<string> TextAsync(Browser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }
}
