using Ecluse.Acts;
using Ecluse.Breaches;

namespace Ecluse.Host.Breaches;

/// <summary>The timeline of a breach that came from a warning.</summary>
public sealed class OriginLinesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_timeline_tells_what_was_done_about_the_warning_and_to_each_controller_only_its_own()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, second) = await TwoLaboratories.AddAsync(running);
        var installation = running.Installation;
        await installation.Journal.AppendAsync(About("warning.acknowledged", first.Warning, null), Stop);
        foreach (var lab in new[] { first, second })
        {
            await installation.Journal.AppendAsync(About("warning.unanswered", first.Warning, lab.Contract), Stop);
        }

        var breach = await installation.Breaches.OpenAsync(
            new BreachOpening(new BreachOrigin(OriginKind.Warning, first.Warning, running.Clock.GetUtcNow()), new Cause(["contract:none"])), "agent:test", Stop);
        await installation.Breaches.JoinAsync(breach.Id, first.Name, isOwn: false, "agent:test", Stop);
        await installation.Breaches.JoinAsync(breach.Id, second.Name, isOwn: false, "agent:test", Stop);

        Assert.Equal([1, 2], await NoticesAsync(installation, breach.Id, 0));
        Assert.Equal([1], await NoticesAsync(installation, breach.Id, 1));
        Assert.Equal([2], await NoticesAsync(installation, breach.Id, 2));
        var page = (await new BreachPaperShelf(installation).MakeAsync(new AskedPaper(BreachPaperShelf.Timeline, breach.Id), Stop)).Page(Errors.Language.French, Writing.PageZone.Utc);
        Assert.Contains("Signalement pris en compte", page, StringComparison.Ordinal);
        Assert.Contains("le responsable fut averti d’office", page, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<int>> NoticesAsync(Composition.Installation installation, string breach, int part)
    {
        var dossier = await installation.Breaches.GetAsync(breach, Stop);
        var timeline = (await BreachPaperShelf.MakingAsync(installation, Stop)).Timeline(dossier, part);
        return (await new OriginLines(installation).AddAsync(timeline, dossier.Breach, Stop)).Lines.Where(line => line.What == "warning.unanswered").Select(line => line.Part).Order();
    }

    private static Act About(string name, string warning, string? contract) => new(
        name, "agent:test", contract is null ? new Dictionary<string, string> { ["warning"] = warning } : new Dictionary<string, string> { ["warning"] = warning, ["contract"] = contract },
        new Dictionary<string, string>());
}
