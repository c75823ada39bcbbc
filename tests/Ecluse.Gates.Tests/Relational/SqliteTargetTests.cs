using Ecluse.Connections;
using Ecluse.Passages;
using Ecluse.Profiles;
using Ecluse.Testkit;
using Microsoft.Data.Sqlite;

namespace Ecluse.Relational;

/// <summary>The target contract on SQLite.</summary>
public sealed class SqliteTargetTests : TargetGateContract, IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string File => folder.Of("new.db");

    private protected override async Task<ITargetGate> OpenAsync(Profile profile, params string[] more)
    {
        foreach (var sql in NewLab.Schema("INTEGER PRIMARY KEY AUTOINCREMENT").Concat(more))
        {
            Run(sql.Replace("MOMENT", "TIMESTAMP", StringComparison.Ordinal).Replace("BLOBTYPE", "BLOB", StringComparison.Ordinal));
        }

        return await OpenAgainAsync(profile);
    }

    private protected override Task<ITargetGate> OpenAgainAsync(Profile profile) =>
        Gates.OpenTargetAsync(new Connection("new", ConnectionRole.Target, "sqlite", File), profile, TimeProvider.System);

    private protected override string? Ask(string sql) => Do(sql, command => command.ExecuteScalar()?.ToString());

    private protected override void Run(string sql) => Do(sql, command => command.ExecuteNonQuery());

    private protected override void RefuseByTrigger() => Run(
        "CREATE TRIGGER guard BEFORE INSERT ON person WHEN NEW.name = 'TRIGGER' BEGIN SELECT RAISE(ABORT, 'TRIGGER is not wanted'); END");

    private protected override bool HasPassageTable() => Ask("SELECT 1 FROM sqlite_master WHERE name = 'ecluse_passage'") is not null;

    private T Do<T>(string sql, Func<SqliteCommand, T> run)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False;Foreign Keys=True");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return run(command);
    }
}
