using System.Data;
using System.Text;
using Ecluse.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Ecluse.Storage.Postgres;

/// <summary>The whole state as bytes, for a backup: the version, then table by table PostgreSQL's own COPY, of one instant.</summary>
public static class PostgresCopy
{
    /// <summary>What the names of its parts begin with.</summary>
    public const string Prefix = "state/";

    internal const string Version = Prefix + "version";

    /// <summary>Hands over every part; a table stands after those that it refers to.</summary>
    /// <param name="state">The state.</param>
    /// <param name="take">Takes a part's name and bytes.</param>
    /// <param name="cancellation">Stops between the parts.</param>
    public static async Task WriteAsync(EcluseState state, Func<string, Stream, Task> take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(take);
        await using var transaction = await state.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await take(Version, new MemoryStream(Encoding.ASCII.GetBytes(PostgresState.NewestMigration)));
        foreach (var table in Tables(state))
        {
            using var bytes = new MemoryStream();
            await using (var copy = await Connection(state).BeginRawBinaryCopyAsync($"COPY {table.Sql} TO STDOUT (FORMAT BINARY)", cancellation))
            {
                await copy.CopyToAsync(bytes, cancellation);
            }

            bytes.Position = 0;
            await take(Prefix + table.Name, bytes);
        }
    }

    internal static NpgsqlConnection Connection(EcluseState state) => (NpgsqlConnection)state.Database.GetDbConnection();

    /// <summary>Every table with its columns, as one writes them behind COPY.</summary>
    internal static IEnumerable<(string Name, string Sql, string? Counted)> Tables(EcluseState state)
    {
        var quote = state.GetService<ISqlGenerationHelper>();
        var (left, done) = (state.Model.GetEntityTypes().ToList(), new HashSet<IEntityType>());
        while (left.Count > 0)
        {
            var next = left.First(type => type.GetForeignKeys().All(key => key.PrincipalEntityType == type || done.Contains(key.PrincipalEntityType)));
            left.Remove(next);
            done.Add(next);
            var columns = next.GetProperties().Select(property => quote.DelimitIdentifier(property.GetColumnName()));
            var counted = next.GetProperties().FirstOrDefault(IsCounted)?.GetColumnName();
            yield return (next.GetTableName()!, $"{quote.DelimitIdentifier(next.GetTableName()!)} ({string.Join(", ", columns)})", counted);
        }
    }

    private static bool IsCounted(IProperty property) =>
        property.ValueGenerated == ValueGenerated.OnAdd && (property.ClrType == typeof(long) || property.ClrType == typeof(int));
}

/// <summary>Brings such a copy back into a database without any table, whole or not at all.</summary>
public sealed class PostgresRestoring : IAsyncDisposable
{
    private readonly EcluseState state;
    private readonly IDbContextTransaction transaction;
    private readonly Dictionary<string, (string Name, string Sql, string? Counted)> tables;

    private PostgresRestoring(EcluseState state, IDbContextTransaction transaction)
    {
        (this.state, this.transaction) = (state, transaction);
        tables = PostgresCopy.Tables(state).ToDictionary(table => PostgresCopy.Prefix + table.Name);
    }

    /// <summary>Makes the tables.</summary>
    /// <exception cref="EcluseException"><c>STATE-006</c>: the words are refused; <c>STATE-008</c>: there are tables already.</exception>
    public static async Task<PostgresRestoring> StartAsync(string words, CancellationToken cancellation)
    {
        var state = new EcluseState(PostgresState.OptionsOf(words));
        await state.Database.OpenConnectionAsync(cancellation);
        var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var restoring = new PostgresRestoring(state, transaction);
        if (await restoring.AskAsync(PostgresState.CountOfTables, cancellation) is not 0L)
        {
            await restoring.DisposeAsync();
            throw StateErrors.TablesThere();
        }

        await restoring.AskAsync(
            state.GetService<IMigrator>().GenerateScript(Migration.InitialDatabase, null, MigrationsSqlGenerationOptions.NoTransactions), cancellation);
        return restoring;
    }

    /// <summary>Takes a part, in the order in which they were handed over.</summary>
    /// <exception cref="EcluseException"><c>STATE-002</c>: another version made the copy, or it has a table that there is not.</exception>
    public async Task TakeAsync(string name, Stream bytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (name == PostgresCopy.Version)
        {
            using var text = new StreamReader(bytes);
            if (await text.ReadToEndAsync(cancellation) != PostgresState.NewestMigration)
            {
                throw StateErrors.OtherVersion();
            }

            return;
        }

        if (!tables.TryGetValue(name, out var table))
        {
            throw StateErrors.OtherVersion();
        }

        await using (var copy = await PostgresCopy.Connection(state).BeginRawBinaryCopyAsync($"COPY {table.Sql} FROM STDIN (FORMAT BINARY)", cancellation))
        {
            await bytes.CopyToAsync(copy, cancellation);
        }

        if (table.Counted is { } counted)
        {
            await AskAsync(
                $"SELECT setval(pg_get_serial_sequence('\"{table.Name}\"', '{counted}'), coalesce((SELECT max(\"{counted}\") FROM \"{table.Name}\"), 1))",
                cancellation);
        }
    }

    /// <summary>Makes it the state.</summary>
    public Task CompleteAsync(CancellationToken cancellation) => transaction.CommitAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await state.DisposeAsync();
    }

    private async Task<object?> AskAsync(string sql, CancellationToken cancellation)
    {
        await using var command = PostgresCopy.Connection(state).CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellation);
    }
}
