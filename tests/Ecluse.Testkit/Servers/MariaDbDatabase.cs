using MySqlConnector;

namespace Ecluse.Testkit.Servers;

/// <summary>One database of <see cref="MariaDbServer"/>, made for one test.</summary>
public sealed class MariaDbDatabase
{
    internal MariaDbDatabase(MariaDbServer server, string name) => (Server, Name) = (server, name);

    /// <summary>The server it stands on.</summary>
    public MariaDbServer Server { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Connection of the superuser over the loopback interface.</summary>
    public string ConnectionString => Server.ConnectionString(Name, MariaDbServer.Superuser);

    /// <summary>Connection of the superuser over the Unix socket.</summary>
    public string SocketConnectionString => Server.ConnectionString(Name, MariaDbServer.Superuser, socket: true);

    /// <summary>Connection of an account over the loopback interface.</summary>
    public string ConnectionStringOf(string user) => Server.ConnectionString(Name, user);

    /// <summary>Makes an account that may read every table of this database and write none.</summary>
    /// <returns>Its name; the password is <see cref="MariaDbServer.Password"/>.</returns>
    public string CreateReader(string privileges = "SELECT") => CreateUser("reader", privileges);

    /// <summary>Makes an account that may do everything inside this database and nothing outside it.</summary>
    public string CreateWriter() => CreateUser("writer", "ALL");

    /// <summary>Runs statements as the superuser.</summary>
    public void Execute(string sql)
    {
        using var connection = Open();
        using var command = new MySqlCommand(sql, connection) { CommandTimeout = 600 };
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row, as the superuser sees it.</summary>
    public T Scalar<T>(string sql)
    {
        using var connection = Open();
        using var command = new MySqlCommand(sql, connection);
        return (T)command.ExecuteScalar()!;
    }

    /// <summary>The first column of every row as text, as the superuser sees it.</summary>
    public async Task<IReadOnlyList<string>> TextsAsync(string sql)
    {
        using var connection = Open();
        using var command = new MySqlCommand(sql, connection);
        using var rows = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await rows.ReadAsync())
        {
            texts.Add(Convert.ToString(rows.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        }

        return texts;
    }

    /// <summary>Loads an SQL file through the <c>mariadb</c> program, which knows delimiters and dump comments.</summary>
    public async Task LoadAsync(string file) => await LoadTextAsync(await File.ReadAllBytesAsync(file));

    /// <summary>Loads SQL text through the <c>mariadb</c> program.</summary>
    public async Task LoadTextAsync(byte[] sql)
    {
        var client = ProcessRun.Require("mariadb");
        var result = await ProcessRun.RunAsync(
            client,
            ["--no-defaults", $"--socket={Server.Socket}", "-uroot", $"-p{MariaDbServer.Password}",
             "--default-character-set=utf8mb4", Name],
            input: sql,
            seconds: 600);
        result.MustSucceed();
    }

    private string CreateUser(string kind, string rights)
    {
        var user = $"{kind}_{Name}";
        foreach (var host in new[] { "localhost", "127.0.0.1" })
        {
            Execute($"CREATE USER '{user}'@'{host}' IDENTIFIED BY '{MariaDbServer.Password}'");
            Execute($"GRANT {rights} ON {Name}.* TO '{user}'@'{host}'");
        }

        return user;
    }

    private MySqlConnection Open()
    {
        var connection = new MySqlConnection(ConnectionString);
        connection.Open();
        return connection;
    }
}
