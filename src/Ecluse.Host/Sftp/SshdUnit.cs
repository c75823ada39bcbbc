using System.Net;

namespace Ecluse.Host.Sftp;

/// <summary>
/// What runs under sshd's own user in production: it asks Écluse which keys open, keeps sshd going, and bans. All that it reaches of
/// Écluse is the door's socket.
/// </summary>
internal static class SshdUnit
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    /// <summary>Runs until it is stopped.</summary>
    /// <param name="place">A folder of this user's, for host keys and configuration.</param>
    /// <param name="options">Where sshd listens, and how the forced command is run.</param>
    /// <param name="door">The door's socket.</param>
    /// <param name="listens">Told once sshd listens.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Errors.EcluseException"><c>SFTP-017</c> to <c>SFTP-019</c>.</exception>
    public static async Task RunAsync(SshdPlace place, SftpOptions options, string door, Action listens, CancellationToken cancellation)
    {
        await place.PrepareAsync(options.Address, options.Port, cancellation);
        place.WriteKeys([], options.Program, door);
        var bans = new AddressBans(options.Clock, AddressList.Read(place.Blocked), AddressList.Read(place.Safe));
        await using var sshd = await SshdChild.StartAsync(place, bans, options.Port, options.Clock, cancellation);
        listens();
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await KeysFeed.ReadAsync(door, list => place.WriteKeys(list, options.Program, door), cancellation);
                await Task.Delay(AskAgain, options.Clock, cancellation);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
