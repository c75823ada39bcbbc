using System.CommandLine;
using Ecluse.Host.Api;
using Ecluse.Host.Composition;
using Ecluse.Passages;

namespace Ecluse.Cli.Remote;

/// <summary>
/// Where a verb works: the data folder of this machine, or a server that is driven with a token. Both give the same answers, so that a
/// verb writes them the same way.
/// </summary>
internal abstract class Premises : IAsyncDisposable
{
    /// <summary>Opens the server of <c>--server</c>, else the folder of <c>--data</c>.</summary>
    public static async Task<Premises> OpenAsync(VerbContext context, ParseResult parsed, CancellationToken cancellation) =>
        parsed.GetValue(CommandLine.ServerAddress) is null
            ? new PremisesHere(await Installation.OpenAsync(context, parsed, cancellation))
            : new PremisesThere(ServerClient.SignedIn(context, parsed));

    /// <summary>The installation of this machine.</summary>
    /// <param name="what">What needs it.</param>
    /// <exception cref="Errors.EcluseException"><c>REMOTE-001</c>: a server is driven.</exception>
    public abstract Installation Here(string what);

    /// <summary>Every passage, newest first.</summary>
    public abstract Task<IReadOnlyList<Passage>> PassagesAsync(CancellationToken cancellation);

    /// <summary>Where a passage stands.</summary>
    public abstract Task<PassageStatus> PassageAsync(string id, CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
