using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Ecluse.Storage.Sqlite;

/// <summary>
/// Brings a state up to date: all missing migrations in one transaction, so that a kill leaves the old state or the new one.
/// </summary>
/// <remarks>
/// <c>Migrate()</c> of EF Core is not used: it marks a lock in a table of its own, and a process killed meanwhile leaves the
/// mark, for which the next one waits forever. SQLite's own write lock dies with its process.
/// </remarks>
internal static class SqliteMigrations
{
    /// <summary>What is applied is looked at first: nearly always nothing is to be done, and no migration is loaded.</summary>
    /// <returns><see langword="false"/> when no migration of ours made the state, or a newer version's did.</returns>
    public static bool BringUpToDate(EcluseState state)
    {
        state.Database.OpenConnection();
        try
        {
            var applied = Applied(state);
            if (applied == SqliteState.NewestMigration)
            {
                return true;
            }

            using var transaction = state.Database.BeginTransaction(IsolationLevel.Serializable);
            applied = Applied(state);
            if (applied is null || string.CompareOrdinal(applied, SqliteState.NewestMigration) > 0)
            {
                return false;
            }

            if (applied != SqliteState.NewestMigration)
            {
                Execute(state, state.GetService<IMigrator>().GenerateScript(
                    applied.Length == 0 ? Migration.InitialDatabase : applied, null,
                    MigrationsSqlGenerationOptions.NoTransactions));
                transaction.Commit();
            }

            return true;
        }
        finally
        {
            state.Database.CloseConnection();
        }
    }

    // The newest applied one; empty for a file without any table; null for tables that no migration made.
    private static string? Applied(EcluseState state) =>
        Execute(state, "SELECT count(*) FROM sqlite_master") is 0L
            ? ""
            : Execute(state, "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'") is 1L
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
