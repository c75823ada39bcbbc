using System.Net;
using Ecluse.Accounts;
using Ecluse.Host.Api;
using Ecluse.Testkit;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Guard;

public sealed class UndertakingGuardTests
{
    // Whatever stands under these is done to a passage, or to what becomes one.
    private static readonly string[] OfPassages = ["passages", "plans", "instructions"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_changes_something_under_passages_plans_and_instructions_is_an_act_in_a_passage_or_not_the_processor_s()
    {
        await using var running = await RunningServer.StartAsync();
        var changing = running.Server.Endpoints.All.Where(one => one.Method != "GET" && OfPassages.Contains(one.Route.Split('/')[1])).ToList();
        Assert.NotEmpty(changing);
        Assert.Empty(changing.Where(one => !Rights.ActsInPassage(one.Rule!.Right!.Value) && IsProcessors(one.Rule.Right.Value))
            .Select(one => $"{one.Method} {one.Route}"));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Nobody_of_the_processor_acts_in_a_passage_before_undertaking_and_training_both_stand(bool isSigned, bool isTrained)
    {
        await using var running = await RunningServer.StartAsync();
        var (lab, _) = await TwoLaboratories.AddAsync(running);
        var (officer, _) = await running.EnrolledAsync();
        var (browser, passkey) = await running.InvitedAsync(officer, "Nadia Kervella", "operator");
        var id = await running.PersonAsync("Nadia Kervella");
        if (isSigned)
        {
            await browser.UndertakeAsync(passkey, "Nadia Kervella");
        }

        if (isTrained)
        {
            await officer.PostFormAsync($"/people/{id}/training", ("on", "2026-02-27"));
        }

        var acts = running.Server.Endpoints.All.Where(one => one.Rule?.Right is { } right && Rights.ActsInPassage(right)
            && Rights.Allows(Role.Operator, Side.Processor, right)).ToList();
        Assert.NotEmpty(acts);
        using var program = await ApiCaller.ConfirmedAsync(running, browser);
        foreach (var (method, route, _) in acts)
        {
            var answer = await AskAsync(browser, program, method, route, lab);
            // An answer to HEAD has no words.
            Assert.True(
                answer.StatusCode == HttpStatusCode.Forbidden && (HttpMethods.IsHead(method)
                    || (await answer.Content.ReadAsStringAsync(Stop)).Contains("SERVE-022", StringComparison.Ordinal)), $"{method} {route}: {answer.StatusCode}");
        }

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/passages/{lab.Passage}")).StatusCode);
        await browser.UndertakeAsync(passkey, "Nadia Kervella");
        await officer.PostFormAsync($"/people/{id}/training", ("on", "2026-02-27"));
        foreach (var (method, route, _) in acts)
        {
            var answer = await AskAsync(browser, program, method, route, lab);
            Assert.DoesNotContain("SERVE-022", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
            Assert.False(HttpMethods.IsHead(method) && answer.StatusCode == HttpStatusCode.Forbidden, $"{method} {route}");
        }
    }

    private static bool IsProcessors(Right right) => Enum.GetValues<Role>().Any(role => Rights.Allows(role, Side.Processor, right));

    private static Task<HttpResponseMessage> AskAsync(Browser browser, ApiCaller program, string method, string route, Laboratory lab)
    {
        var path = System.Text.RegularExpressions.Regex.Replace(route, @"\{[^}]*\}", lab.Passage);
        if (path.StartsWith("/api/", StringComparison.Ordinal))
        {
            return program.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        }

        return HttpMethods.IsGet(method) ? browser.GetAsync(path) : HttpMethods.IsPost(method) ? browser.PostFormAsync(path) : browser.SendAsync(method, path);
    }
}
