using System.Net;
using Ecluse.Breaches;

namespace Ecluse.Host.Breaches;

/// <summary>One incident that concerns two laboratories: what the handler does in the console, and what each laboratory's people see of it.</summary>
public sealed class BreachPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_incident_is_opened_answered_and_told_in_the_console_and_each_controller_sees_its_own_part_alone()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, second) = await TwoLaboratories.AddAsync(running);
        var (handler, _) = await running.EnrolledAsync();
        var (theirs, _) = await running.InvitedAsync(handler, "Anne Sauldre", "dpo", first.Name);
        var (others, _) = await running.InvitedAsync(handler, "Bruno Beuvron", "dpo", second.Name);
        await running.BindAsync("Anne Sauldre");
        var now = running.Clock.GetUtcNow();
        string At(double hours) => now.AddHours(hours).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", null);

        Assert.Contains("BREACH-018", await SaidAsync(await handler.PostFormAsync("/breaches/open", ("received", ""), ("origin", "authority"))), StringComparison.Ordinal);
        var opened = await handler.PostFormAsync("/breaches/open", ("received", At(-30)), ("origin", "authority"), ("place", "contract:none"));
        var at = opened.Headers.Location!.ToString();
        foreach (var name in new[] { first.Name, second.Name })
        {
            Assert.Equal(HttpStatusCode.Redirect, (await handler.PostFormAsync($"{at}/join", ("name", name))).StatusCode);
        }

        // The processor's 24 hours have not ended since it was aware: nobody of the laboratories sees it yet.
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.GetAsync(at)).StatusCode);
        Assert.Contains("BREACH-009", await SaidAsync(await EnterAsync(handler, at, "told", 1, At(-1))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await EnterAsync(handler, at, "told", 1, At(-1), "its officer, by telephone")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await EnterAsync(handler, at, "persons", 1, "111111")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await EnterAsync(handler, at, "persons", 2, "222222")).StatusCode);
        Assert.Contains("BREACH-010", await SaidAsync(await EnterAsync(handler, at, "circumstances", 0, "255081416802538")), StringComparison.Ordinal);
        Assert.Contains("BREACH-020", await SaidAsync(await EnterAsync(handler, at, "circumstances", 0, $"seen at {second.Name}")), StringComparison.Ordinal);

        foreach (var path in new[] { at, $"{at}?controller=2", $"{at}/paper?name=sheet&controller=2&as=json", $"{at}/paper?name=notice", $"{at}/paper", "/breaches", "/breaches/register", $"{at}/enter?field=persons&controller=2" })
        {
            foreach (var language in new[] { "en", "fr" })
            {
                var text = await TextAsync(theirs, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? "&" : "?")}lang={language}");
                Assert.DoesNotContain(second.Name, text, StringComparison.Ordinal);
                Assert.DoesNotMatch(@"222\D?222", text);
            }
        }

        Assert.Contains("111,111", await TextAsync(theirs, at + "?lang=en"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await others.GetAsync(at)).StatusCode);
        Assert.Contains("BREACH-022", await SaidAsync(await EnterAsync(theirs, at, "persons", 2, "5")), StringComparison.Ordinal);
        Assert.Contains("BREACH-022", await SaidAsync(await EnterAsync(theirs, at, "concerned", 1, "no", "not us at all, we think")), StringComparison.Ordinal);
        Assert.Contains("BREACH-022", await SaidAsync(await EnterAsync(theirs, at, "aware", 0, At(-2), "we think it was then")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await EnterAsync(theirs, at, "authority-notified", 1, At(-0.5), "CNIL 2026-118204")).StatusCode);
        var dossier = await running.Installation.Breaches.GetAsync(at.Split('/')[^1], Stop);
        Assert.Single(dossier.Notices(1));
        Assert.Equal("222222", dossier.Value(2, BreachFields.Persons));

        // Of an incident that came in sixty hours ago nobody was told: by itself each sees its part, and that somebody is late.
        var late = (await handler.PostFormAsync("/breaches/open", ("received", At(-60)), ("origin", "authority"), ("place", "contract:none"))).Headers.Location!.ToString();
        await handler.PostFormAsync($"{late}/join", ("name", second.Name));
        Assert.Contains(late, await TextAsync(others, "/"), StringComparison.Ordinal);
        Assert.DoesNotContain(late, await TextAsync(theirs, "/"), StringComparison.Ordinal);
        Assert.Contains("late by 12 h", (await TextAsync(others, late + "?lang=en")).Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_handler_sees_who_is_unanswered_and_every_clock_and_prints_each_paper()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, _) = await TwoLaboratories.AddAsync(running);
        var (handler, _) = await running.EnrolledAsync();
        var at = $"/breaches/{first.Breach}";
        foreach (var (language, words) in new[] { ("en", "Nobody has said yet whether"), ("fr", "Personne n’a encore dit si") })
        {
            Assert.Contains(words, await TextAsync(handler, $"{at}?lang={language}"), StringComparison.Ordinal);
            foreach (var paper in new[] { "notice", "sheet", "letter", "timeline" })
            {
                Assert.Contains($"<html lang=\"{language}\">", await TextAsync(handler, $"{at}/paper?name={paper}&controller=1&lang={language}"), StringComparison.Ordinal);
                Assert.Contains($"breach-{paper}/1", await TextAsync(handler, $"{at}/paper?name={paper}&controller=1&as=json"), StringComparison.Ordinal);
            }
        }

        Assert.Contains("breach-list/1", await TextAsync(handler, "/breaches/register?as=json"), StringComparison.Ordinal);
        Assert.Contains("processing-register/1", await TextAsync(handler, "/breaches/register?name=processing&as=json"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await handler.GetAsync($"{at}/paper?name=sheet")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await handler.GetAsync($"{at}?controller=9")).StatusCode);
        foreach (var field in BreachFields.All)
        {
            Assert.Contains("name=\"field\"", await TextAsync(handler, $"{at}/enter?field={field.Name}&controller=1"), StringComparison.Ordinal);
        }
    }

    private static Task<HttpResponseMessage> EnterAsync(Testkit.Browser browser, string at, string field, int part, string value, string note = "") =>
        browser.PostFormAsync($"{at}/enter", ("field", field), ("controller", $"{part}"), ("value", value), ("note", note), ("state", "Known"));

    private static async Task<string> TextAsync(Testkit.Browser browser, string path)
    {
        var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await SaidAsync(answer);
    }

    private static async Task<string> SaidAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
}
