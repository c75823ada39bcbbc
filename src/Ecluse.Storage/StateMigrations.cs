using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ecluse.Storage;

/// <summary>
/// Brings a state up to date: all missing migrations in one transaction, so that a kill leaves the old state or the new one.
/// </summary>
/// <param name="newest">Id of the newest migration there is.</param>
/// <param name="tables">Counts the tables there are.</param>
/// <param name="histories">Counts those of them that EF Core keeps its migrations in: one or none.</param>
/// <remarks>
/// <c>Migrate()</c> of EF Core is not used: it marks a lock in a table of its own, and a process killed meanwhile leaves the
/// mark, for which the next one waits forever. A transaction's lock dies with its process.
/// </remarks>
internal sealed class StateMigrations(string newest, string tables, string histories)
{
    // The way from nothing is the same for every new state: it is worked out once.
    private string? fromNothing;

    /// <summary>What is applied is looked at first: nearly always nothing is to be done, and no migration is loaded.</summary>
    /// <returns><see langword="false"/> when no migration of ours made the state, or a newer version's did.</returns>
    public bool BringUpToDate(EcluseState state)
    {
        state.Database.OpenConnection();
        try
        {
            var applied = Applied(state);
            if (applied == newest)
            {
                return true;
            }

            using var transaction = state.Database.BeginTransaction(IsolationLevel.ReadCommitted);
            applied = Applied(state);
            if (applied is null || string.CompareOrdinal(applied, newest) > 0)
            {
                return false;
            }

            if (applied != newest)
            {
                Execute(state, applied.Length == 0 ? fromNothing ??= Script(state, Migration.InitialDatabase) : Script(state, applied));
                transaction.Commit();
            }

            return true;
        }
        finally
        {
            state.Database.CloseConnection();
        }
    }

    private static string Script(EcluseState state, string from) =>
        state.GetService<IMigrator>().GenerateScript(from, null, MigrationsSqlGenerationOptions.NoTransactions);

    // The newest applied one; empty for a database without any table; null for tables that no migration made.
    private string? Applied(EcluseState state) =>
        Execute(state, tables) is 0L
            ? ""
            : Execute(state, histories) is 1L
                ? Execute(state, "SELECT max(\"MigrationId\") FROM \"__EFMigrationsHistory\"") as string
                : null;

    private static object? Execute(EcluseState state, string sql)
    {
        using var command = state.Database.GetDbConnection().CreateCommand();
        command.Transaction = state.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
