using System.CommandLine;
using Ecluse.Accounts;
using Ecluse.Breaches;
using Ecluse.Host.Composition;
using Ecluse.Host.Warnings;
using Ecluse.Warnings;

namespace Ecluse.Cli.Remote;

/// <summary>Where a verb works on warnings: the data folder of this machine, or a server that is driven with a token.</summary>
internal abstract class WarningPremises : IAsyncDisposable
{
    /// <summary>Opens the server of <c>--server</c>, else the folder of <c>--data</c>, where what is due by itself is done first; a server does that without being asked.</summary>
    public static async Task<WarningPremises> OpenAsync(VerbContext context, ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(CommandLine.ServerAddress) is not null)
        {
            return new WarningsThere(ServerClient.SignedIn(context, parsed));
        }

        var here = new WarningsHere(await Installation.OpenAsync(context, parsed, cancellation));
        try
        {
            await here.RunDueAsync(cancellation);
            return here;
        }
        catch
        {
            await here.DisposeAsync();
            throw;
        }
    }

    /// <summary>Warnings that this person sees.</summary>
    public abstract Task<IReadOnlyList<WarningFacts>> ListAsync(CancellationToken cancellation);

    /// <summary>All that this person may know of one.</summary>
    public abstract Task<WarningStory> ShowAsync(string id, CancellationToken cancellation);

    /// <summary>Its words, sealed.</summary>
    public abstract Task<IReadOnlyList<WarningSealed>> WordsAsync(string id, CancellationToken cancellation);

    /// <summary>Writes one down.</summary>
    public abstract Task<WarningTaken> TakeAsync(WarningTold told, CancellationToken cancellation);

    /// <summary>Enrols the person's key; gives the person's id.</summary>
    public abstract Task<string> KeyAsync(string recipient, CancellationToken cancellation);

    /// <summary>Says that it was seen.</summary>
    public abstract Task AcknowledgeAsync(string id, CancellationToken cancellation);

    /// <summary>Answers whoever told it.</summary>
    public abstract Task AnswerAsync(string id, string words, CancellationToken cancellation);

    /// <summary>Says whether the same cause concerns a controller.</summary>
    public abstract Task ConcernAsync(string id, ConcernAnswer said, CancellationToken cancellation);

    /// <summary>Releases struck-out words to a controller.</summary>
    public abstract Task ReleaseAsync(string id, WarningRelease said, CancellationToken cancellation);

    /// <summary>Holds a closed one.</summary>
    public abstract Task HoldAsync(string id, WarningHold said, CancellationToken cancellation);

    /// <summary>Proposes how it ends.</summary>
    public abstract Task ProposeAsync(string id, WarningProposal said, CancellationToken cancellation);

    /// <summary>Closes it, as the second person.</summary>
    public abstract Task CloseAsync(string id, CancellationToken cancellation);

    /// <summary>It becomes a breach; gives its id.</summary>
    public abstract Task<string> BreachAsync(string id, Cause cause, string? own, CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
