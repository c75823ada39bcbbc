using System.CommandLine;
using Ecluse.Host.Composition;

namespace Ecluse.Cli.Remote;

/// <summary>
/// The folder that a target gate takes in: the one that was given, or one in the data folder into which the server's hand-over was fetched and
/// which is removed once it is taken in. Every byte of it is public or sealed.
/// </summary>
internal sealed class ReceivedFolder(string path, bool isFetched) : IAsyncDisposable
{
    /// <summary>Its path.</summary>
    public string Path { get; } = path;

    /// <summary>Opens it.</summary>
    /// <param name="context">What the verb works with.</param>
    /// <param name="parsed">Its options.</param>
    /// <param name="installation">The target gate's installation.</param>
    /// <param name="given">A folder, or with <c>--server</c> the id of a passage.</param>
    /// <param name="cancellation">Stops between parcels; what is fetched stays for the next time.</param>
    public static async Task<ReceivedFolder> OfAsync(
        VerbContext context, ParseResult parsed, Installation installation, string given, CancellationToken cancellation)
    {
        if (parsed.GetValue(CommandLine.ServerAddress) is null)
        {
            return new ReceivedFolder(System.IO.Path.GetFullPath(given), isFetched: false);
        }

        var folder = System.IO.Path.Combine(installation.Data.Received, Depot.ParcelDepot.FolderNameOf(given));
        using var server = GateClient.Of(context, parsed, installation.Parts.TargetGate);
        await server.FetchAsync(given, folder, cancellation);
        return new ReceivedFolder(folder, isFetched: true);
    }

    // Taken in or refused: fetched anew the next time.
    public ValueTask DisposeAsync()
    {
        if (isFetched && Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}
