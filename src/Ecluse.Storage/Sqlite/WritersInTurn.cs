using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ecluse.Storage.Sqlite;

/// <summary>
/// Whoever writes to one SQLite file from this process waits in one line: a transaction, or a statement that changes without one. SQLite
/// has one writer's place and asks for it again at intervals, so of many who want it at once some are served last and never; a line
/// serves each in the order in which it came. Between processes SQLite's own lock decides, as ever.
/// </summary>
internal sealed class WritersInTurn(string file)
{
    // Whoever holds its turn longer than SQLite itself would wait is not waited for: the file's own lock then says STATE-005.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Lines = new();

    private readonly SemaphoreSlim line = Lines.GetOrAdd(file, _ => new(1));
    private readonly ConcurrentDictionary<Guid, bool> holders = new();

    /// <summary>What EF Core calls before and after a write.</summary>
    public IInterceptor[] Interceptors => [new Transactions(this), new Statements(this), new Connections(this)];

    private void Take(Guid connection)
    {
        if (!holders.ContainsKey(connection) && line.Wait(Patience))
        {
            holders[connection] = true;
        }
    }

    private async Task TakeAsync(Guid connection, CancellationToken cancellation)
    {
        if (!holders.ContainsKey(connection) && await line.WaitAsync(Patience, cancellation))
        {
            holders[connection] = true;
        }
    }

    private void Leave(Guid connection)
    {
        if (holders.TryRemove(connection, out _))
        {
            line.Release();
        }
    }

    private sealed class Transactions(WritersInTurn turns) : DbTransactionInterceptor
    {
        public override InterceptionResult<DbTransaction> TransactionStarting(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
        {
            turns.Take(eventData.ConnectionId);
            return result;
        }

        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            await turns.TakeAsync(eventData.ConnectionId, cancellationToken);
            return result;
        }

        public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => turns.Leave(eventData.ConnectionId);

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) => LeftAsync(eventData);

        public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => turns.Leave(eventData.ConnectionId);

        public override Task TransactionRolledBackAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) => LeftAsync(eventData);

        private Task LeftAsync(TransactionEndEventData eventData)
        {
            turns.Leave(eventData.ConnectionId);
            return Task.CompletedTask;
        }
    }

    /// <summary>A change without a transaction holds its turn for itself alone.</summary>
    private sealed class Statements(WritersInTurn turns) : DbCommandInterceptor
    {
        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            turns.Take(eventData.ConnectionId);
            return result;
        }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await turns.TakeAsync(eventData.ConnectionId, cancellationToken);
            return result;
        }

        public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
        {
            Done(command, eventData);
            return result;
        }

        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            Done(command, eventData);
            return ValueTask.FromResult(result);
        }

        public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Done(command, eventData);

        public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            Done(command, eventData);
            return Task.CompletedTask;
        }

        private void Done(DbCommand command, CommandEventData eventData)
        {
            if (command.Transaction is null)
            {
                turns.Leave(eventData.ConnectionId);
            }
        }
    }

    /// <summary>A transaction that never came to an end leaves with its connection.</summary>
    private sealed class Connections(WritersInTurn turns) : DbConnectionInterceptor
    {
        public override void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => turns.Leave(eventData.ConnectionId);

        public override Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
        {
            turns.Leave(eventData.ConnectionId);
            return Task.CompletedTask;
        }

        public override void ConnectionDisposed(DbConnection connection, ConnectionEndEventData eventData) => turns.Leave(eventData.ConnectionId);

        public override Task ConnectionDisposedAsync(DbConnection connection, ConnectionEndEventData eventData)
        {
            turns.Leave(eventData.ConnectionId);
            return Task.CompletedTask;
        }
    }
}
