using System.Data.Common;
using System.Text.RegularExpressions;
using Ecluse.Cli.Demo;
using Ecluse.Testkit.Servers;
using MySqlConnector;
using Npgsql;

namespace Ecluse.Cli.Lock;

/// <summary>A system whose server writes down every statement of the gate's account; Écluse is not asked and does not know.</summary>
internal sealed partial class WatchedSystem(ServerSystem system) : DemoSystem
{
    public override string Engine => system.Engine;

    /// <summary>Name of the database.</summary>
    public string Database => system.Database;

    /// <summary>Statements of the gate's account so far, in their order.</summary>
    public IReadOnlyList<string> Statements => Engine == "postgres" ? OfPostgres() : OfMariaDb();

    public override void Build(Action<DbConnection> fill)
    {
        system.Build(fill);
        if (Engine == "postgres")
        {
            PostgresServer.Shared.LogStatementsOf(system.User);
        }
        else
        {
            Execute("SET GLOBAL log_output = 'TABLE'; SET GLOBAL general_log = ON");
        }
    }

    public override DbConnection Open() => system.Open();

    /// <summary>A connection of the gate's own account.</summary>
    public DbConnection OpenAsGate()
    {
        var secrets = Directory.CreateTempSubdirectory("ecluse-watched-").FullName;
        var password = Read(secrets);
        DbConnection connection = Engine == "postgres"
            ? new NpgsqlConnection($"Host={system.Server.Folder};Port={system.Server.Port};Database={Database};Username={system.User};Password={password};Pooling=false")
            : new MySqlConnection($"Server={system.Server.Socket};Protocol=unix;Database={Database};User ID={system.User};Password={password};Pooling=false");
        connection.Open();
        return connection;
    }

    public override string Entry(string secrets) => system.Entry(secrets);

    // A statement of several lines goes on after a tab.
    private string[] OfPostgres() =>
    [
        .. Entries().Matches(PostgresServer.Shared.Log.Replace("\n\t", "\n ", StringComparison.Ordinal).Replace("\n ", " ", StringComparison.Ordinal))
            .Where(entry => entry.Groups["user"].Value == system.User).Select(entry => entry.Groups["sql"].Value),
    ];

    private List<string> OfMariaDb()
    {
        using var connection = system.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT CONVERT(argument USING utf8mb4) FROM mysql.general_log "
            + $"WHERE command_type IN ('Query', 'Prepare', 'Execute') AND user_host LIKE '%{system.User}%' ORDER BY event_time";
        using var rows = command.ExecuteReader();
        var statements = new List<string>();
        while (rows.Read())
        {
            statements.Add(rows.GetString(0));
        }

        return statements;
    }

    private string Read(string secrets)
    {
        try
        {
            system.Entry(secrets);
            return File.ReadAllText(Directory.EnumerateFiles(secrets).Single());
        }
        finally
        {
            Directory.Delete(secrets, recursive: true);
        }
    }

    private void Execute(string sql)
    {
        using var connection = system.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"^(?<user>\w+)@\w+ LOG:  (?:statement|execute [^:]*): (?<sql>.*)$", RegexOptions.Multiline)]
    private static partial Regex Entries();
}
