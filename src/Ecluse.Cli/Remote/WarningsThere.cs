using Ecluse.Breaches;
using Ecluse.Host.Warnings;

namespace Ecluse.Cli.Remote;

/// <summary>Warnings of a server. Words come sealed; the key that opens them stays here.</summary>
/// <param name="client">The server.</param>
internal sealed class WarningsThere(ServerClient client) : WarningPremises
{
    public override Task<IReadOnlyList<WarningFacts>> ListAsync(CancellationToken cancellation) => client.GetAsync<IReadOnlyList<WarningFacts>>("/warnings", cancellation);

    public override Task<WarningStory> ShowAsync(string id, CancellationToken cancellation) => client.GetAsync<WarningStory>(At(id), cancellation);

    public override Task<IReadOnlyList<WarningSealed>> WordsAsync(string id, CancellationToken cancellation) => client.GetAsync<IReadOnlyList<WarningSealed>>(At(id, "/words"), cancellation);

    public override Task<WarningTaken> TakeAsync(WarningTold told, CancellationToken cancellation) => client.PostAsync<WarningTaken>("/warnings", told, cancellation);

    public override async Task<string> KeyAsync(string recipient, CancellationToken cancellation) =>
        (await client.PostAsync<WarningDone>("/warnings/key", new HandlerKey(recipient), cancellation)).Id;

    public override Task AcknowledgeAsync(string id, CancellationToken cancellation) => client.PostAsync(At(id, "/acknowledge"), new Nothing(), cancellation);

    public override Task AnswerAsync(string id, string words, CancellationToken cancellation) => client.PostAsync(At(id, "/answer"), new WarningAnswer(words), cancellation);

    public override Task ConcernAsync(string id, ConcernAnswer said, CancellationToken cancellation) => client.PostAsync(At(id, "/concern"), said, cancellation);

    public override Task ReleaseAsync(string id, WarningRelease said, CancellationToken cancellation) => client.PostAsync(At(id, "/release"), said, cancellation);

    public override Task HoldAsync(string id, WarningHold said, CancellationToken cancellation) => client.PostAsync(At(id, "/hold"), said, cancellation);

    public override Task ProposeAsync(string id, WarningProposal said, CancellationToken cancellation) => client.PostAsync(At(id, "/propose"), said, cancellation);

    public override Task CloseAsync(string id, CancellationToken cancellation) => client.PostAsync(At(id, "/close"), new Nothing(), cancellation);

    public override async Task<string> BreachAsync(string id, Cause cause, string? own, CancellationToken cancellation) =>
        (await client.PostAsync<WarningBreach>(At(id, "/breach"), new BreachCause(cause.Places, cause.From, cause.Until, own), cancellation)).Breach;

    public override ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string At(string id, string more = "") => $"/warnings/{Uri.EscapeDataString(id)}{more}";
}
