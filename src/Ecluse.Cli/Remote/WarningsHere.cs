using Ecluse.Accounts;
using Ecluse.Breaches;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Warnings;
using Ecluse.Storage.Warnings;
using Ecluse.Warnings;

namespace Ecluse.Cli.Remote;

/// <summary>Warnings of this machine's data folder, for whoever runs the verb.</summary>
/// <param name="installation">The opened installation.</param>
internal sealed class WarningsHere(Installation installation) : WarningPremises
{
    private readonly WarningDesk desk = new(installation);

    public Task RunDueAsync(CancellationToken cancellation) => desk.RunDueAsync(cancellation);

    public override async Task<IReadOnlyList<WarningFacts>> ListAsync(CancellationToken cancellation)
    {
        var (me, now, seen) = (await HandlerAsync(Right.CloseWarnings, cancellation), installation.Clock.GetUtcNow(), new List<WarningFacts>());
        foreach (var one in await desk.Ledger.ListAsync(cancellation))
        {
            if (await SeesAsync(one, me, cancellation))
            {
                seen.Add(WarningFacts.Of(one, now));
            }
        }

        return seen;
    }

    public override async Task<WarningStory> ShowAsync(string id, CancellationToken cancellation)
    {
        var me = await HandlerAsync(Right.CloseWarnings, cancellation);
        return await WarningStory.ReadAsync(desk, await FindAsync(id, me, cancellation), me.Controller, installation.Clock.GetUtcNow(), cancellation);
    }

    public override async Task<IReadOnlyList<WarningSealed>> WordsAsync(string id, CancellationToken cancellation)
    {
        var warning = await FindAsync(id, await HandlerAsync(Right.HandleWarnings, cancellation), cancellation);
        return [.. (await desk.Ledger.WordsAsync(warning.Id, isReporter: false, cancellation)).Select(one => new WarningSealed(one.Number, one.At, one.By is null, one.Copies))];
    }

    public override async Task<WarningTaken> TakeAsync(WarningTold told, CancellationToken cancellation)
    {
        var (id, receipt) = await desk.TakeAsync(
            new ToldWarning(told.Source, told.Subjects, told.About, told.Told),
            new WarningContent(told.Words, [.. told.Files.Select(file => new WarningFile(file.Name, file.Bytes))]),
            await installation.ActorAsync(cancellation), told.Received, cancellation);
        await desk.RunDueAsync(cancellation);
        return new(id, receipt);
    }

    public override async Task<string> KeyAsync(string recipient, CancellationToken cancellation)
    {
        var me = await HandlerAsync(Right.CloseWarnings, cancellation);
        await desk.Ledger.EnrolHandlerAsync(me.Person, recipient, cancellation);
        return me.Person;
    }

    public override Task AcknowledgeAsync(string id, CancellationToken cancellation) =>
        ActAsync(id, Right.HandleWarnings, (warning, me) => desk.Ledger.AcknowledgeAsync(warning.Id, me.Person, cancellation), cancellation);

    public override Task AnswerAsync(string id, string words, CancellationToken cancellation) =>
        ActAsync(id, Right.HandleWarnings, (warning, me) => desk.Ledger.AnswerAsync(warning.Id, words, me.Person, cancellation), cancellation);

    public override Task ConcernAsync(string id, ConcernAnswer said, CancellationToken cancellation) => ActAsync(
        id, Right.HandleWarnings, (warning, me) => desk.AnswerConcernAsync(warning, said.Controller, said.IsConcerned, said.Reason ?? "", me.Person, cancellation), cancellation);

    public override Task ReleaseAsync(string id, WarningRelease said, CancellationToken cancellation) =>
        ActAsync(id, Right.HandleWarnings, (warning, me) => desk.ReleaseAsync(warning, said.Controller, said.Words, me.Person, cancellation), cancellation);

    public override Task HoldAsync(string id, WarningHold said, CancellationToken cancellation) =>
        ActAsync(id, Right.HandleWarnings, (warning, me) => desk.Ledger.HoldAsync(warning.Id, said.Until, said.Reason, me.Person, cancellation), cancellation);

    public override Task ProposeAsync(string id, WarningProposal said, CancellationToken cancellation) =>
        ActAsync(id, Right.CloseWarnings, (warning, me) => desk.Ledger.ProposeAsync(warning.Id, said.Outcome, said.Reason, me, cancellation), cancellation);

    public override Task CloseAsync(string id, CancellationToken cancellation) =>
        ActAsync(id, Right.CloseWarnings, (warning, me) => desk.CloseAsync(warning, me, cancellation), cancellation);

    public override async Task<string> BreachAsync(string id, Cause cause, string? own, CancellationToken cancellation)
    {
        var breach = "";
        await ActAsync(id, Right.HandleWarnings, async (warning, me) => breach = await desk.BecomeAsync(warning, cause, own, me.Person, cancellation), cancellation);
        return breach;
    }

    public override ValueTask DisposeAsync() => installation.DisposeAsync();

    private async Task ActAsync(string id, Right right, Func<Warning, WarningHandler, Task> act, CancellationToken cancellation)
    {
        var me = await HandlerAsync(right, cancellation);
        await act(await FindAsync(id, me, cancellation), me);
    }

    // Somebody who handles warnings: WARN-017, and as the installation's actor.
    private async Task<WarningHandler> HandlerAsync(Right right, CancellationToken cancellation) =>
        HandlerOf(await PersonHere.WithAsync(installation, right, WarningErrors.NotAHandler, cancellation));

    private static WarningHandler HandlerOf(Account me) => new(me.Person, me.Role, me.Controller);

    private async Task<Warning> FindAsync(string id, WarningHandler me, CancellationToken cancellation) =>
        await desk.Ledger.FindAsync(id, cancellation) is { } warning && await SeesAsync(warning, me, cancellation) ? warning : throw WarningErrors.NotFound();

    private async Task<bool> SeesAsync(Warning warning, WarningHandler me, CancellationToken cancellation) => me.Controller is { } controller
        ? (await desk.Ledger.ToldAsync(controller, cancellation)).Contains(warning.Id)
        : !WarningLedger.IsAbout(warning.About, me.Role);
}
