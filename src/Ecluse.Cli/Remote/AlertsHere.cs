using Ecluse.Accounts;
using Ecluse.Alerts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Alerts;
using Ecluse.Host.Composition;
using Ecluse.Storage.Alerts;

namespace Ecluse.Cli.Remote;

/// <summary>Alerts of this machine's data folder, for whoever runs the verb.</summary>
/// <param name="installation">The opened installation.</param>
internal sealed class AlertsHere(Installation installation) : AlertPremises
{
    private readonly AlertDesk desk = new(installation);

    public override async Task<AlertList> ListAsync(CancellationToken cancellation) => await desk.ListAsync(await MeAsync(Right.SeeAlerts, cancellation), cancellation);

    public override async Task<AlertStory> ShowAsync(string id, CancellationToken cancellation)
    {
        var me = await MeAsync(Right.SeeAlerts, cancellation);
        return await desk.StoryAsync(me, await FindAsync(me, id, cancellation), cancellation);
    }

    public override Task AcknowledgeAsync(string id, CancellationToken cancellation) => DoAsync(id, me => desk.Shelf.AcknowledgeAsync(id, me, cancellation), cancellation);

    public override Task ActAsync(string id, AlertWordsSaid said, CancellationToken cancellation) => DoAsync(id, me => desk.Shelf.ActAsync(id, said.Words, me, cancellation), cancellation);

    public override Task AskSilenceAsync(string id, AlertUntil said, CancellationToken cancellation) =>
        DoAsync(id, me => desk.Shelf.ProposeSilenceAsync(id, said.Until, said.Words, me, cancellation), cancellation);

    public override Task AgreeSilenceAsync(string id, CancellationToken cancellation) => DoAsync(id, me => desk.Shelf.SilenceAsync(id, me, cancellation), cancellation);

    public override async Task<bool> CloseAsync(string id, AlertEnd said, CancellationToken cancellation)
    {
        var closed = false;
        await DoAsync(id, async me => closed = await desk.Shelf.CloseAsync(id, said.Outcome, said.Words, me, cancellation), cancellation);
        return closed;
    }

    public override Task ConfirmAsync(string id, CancellationToken cancellation) => DoAsync(id, me => desk.Shelf.ConfirmAsync(id, me, cancellation), cancellation);

    public override Task HoldAsync(string id, AlertUntil said, CancellationToken cancellation) =>
        DoAsync(id, me => desk.Shelf.HoldAsync(id, said.Until, said.Words, me, cancellation), cancellation);

    public override async Task<string> BreachAsync(string id, CancellationToken cancellation)
    {
        var breach = "";
        await DoAsync(id, async me => breach = await desk.BecomeAsync(id, me, cancellation), cancellation);
        return breach;
    }

    public override async Task AddressAsync(AlertAddress said, CancellationToken cancellation) =>
        await desk.Shelf.SetAddressAsync(said.Who, said.Address, await HouseAsync(cancellation), cancellation);

    public override async Task AwayAsync(AlertAway said, CancellationToken cancellation) =>
        await desk.Shelf.AwayAsync(said.Person, said.From, said.Until, await HouseAsync(cancellation), cancellation);

    public override Task<PolicyFacts> PolicyAsync(CancellationToken cancellation) => Task.FromResult(PolicyFacts.Of(new EscalationFile(installation.Data).Read()));

    public override async Task<IReadOnlyList<TestFacts>> TestAsync(CancellationToken cancellation) => await desk.TestAsync(await HouseAsync(cancellation), cancellation);

    public override Task<int> RoundAsync(CancellationToken cancellation) => desk.RoundAsync(cancellation);

    public override ValueTask DisposeAsync() => installation.DisposeAsync();

    private Task<Account> MeAsync(Right right, CancellationToken cancellation) => PersonHere.WithAsync(installation, right, AlertErrors.NotAHandler, cancellation);

    private async Task<string> HouseAsync(CancellationToken cancellation) => AlertDesk.House(await MeAsync(Right.HandleAlerts, cancellation));

    private async Task<AlertDetail> FindAsync(Account me, string id, CancellationToken cancellation) => await desk.FindAsync(me, id, cancellation) ?? throw AlertErrors.NotFound();

    private async Task DoAsync(string id, Func<AlertPerson, Task> act, CancellationToken cancellation)
    {
        var me = await MeAsync(Right.HandleAlerts, cancellation);
        await FindAsync(me, id, cancellation);
        await act(new AlertPerson(me.Person, me.Controller));
    }
}
