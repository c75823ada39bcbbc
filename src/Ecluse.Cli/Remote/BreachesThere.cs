using Ecluse.Breaches;
using Ecluse.Host.Api;
using Ecluse.Host.Breaches;

namespace Ecluse.Cli.Remote;

/// <summary>Breaches of a server, through its API.</summary>
/// <param name="client">The server.</param>
internal sealed class BreachesThere(ServerClient client) : BreachPremises
{
    public override Task<IReadOnlyList<ListedBreach>> ListAsync(CancellationToken cancellation) => client.GetAsync<IReadOnlyList<ListedBreach>>("/breaches", cancellation);

    public override Task<BreachStory> ShowAsync(string id, CancellationToken cancellation) => client.GetAsync<BreachStory>(At(id), cancellation);

    public override Task<BreachOpened> OpenAsync(BreachAsked asked, CancellationToken cancellation) => client.PostAsync<BreachOpened>("/breaches", asked, cancellation);

    public override Task<IReadOnlyList<ConcernedController>> ConcernedAsync(CauseAsked asked, CancellationToken cancellation) =>
        client.PostAsync<IReadOnlyList<ConcernedController>>("/breaches/concerned", asked, cancellation);

    public override Task<BreachEntry> EnterAsync(string id, BreachSaid said, CancellationToken cancellation) => client.PostAsync<BreachEntry>(At(id, "/entries"), said, cancellation);

    public override Task<BreachPart> JoinAsync(string id, PartAsked asked, CancellationToken cancellation) => client.PostAsync<BreachPart>(At(id, "/parts"), asked, cancellation);

    public override Task<FoundFigures> FiguresAsync(string id, AskedFigures asked, CancellationToken cancellation) => client.PostAsync<FoundFigures>(At(id, "/figures"), asked, cancellation);

    public override Task HoldAsync(string id, BreachHold asked, CancellationToken cancellation) => client.PostAsync(At(id, "/hold"), asked, cancellation);

    public override async Task<byte[]> DrawUpAsync(string passage, PostponementAsked asked, CancellationToken cancellation) =>
        (await client.PostAsync<PostponementBytes>($"/passages/{Uri.EscapeDataString(passage)}/postponement/draft", asked, cancellation)).Document;

    public override Task<BreachPaper> PaperAsync(AskedPaper asked, string? zone, CancellationToken cancellation)
    {
        (string Name, string? Value)[] query =
        [
            ("name", asked.Paper), ("controller", asked.Part > 0 ? $"{asked.Part}" : null), ("of", asked.Controller), ("sent", asked.Sent is { } sent ? $"{sent}" : null), ("zone", zone),
        ];
        var address = BreachPaperShelf.OfOne.Contains(asked.Paper) ? At(asked.Breach ?? throw BreachErrors.NotFound(), "/paper") : "/breaches/register";
        return client.GetAsync<BreachPaper>(
            $"{address}?{string.Join('&', query.Where(one => one.Value is not null).Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"))}", cancellation);
    }

    public override ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string At(string id, string more = "") => $"/breaches/{Uri.EscapeDataString(id)}{more}";
}
