using System.Data.Common;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Ecluse.Errors;

namespace Ecluse.Relational;

/// <summary>Says in our words that a connection was lost, whatever the driver throws where it notices.</summary>
/// <param name="name">Name of the connection.</param>
/// <param name="engine">Its engine.</param>
internal sealed class LostWire(string name, string engine)
{
    /// <summary>Runs something over the wire.</summary>
    /// <exception cref="EcluseException"><c>GATE-015</c>: the connection was lost; <c>GATE-001</c>: the engine refused.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception cause) when (Error(cause) is { } error)
        {
            throw error;
        }
    }

    /// <inheritdoc cref="AskAsync{T}(Func{Task{T}})"/>
    public Task AskAsync(Func<Task> ask) => AskAsync(async () =>
    {
        await ask();
        return true;
    });

    /// <summary>The same for what is read little by little.</summary>
    public async IAsyncEnumerable<T> ReadAsync<T>(IAsyncEnumerable<T> rows, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var reading = rows.GetAsyncEnumerator(cancellation);
        while (true)
        {
            try
            {
                if (!await reading.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception cause) when (Error(cause) is { } error)
            {
                throw error;
            }

            yield return reading.Current;
        }
    }

    /// <summary>Closes it; one that was lost is closed already.</summary>
    public async ValueTask CloseAsync(IAsyncDisposable gate)
    {
        try
        {
            await gate.DisposeAsync();
        }
        catch (Exception cause) when (Error(cause) is not null)
        {
            // Nothing is left to be given back: the server ends what a lost connection held.
        }
    }

    // A driver that has lost its connection throws many things, some of them only where it cleans up.
    private EcluseException? Error(Exception cause) => cause switch
    {
        EcluseException { Code: not RelationalErrors.UnreachableCode, InnerException: DbException lost } when IsOfTheWire(lost) => RelationalErrors.Lost(name, lost),
        EcluseException or OperationCanceledException => null,
        DbException { SqlState.Length: > 0 } refused when cause.InnerException is null => RelationalErrors.Engine(engine, refused.SqlState!, refused),
        DbException or IOException or SocketException or TimeoutException => RelationalErrors.Lost(name, cause),
        _ => cause.Source is "Npgsql" or "MySqlConnector" ? RelationalErrors.Lost(name, cause) : null,
    };

    // A driver wraps what the system said once or twice.
    private static bool IsOfTheWire(Exception? cause) => cause is IOException or SocketException || (cause is not null && IsOfTheWire(cause.InnerException));
}
