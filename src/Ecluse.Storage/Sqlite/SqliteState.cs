using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ecluse.Storage.Sqlite;

/// <summary>The embedded default: the state in one SQLite file, <c>ecluse.db</c> in the data folder.</summary>
public static class SqliteState
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "ecluse.db";

    /// <summary>
    /// Id of the newest migration of <c>Ecluse.Storage.Sqlite</c>; a test holds the two together. Known here, a state that is
    /// up to date costs one small query and not the loading of every migration.
    /// </summary>
    public const string NewestMigration = "20261124001233_WatchRules";

    /// <summary>Options for the file in a data folder; the file is made when it is missing.</summary>
    public static DbContextOptions<EcluseState> Options(string dataFolder) =>
        new DbContextOptionsBuilder<EcluseState>()
            .UseSqlite(
                new SqliteConnectionStringBuilder
                {
                    DataSource = Path.Combine(dataFolder, FileName),
                    ForeignKeys = true,
                    Pooling = false,
                    DefaultTimeout = 30,
                }.ToString(),
                sqlite => sqlite.MigrationsAssembly("Ecluse.Storage.Sqlite"))
            .AddInterceptors(new DurablePragmas())
            .AddInterceptors(new WritersInTurn(Path.GetFullPath(dataFolder)).Interceptors)
            .Options;

    /// <summary>
    /// Every connection writes through to the disk, keeps its temporary tables in memory and overwrites what it deletes.
    /// </summary>
    private sealed class DurablePragmas : DbConnectionInterceptor
    {
        private const string Pragmas =
            "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }
    }
}
