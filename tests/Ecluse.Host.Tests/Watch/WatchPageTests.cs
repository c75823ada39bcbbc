using System.Net;
using Ecluse.Testkit;
using Ecluse.Watch;

namespace Ecluse.Host.Watch;

/// <summary>What watches is everybody's to see; what was seen is the house's, by ids alone.</summary>
public sealed class WatchPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_rule_stands_there_with_its_reason_and_law_and_one_that_is_switched_off_stands_out_and_is_in_the_journal()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, passkey) = await running.EnrolledAsync();
        await running.Server.WatchAsync(Stop);
        var page = await officer.TextAsync("/watch?lang=fr");
        foreach (var rule in RuleBook.Read(null))
        {
            Assert.Contains($"<code>{rule.Id}</code>", page, StringComparison.Ordinal);
            Assert.Contains(rule.Why.French, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
            Assert.All(rule.Law, law => Assert.Contains(law, WebUtility.HtmlDecode(page), StringComparison.Ordinal));
        }

        Assert.DoesNotContain("arrêtée ici", page, StringComparison.Ordinal);
        Assert.Equal(1, (await running.ActsAsync()).Count(act => act == "watch.rules-in-force"));

        // A copy of the file that says that it is off, and why.
        Directory.CreateDirectory(running.Data.Watch);
        await File.WriteAllTextAsync(Path.Combine(running.Data.Watch, "key-two-places.rule.yaml"), await OffAsync("key-two-places"), Stop);
        await running.RestartAsync();
        await running.Server.WatchAsync(Stop);
        await running.Server.WatchAsync(Stop);

        var acts = await running.ActsAsync();
        Assert.Equal((2, 1), (acts.Count(act => act == "watch.rules-in-force"), acts.Count(act => act == "watch.rule-changed")));
        var again = running.Open();
        Assert.Equal(HttpStatusCode.NoContent, (await again.SignInAsync(passkey)).StatusCode);
        var after = WebUtility.HtmlDecode(await again.TextAsync("/watch?lang=fr"));
        Assert.Contains("Ces règles ne sont pas toutes celles livrées avec Écluse", after, StringComparison.Ordinal);
        Assert.Contains("Two lines, balanced by the provider.", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_is_switched_off_raises_nothing()
    {
        await using var running = await RunningServer.StartAsync();
        Directory.CreateDirectory(running.Data.Watch);
        await File.WriteAllTextAsync(Path.Combine(running.Data.Watch, "key-two-places.rule.yaml"), await OffAsync("key-two-places"), Stop);
        await running.RestartAsync();
        await running.Installation.Events.KeepAsync(
            [.. new[] { "place:a", "place:b" }.Select(place => new WatchEvent(running.Clock.GetUtcNow(), EventKinds.KeyUsed) { Key = "ssh:k-1", Network = place })], Stop);
        await running.Server.WatchAsync(Stop);
        Assert.DoesNotContain(await running.Installation.Alerts.OpenAsync(null, 100, Stop), alert => alert.Rule == "key-two-places");
    }

    [Fact]
    public async Task The_house_sees_events_by_their_ids_and_a_laboratory_sees_the_rules_alone()
    {
        await using var running = await RunningServer.StartAsync();
        var (lab, _) = await TwoLaboratories.AddAsync(running);
        var (officer, _) = await running.EnrolledAsync();
        var (theirs, _) = await running.InvitedAsync(officer, "Anne Sauldre", "dpo", lab.Name);
        await running.Installation.Events.KeepAsync(
            [new WatchEvent(running.Clock.GetUtcNow(), EventKinds.SignInFailed) { Person = "person:mark", Network = "place:0123456789abcdef", Code = "SERVE-001" }], Stop);

        var house = await officer.TextAsync("/watch");
        Assert.Contains("person:mark", house, StringComparison.Ordinal);
        Assert.Contains("place:0123456789abcdef", house, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", house, StringComparison.Ordinal);
        var laboratory = await theirs.TextAsync("/watch");
        Assert.Contains("access-outside", laboratory, StringComparison.Ordinal);
        Assert.DoesNotContain("person:mark", laboratory, StringComparison.Ordinal);
    }

    private static async Task<string> OffAsync(string rule)
    {
        var own = await File.ReadAllTextAsync(RepositoryRoot.Of($"src/Ecluse/Watch/Rules/{rule}.rule.yaml"), Stop);
        return own.Replace("status: stable", "status: off\nreason: Two lines, balanced by the provider.", StringComparison.Ordinal);
    }
}
