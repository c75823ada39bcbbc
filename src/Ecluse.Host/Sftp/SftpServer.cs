using Ecluse.Host.Accounts;

namespace Ecluse.Host.Sftp;

/// <summary>SFTP beside the console: the door, whoever is inside, and sshd where it is a child.</summary>
internal sealed class SftpServer : IAsyncDisposable
{
    private readonly SshKeyShelf keys;
    private readonly SftpOptions options;
    private readonly SshdPlace place;
    private readonly SemaphoreSlim writing = new(1);
    private readonly SftpDoor door;
    private readonly SftpVisitors visitors;
    private SshdChild? sshd;
    private int isOver;

    private SftpServer(SshKeyShelf keys, SftpOptions options, SshdPlace place, Func<Account, ISftpTree> treeOf, TimeProvider clock)
    {
        (this.keys, this.options, this.place) = (keys, options, place);
        visitors = new SftpVisitors(keys, treeOf, clock);
        door = options.Unit is { } unit ? SftpDoor.Take(unit.Descriptor, unit.Peer, visitors) : SftpDoor.Open(place.Door, visitors);
    }

    /// <summary>Whether sshd runs under this very user, and whoever takes it over has what Écluse has.</summary>
    public bool IsEmbedded => options.Unit is null;

    /// <summary>Port of sshd.</summary>
    public int Port => options.Port;

    /// <summary>Sessions that are open.</summary>
    public int Sessions => visitors.Count;

    /// <summary>sshd, where it is a child.</summary>
    public SshdChild? Sshd => sshd;

    /// <summary>Fingerprints are taken from these.</summary>
    public SshdPlace Place => place;

    /// <summary>Opens the door, and starts sshd where it is a child.</summary>
    /// <param name="keys">Which keys open.</param>
    /// <param name="options">How it is offered.</param>
    /// <param name="dataFolder">The data folder; sshd's files stand in <c>sftp</c>.</param>
    /// <param name="treeOf">What a person finds.</param>
    /// <param name="clock">What sessions go by.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<SftpServer> StartAsync(
        SshKeyShelf keys, SftpOptions options, string dataFolder, Func<Account, ISftpTree> treeOf, TimeProvider clock, CancellationToken cancellation)
    {
        var place = new SshdPlace(Path.Combine(dataFolder, "sftp"));
        if (options.Unit is null)
        {
            await place.PrepareAsync(options.Address, options.Port, cancellation);
        }

        var server = new SftpServer(keys, options, place, treeOf, clock);
        try
        {
            await server.StartSshdAsync(cancellation);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isOver, 1) != 0)
        {
            return;
        }

        keys.Changed -= WriteKeys;
        if (sshd is not null)
        {
            await sshd.DisposeAsync();
        }

        await door.DisposeAsync();
        writing.Dispose();
    }

    private async Task StartSshdAsync(CancellationToken cancellation)
    {
        if (options.Unit is not null)
        {
            return;
        }

        await WriteKeysAsync();
        keys.Changed += WriteKeys;
        var bans = new AddressBans(options.Clock, AddressList.Read(place.Blocked), AddressList.Read(place.Safe));
        sshd = await SshdChild.StartAsync(place, bans, options.Port, options.Clock, cancellation);
    }

    private void WriteKeys() => WriteKeysAsync().GetAwaiter().GetResult();

    private async Task WriteKeysAsync()
    {
        await writing.WaitAsync();
        try
        {
            place.WriteKeys((await keys.OpeningAsync(CancellationToken.None)).Select(row => (row.Id, row.PublicKey)), options.Program, place.Door);
        }
        finally
        {
            writing.Release();
        }
    }
}
