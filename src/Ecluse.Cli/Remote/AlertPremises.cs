using System.CommandLine;
using Ecluse.Host.Alerts;
using Ecluse.Host.Composition;

namespace Ecluse.Cli.Remote;

/// <summary>Where a verb works on alerts: the data folder of this machine, or a server that is driven with a token.</summary>
internal abstract class AlertPremises : IAsyncDisposable
{
    /// <summary>Opens the server of <c>--server</c>, else the folder of <c>--data</c>, where what is due by itself is made first; a server does that without being asked.</summary>
    public static async Task<AlertPremises> OpenAsync(VerbContext context, ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(CommandLine.ServerAddress) is not null)
        {
            return new AlertsThere(ServerClient.SignedIn(context, parsed));
        }

        var installation = await Installation.OpenAsync(context, parsed, cancellation);
        try
        {
            await new AlertDesk(installation).MakeDueAsync(cancellation);
            return new AlertsHere(installation);
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>Open alerts that this person sees.</summary>
    public abstract Task<AlertList> ListAsync(CancellationToken cancellation);

    /// <summary>All that this person may know of one.</summary>
    public abstract Task<AlertStory> ShowAsync(string id, CancellationToken cancellation);

    /// <summary>Says that it was seen.</summary>
    public abstract Task AcknowledgeAsync(string id, CancellationToken cancellation);

    /// <summary>Enters what was done about it.</summary>
    public abstract Task ActAsync(string id, AlertWordsSaid said, CancellationToken cancellation);

    /// <summary>Asks for silence.</summary>
    public abstract Task AskSilenceAsync(string id, AlertUntil said, CancellationToken cancellation);

    /// <summary>Agrees to it, as the second person.</summary>
    public abstract Task AgreeSilenceAsync(string id, CancellationToken cancellation);

    /// <summary>Closes it, or proposes to; says whether it is closed.</summary>
    public abstract Task<bool> CloseAsync(string id, AlertEnd said, CancellationToken cancellation);

    /// <summary>Closes it, as the second person.</summary>
    public abstract Task ConfirmAsync(string id, CancellationToken cancellation);

    /// <summary>Keeps a closed one past its date.</summary>
    public abstract Task HoldAsync(string id, AlertUntil said, CancellationToken cancellation);

    /// <summary>It becomes a breach; gives its id.</summary>
    public abstract Task<string> BreachAsync(string id, CancellationToken cancellation);

    /// <summary>Enters where somebody is told.</summary>
    public abstract Task AddressAsync(AlertAddress said, CancellationToken cancellation);

    /// <summary>Enters that a person is away.</summary>
    public abstract Task AwayAsync(AlertAway said, CancellationToken cancellation);

    /// <summary>The policy in force.</summary>
    public abstract Task<PolicyFacts> PolicyAsync(CancellationToken cancellation);

    /// <summary>Sends a test by every way.</summary>
    public abstract Task<IReadOnlyList<TestFacts>> TestAsync(CancellationToken cancellation);

    /// <summary>Makes and sends what is due, once; only here, for a server does it by itself.</summary>
    public abstract Task<int> RoundAsync(CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
