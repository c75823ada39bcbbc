using Ecluse.Host.Alerts;
using Ecluse.Host.Warnings;

namespace Ecluse.Cli.Remote;

/// <summary>Alerts of a server, through its API.</summary>
/// <param name="client">The server.</param>
internal sealed class AlertsThere(ServerClient client) : AlertPremises
{
    public override Task<AlertList> ListAsync(CancellationToken cancellation) => client.GetAsync<AlertList>("/alerts", cancellation);

    public override Task<AlertStory> ShowAsync(string id, CancellationToken cancellation) => client.GetAsync<AlertStory>(At(id), cancellation);

    public override Task AcknowledgeAsync(string id, CancellationToken cancellation) => DoAsync(id, "acknowledge", new Nothing(), cancellation);

    public override Task ActAsync(string id, AlertWordsSaid said, CancellationToken cancellation) => DoAsync(id, "act", said, cancellation);

    public override Task AskSilenceAsync(string id, AlertUntil said, CancellationToken cancellation) => DoAsync(id, "silence", said, cancellation);

    public override Task AgreeSilenceAsync(string id, CancellationToken cancellation) => DoAsync(id, "agree-silence", new Nothing(), cancellation);

    public override async Task<bool> CloseAsync(string id, AlertEnd said, CancellationToken cancellation) => (await DoAsync(id, "close", said, cancellation)).Whole;

    public override Task ConfirmAsync(string id, CancellationToken cancellation) => DoAsync(id, "confirm", new Nothing(), cancellation);

    public override Task HoldAsync(string id, AlertUntil said, CancellationToken cancellation) => DoAsync(id, "hold", said, cancellation);

    public override async Task<string> BreachAsync(string id, CancellationToken cancellation) =>
        (await DoAsync(id, "breach", new Nothing(), cancellation)).Breach ?? throw RemoteErrors.NotUnderstood();

    public override Task AddressAsync(AlertAddress said, CancellationToken cancellation) => client.PostAsync("/alerts/address", said, cancellation);

    public override Task AwayAsync(AlertAway said, CancellationToken cancellation) => client.PostAsync("/alerts/away", said, cancellation);

    public override Task<PolicyFacts> PolicyAsync(CancellationToken cancellation) => client.GetAsync<PolicyFacts>("/alerts/policy", cancellation);

    public override Task<IReadOnlyList<TestFacts>> TestAsync(CancellationToken cancellation) => client.PostAsync<IReadOnlyList<TestFacts>>("/alerts/test-notification", null, cancellation);

    public override Task<int> RoundAsync(CancellationToken cancellation) => throw RemoteErrors.OnlyHere("alert round");

    public override ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<AlertDone> DoAsync(string id, string verb, object said, CancellationToken cancellation) => client.PostAsync<AlertDone>(At(id, "/" + verb), said, cancellation);

    private static string At(string id, string more = "") => $"/alerts/{Uri.EscapeDataString(id)}{more}";
}
