using Ecluse.Accounts;
using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Api;
using Ecluse.Host.Breaches;
using Ecluse.Host.Composition;
using Ecluse.Writing;

namespace Ecluse.Cli.Remote;

/// <summary>Breaches of this machine's data folder, for whoever runs the verb.</summary>
/// <param name="installation">The opened installation.</param>
/// <param name="language">Language of pages and notes.</param>
internal sealed class BreachesHere(Installation installation, Language language) : BreachPremises
{
    private readonly BreachDesk desk = new(installation);

    public override async Task<IReadOnlyList<ListedBreach>> ListAsync(CancellationToken cancellation) => await desk.ListAsync(await MeAsync(Right.SeeBreaches, cancellation), cancellation);

    public override async Task<BreachStory> ShowAsync(string id, CancellationToken cancellation) =>
        await desk.StoryAsync(await desk.FindAsync(await MeAsync(Right.SeeBreaches, cancellation), id, cancellation), cancellation);

    public override async Task<BreachOpened> OpenAsync(BreachAsked asked, CancellationToken cancellation)
    {
        var me = await MeAsync(Right.OpenBreaches, cancellation);
        var opened = await installation.Breaches.OpenAsync(asked.Opening, me.Person, cancellation);
        return new(opened.Id, opened.Parts);
    }

    public override async Task<IReadOnlyList<ConcernedController>> ConcernedAsync(CauseAsked asked, CancellationToken cancellation)
    {
        await MeAsync(Right.OpenBreaches, cancellation);
        return await installation.Breaches.ConcernedAsync(asked.Cause, cancellation);
    }

    public override async Task<BreachEntry> EnterAsync(string id, BreachSaid said, CancellationToken cancellation)
    {
        var me = await MeAsync(Right.EnterBreaches, cancellation);
        return await desk.EnterAsync(me, await desk.FindAsync(me, id, cancellation), said.Saying, cancellation);
    }

    public override async Task<BreachPart> JoinAsync(string id, PartAsked asked, CancellationToken cancellation) =>
        await installation.Breaches.JoinAsync(id, asked.Name, asked.Own, (await MeAsync(Right.OpenBreaches, cancellation)).Person, cancellation);

    public override async Task<FoundFigures> FiguresAsync(string id, AskedFigures asked, CancellationToken cancellation)
    {
        var me = await MeAsync(Right.EnterBreaches, cancellation);
        return await desk.FiguresAsync(me, await desk.FindAsync(me, id, cancellation), asked, language, cancellation);
    }

    public override async Task HoldAsync(string id, BreachHold asked, CancellationToken cancellation) =>
        await installation.Breaches.HoldAsync(id, asked.Until, asked.Reason, (await MeAsync(Right.OpenBreaches, cancellation)).Person, cancellation);

    public override async Task<byte[]> DrawUpAsync(string passage, PostponementAsked asked, CancellationToken cancellation) => await installation.DraftPostponementAsync(
        await installation.WorkAsync(passage, cancellation), asked.Until.ToUniversalTime(), asked.LegalHold, asked.Reason, cancellation);

    public override async Task<BreachPaper> PaperAsync(AskedPaper asked, string? zone, CancellationToken cancellation)
    {
        var made = await desk.PaperAsync(await MeAsync(Right.SeeBreaches, cancellation), asked, cancellation);
        return new(made.Json, zone is null ? null : made.Page(language, BreachPaperShelf.ZoneOf(zone)));
    }

    public override ValueTask DisposeAsync() => installation.DisposeAsync();

    private Task<Account> MeAsync(Right right, CancellationToken cancellation) => PersonHere.WithAsync(installation, right, BreachErrors.NotYourRole, cancellation);
}
