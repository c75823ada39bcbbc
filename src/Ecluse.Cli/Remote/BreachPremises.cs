using System.CommandLine;
using Ecluse.Breaches;
using Ecluse.Host.Api;
using Ecluse.Host.Breaches;
using Ecluse.Host.Composition;
using Ecluse.Writing;

namespace Ecluse.Cli.Remote;

/// <summary>Where a verb works on breaches: the data folder of this machine, or a server that is driven with a token.</summary>
internal abstract class BreachPremises : IAsyncDisposable
{
    /// <summary>Opens the server of <c>--server</c>, else the folder of <c>--data</c>.</summary>
    public static async Task<BreachPremises> OpenAsync(VerbContext context, ParseResult parsed, CancellationToken cancellation) =>
        parsed.GetValue(CommandLine.ServerAddress) is not null
            ? new BreachesThere(ServerClient.SignedIn(context, parsed))
            : new BreachesHere(await Installation.OpenAsync(context, parsed, cancellation), context.Language(parsed));

    /// <summary>Breaches that this person sees.</summary>
    public abstract Task<IReadOnlyList<ListedBreach>> ListAsync(CancellationToken cancellation);

    /// <summary>What stands in one.</summary>
    public abstract Task<BreachStory> ShowAsync(string id, CancellationToken cancellation);

    /// <summary>Opens one.</summary>
    public abstract Task<BreachOpened> OpenAsync(BreachAsked asked, CancellationToken cancellation);

    /// <summary>Who had data there then.</summary>
    public abstract Task<IReadOnlyList<ConcernedController>> ConcernedAsync(CauseAsked asked, CancellationToken cancellation);

    /// <summary>Enters something.</summary>
    public abstract Task<BreachEntry> EnterAsync(string id, BreachSaid said, CancellationToken cancellation);

    /// <summary>Adds a controller that the journal does not name.</summary>
    public abstract Task<BreachPart> JoinAsync(string id, PartAsked asked, CancellationToken cancellation);

    /// <summary>Persons and records of a controller, from what was signed.</summary>
    public abstract Task<FoundFigures> FiguresAsync(string id, AskedFigures asked, CancellationToken cancellation);

    /// <summary>Keeps a closed one past its date.</summary>
    public abstract Task HoldAsync(string id, BreachHold asked, CancellationToken cancellation);

    /// <summary>Draws up a later date of a passage, for its laboratory to sign; nothing moves.</summary>
    public abstract Task<byte[]> DrawUpAsync(string passage, PostponementAsked asked, CancellationToken cancellation);

    /// <summary>A paper, as data; as a page too where a zone is given.</summary>
    public abstract Task<BreachPaper> PaperAsync(AskedPaper asked, string? zone, CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
