using System.Data.Common;
using System.Net;
using Ecluse.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Ecluse.Storage.Postgres;

/// <summary>
/// The state in a PostgreSQL database, where a file of the data folder names one: Npgsql's connection words on one line, and no
/// password among them (<c>docs/operating/postgresql.md</c>).
/// </summary>
public static class PostgresState
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "state.postgres";

    /// <summary>Id of the newest migration of <c>Ecluse.Storage.Postgres</c>; a test holds the two together.</summary>
    public const string NewestMigration = "20261124001317_Begin";

    internal const string CountOfTables = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()";

    private const int TextBytesMax = 4096;

    /// <summary>Where the words stand in a data folder.</summary>
    public static string FileIn(string dataFolder) => Path.Combine(dataFolder, FileName);

    /// <summary>Options for the database that the file names.</summary>
    /// <exception cref="EcluseException"><c>STATE-006</c>: the words are refused.</exception>
    public static DbContextOptions<EcluseState> Options(string file) =>
        new FileInfo(file).Length <= TextBytesMax ? OptionsOf(File.ReadAllText(file)) : throw StateErrors.WordsRefused();

    /// <summary>Options for a database by its connection words.</summary>
    /// <exception cref="EcluseException"><c>STATE-006</c>: unknown words, a password, or a way that others could read.</exception>
    public static DbContextOptions<EcluseState> OptionsOf(string words) =>
        new DbContextOptionsBuilder<EcluseState>()
            .UseNpgsql(Checked(words), postgres => postgres.MigrationsAssembly("Ecluse.Storage.Postgres"))
            .AddInterceptors(new OneWriter())
            .Options;

    /// <summary>Writes the file, for its owner alone.</summary>
    internal static void Keep(string dataFolder, string words)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(FileIn(dataFolder), options);
        file.WriteLine(words.Trim());
    }

    private static string Checked(string words)
    {
        try
        {
            var read = new NpgsqlConnectionStringBuilder(words.Trim());
            return read.Password is null && !string.IsNullOrEmpty(read.Host) && !string.IsNullOrEmpty(read.Database) && IsOurs(read)
                ? read.ConnectionString
                : throw StateErrors.WordsRefused();
        }
        catch (Exception unknown) when (unknown is ArgumentException or FormatException)
        {
            throw StateErrors.WordsRefused();
        }
    }

    // As a gate's way to a database (rule 4): a socket, this machine, or TLS with certificate and name verified; on every host named.
    private static bool IsOurs(NpgsqlConnectionStringBuilder read) =>
        read.SslMode == SslMode.VerifyFull || read.Host!.Split(',').All(IsThisMachine);

    private static bool IsThisMachine(string host) =>
        host.StartsWith('/') || host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>
    /// One transaction that may write at a time, as SQLite has it: what reads and then writes in one transaction meets no other, and
    /// journal indices have no gap. Readers without a transaction wait for nobody.
    /// </summary>
    private sealed class OneWriter : DbTransactionInterceptor
    {
        private const string Hold = "SELECT pg_advisory_xact_lock(4999421716)";

        public override DbTransaction TransactionStarted(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
        {
            using var command = Command(connection, result);
            command.ExecuteNonQuery();
            return result;
        }

        public override async ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        {
            await using var command = Command(connection, result);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return result;
        }

        private static DbCommand Command(DbConnection connection, DbTransaction transaction)
        {
            var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = Hold;
            return command;
        }
    }
}
