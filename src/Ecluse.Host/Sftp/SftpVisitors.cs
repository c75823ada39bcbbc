using System.Net.Sockets;
using System.Text;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Microsoft.Win32.SafeHandles;

namespace Ecluse.Host.Sftp;

/// <summary>Who is inside: admits a key's person, gives each session a thread, and sends away whose key no longer opens.</summary>
internal sealed class SftpVisitors : IAsyncDisposable
{
    /// <summary>Most sessions of one account.</summary>
    public const int OfOneMax = 16;

    /// <summary>Most sessions of all.</summary>
    public const int Most = 256;

    /// <summary>How long somebody who is refused may take to hear it.</summary>
    public static readonly TimeSpan RefusalLongest = TimeSpan.FromSeconds(5);

    private const int RefusalsMax = 16;

    private readonly Lock turn = new();
    private readonly SemaphoreSlim refusals = new(RefusalsMax);
    private readonly List<Visit> inside = [];
    private readonly SshKeyShelf keys;
    private readonly Func<Account, ISftpTree> treeOf;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stop = new();
    private readonly Task rounds;

    /// <param name="keys">Which keys open, and for whom.</param>
    /// <param name="treeOf">What a person finds.</param>
    /// <param name="clock">When it is asked again.</param>
    public SftpVisitors(SshKeyShelf keys, Func<Account, ISftpTree> treeOf, TimeProvider clock)
    {
        (this.keys, this.treeOf, this.clock) = (keys, treeOf, clock);
        keys.Withdrawn += EndOf;
        rounds = GoRoundAsync();
    }

    /// <summary>How many sessions are open.</summary>
    public int Count
    {
        get
        {
            lock (turn)
            {
                return inside.Count;
            }
        }
    }

    /// <summary>Tells the peer why not, and closes.</summary>
    public static async Task TurnAwayAsync(Socket socket, EcluseException why)
    {
        using (socket)
        {
            try
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(SftpConversation.WordsOf(why)), CancellationToken.None);
            }
            catch (SocketException)
            {
                // It did not wait for the reason.
            }
        }
    }

    /// <summary>Tells sshd's own unit which keys open.</summary>
    public Task TellKeysAsync(Socket socket, CancellationToken cancellation) => KeysFeed.TellAsync(socket, keys, cancellation);

    /// <summary>Lets somebody in, or turns them away.</summary>
    public async Task WelcomeAsync(
        string key, string network, SafeFileHandle input, SafeFileHandle output, Socket socket, CancellationToken cancellation)
    {
        var connection = new HandedConnection(input, output, socket);
        try
        {
            var account = await keys.AdmitAsync(key, network, cancellation);
            await EnterAsync(new Visit(key, account, network, connection), cancellation);
        }
        catch (EcluseException refused)
        {
            keys.NoteRefused(key, network, refused.Code);
            new Thread(() => Refuse(new HandedConnection(input, output, socket) { Patience = RefusalLongest }, refused)) { IsBackground = true, Name = "sftp refused" }.Start();
        }
        catch (OperationCanceledException)
        {
            connection.Dispose();
        }
    }

    // A client of the subsystem sees no standard error: whoever is refused is told so as the answer to their first request.
    private void Refuse(HandedConnection connection, EcluseException why)
    {
        using (connection)
        {
            if (refusals.Wait(0))
            {
                try
                {
                    connection.Prepare();
                    new SftpSession(connection, NoTree.Only, () => throw why, clock).Run();
                }
                catch (EcluseException)
                {
                    // It stayed longer than it takes to read the answer.
                }
                finally
                {
                    refusals.Release();
                }
            }

            connection.Tell(SftpConversation.WordsOf(why));
        }
    }

    /// <summary>Ends every session and waits for each.</summary>
    public async ValueTask DisposeAsync()
    {
        keys.Withdrawn -= EndOf;
        await stop.CancelAsync();
        await rounds;
        Visit[] left;
        lock (turn)
        {
            left = [.. inside];
        }

        foreach (var visit in left)
        {
            visit.Connection.End();
        }

        await Task.WhenAll(left.Select(visit => visit.Over.Task));
        stop.Dispose();
    }

    private async Task EnterAsync(Visit visit, CancellationToken cancellation)
    {
        bool isShared;
        lock (turn)
        {
            var own = inside.Where(other => other.Account.Person == visit.Account.Person).ToList();
            isShared = own.Exists(other => !Networks.AreOne(other.Network, visit.Network));
            if (!isShared)
            {
                inside.Add(own.Count < OfOneMax && inside.Count < Most ? visit : throw SftpErrors.TooManySessions(OfOneMax));
            }
        }

        if (isShared)
        {
            await keys.NoteSharedAsync(visit.Account.Person, cancellation);
            throw SftpErrors.SharedKey();
        }

        new Thread(() => Stay(visit)) { IsBackground = true, Name = "sftp" }.Start();
    }

    private void Stay(Visit visit)
    {
        try
        {
            visit.Connection.Prepare();
            new SftpSession(visit.Connection, treeOf(visit.Account), () => MustStillBeOpen(visit), clock).Run();
            visit.Connection.Tell(SftpHandOver.Ended);
        }
        catch (EcluseException)
        {
            // The key was withdrawn while bytes passed, or the state cannot be read: both end the session.
        }
        catch (Exception unforeseen) when (unforeseen is IOException or InvalidOperationException or OperationCanceledException or System.Data.Common.DbException)
        {
            // One session ends; the others and the server go on.
        }
        finally
        {
            lock (turn)
            {
                inside.Remove(visit);
            }

            visit.Connection.Dispose();
            visit.Over.SetResult();
        }
    }

    private void MustStillBeOpen(Visit visit) => keys.MustOpenAsync(visit.Key, stop.Token).GetAwaiter().GetResult();

    private void EndOf(string key)
    {
        Visit[] its;
        lock (turn)
        {
            its = [.. inside.Where(visit => visit.Key == key)];
        }

        foreach (var visit in its)
        {
            visit.Connection.End();
        }
    }

    // Whoever sends nothing is asked about as well.
    private async Task GoRoundAsync()
    {
        using var round = new PeriodicTimer(SftpSession.AskedEvery, clock);
        try
        {
            while (await round.WaitForNextTickAsync(stop.Token))
            {
                string[] open;
                lock (turn)
                {
                    open = [.. inside.Select(visit => visit.Key).Distinct()];
                }

                foreach (var key in open)
                {
                    await EndIfClosedAsync(key);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The door closes.
        }
    }

    private async Task EndIfClosedAsync(string key)
    {
        try
        {
            await keys.MustOpenAsync(key, stop.Token);
        }
        catch (EcluseException)
        {
            EndOf(key);
        }
    }

    private sealed record Visit(string Key, Account Account, string Network, HandedConnection Connection)
    {
        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
