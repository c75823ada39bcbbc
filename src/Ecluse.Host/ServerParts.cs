using Ecluse.Acts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Alerts;
using Ecluse.Host.Composition;
using Ecluse.Host.Hosting;
using Ecluse.Host.Sftp;
using Ecluse.Storage;

namespace Ecluse.Host;

/// <summary>What the server is built from: the same installation as the command line's, opened by it.</summary>
/// <param name="Installation">State, journal, depot, keys and gates of the data folder.</param>
internal sealed record ServerParts(Installation Installation)
{
    /// <summary>Seals the few secrets that the state holds.</summary>
    public MasterKey MasterKey { get; init; } = new(MasterKey.UsualPath, Installation.Data.Path);

    /// <summary>Networks as the watch knows them.</summary>
    public Watch.Places Places => field ??= new(MasterKey);

    /// <summary>How SFTP is offered beside the console; null where it is not.</summary>
    public SftpOptions? Sftp { get; init; }

    /// <summary>What a person finds over SFTP.</summary>
    public Func<Account, ISftpTree> SftpTreeOf { get; init; } = account => new DepotTree(
        Installation.Exchange, account.Person, Installation.Clock, new HostingWord(Installation).RequireAsync);

    /// <summary>Where figures are sent; null for nowhere.</summary>
    public Uri? Collector { get; init; }

    /// <summary>Whether the watch still makes its rounds.</summary>
    public Rounds Rounds { get; init; } = new(Installation.Clock);

    /// <summary>What time it is.</summary>
    public TimeProvider Clock => Installation.Clock;

    /// <summary>Opens the state.</summary>
    public EcluseState OpenState() => Installation.OpenState();

    /// <summary>Journals an act in the state's transaction (rule 10).</summary>
    public Task<long> AppendAsync(EcluseState state, Act act, CancellationToken cancellation) =>
        Installation.AppendAsync(state, act, cancellation);
}
