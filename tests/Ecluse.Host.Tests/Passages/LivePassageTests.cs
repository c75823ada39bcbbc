using System.Net;
using Ecluse.Accounts;
using Ecluse.Acts;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Passages;

public sealed class LivePassageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_answers_the_five_questions_without_a_script_and_follows_the_passage_with_one()
    {
        await using var lab = await ConsoleLab.OpenedAsync();
        using var browser = await lab.AsAsync(Role.Auditor);
        var page = await browser.TextAsync($"/passages/{lab.Passage}?lang=en");

        foreach (var told in new[]
        {
            "<dt>Open gate</dt>", "Both are closed.", "<dt>Of 60\u00a0patients</dt>", "<b>0</b> passed", "<b>0</b> refused",
            "<dt>What is wrong, who must act</dt>", "An operator starts it.", "<dt>Until when</dt>", "<dt>Everything is erased</dt>", "whatever happens",
        })
        {
            Assert.Contains(told, page, StringComparison.Ordinal);
        }

        Assert.Contains($"data-feed=\"/passages/{lab.Passage}/live\"", page, StringComparison.Ordinal);

        // The command line works on beside the server: the page tells it at once.
        using var events = await browser.ListenAsync($"/passages/{lab.Passage}/live");
        Assert.Equal("event: changed", await events.ReadLineAsync(Stop));
        await lab.RunAsync("passage", "run", lab.Passage);
        Assert.True(await ChangesAsync(events, 1));
        var after = await browser.TextAsync($"/passages/{lab.Passage}?lang=en");
        Assert.Contains("looks at a sample and signs the acceptance.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>0</b> passed", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_ends_with_its_session_and_tells_numbers_only()
    {
        await using var lab = await ConsoleLab.OpenedAsync();
        using var browser = await lab.AsAsync(Role.Operator);
        using var events = await browser.ListenAsync($"/passages/{lab.Passage}/live");
        Assert.Equal("event: changed", await events.ReadLineAsync(Stop));
        Assert.Matches("^data: [0-9]+\\.[0-9]+$", await events.ReadLineAsync(Stop));
        await browser.PostAsync("/sign-out", new { });
        await lab.Installation.Ledger.NoteAsync(
            null, new Act("passage.rehearsed", "agent:test", new Dictionary<string, string>(), new Dictionary<string, string>()), Stop);
        // One that did not end would be waited for in vain.
        Assert.False(await ChangesAsync(events, 100).WaitAsync(TimeSpan.FromSeconds(60), Stop));
    }

    [Fact]
    public async Task What_an_open_page_asks_by_itself_does_not_keep_a_session_open()
    {
        await using var lab = await ConsoleLab.OpenedAsync();
        using var browser = await lab.AsAsync(Role.Operator);
        var before = await SeenAsync(lab, TimeSpan.FromMinutes(10));
        using var events = await browser.ListenAsync($"/passages/{lab.Passage}/live");
        await events.ReadLineAsync(Stop);
        Assert.Equal(before, await SeenAsync(lab));
        await browser.GetAsync($"/passages/{lab.Passage}");
        Assert.NotEqual(before, await SeenAsync(lab));
    }

    [Theory]
    [InlineData("/passages/p-000000000000")]
    [InlineData("/passages/p-000000000000/live")]
    [InlineData("/passages/..%2f..%2fecluse.db")]
    public async Task A_passage_that_is_not_there_is_not_found(string path)
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, _) = await running.EnrolledAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path)).StatusCode);
    }

    // Reads until so many changes were told, or the stream ended.
    private static async Task<bool> ChangesAsync(StreamReader events, int count)
    {
        while (count > 0 && await events.ReadLineAsync(Stop) is { } line)
        {
            count -= line == "event: changed" ? 1 : 0;
        }

        return count == 0;
    }

    private static async Task<DateTimeOffset> SeenAsync(ConsoleLab lab, TimeSpan ago = default)
    {
        await using var state = lab.Installation.OpenState();
        var row = await state.Set<SessionRow>().SingleAsync(session => session.Person == lab.Last.Person, Stop);
        if (ago != default)
        {
            row.SeenAt -= ago;
            await state.SaveChangesAsync(Stop);
        }

        return row.SeenAt;
    }
}
