using Npgsql;

namespace Ecluse.Testkit.Servers;

/// <summary>One database of <see cref="PostgresServer"/>, made for one test.</summary>
public sealed class PostgresDatabase
{
    internal PostgresDatabase(PostgresServer server, string name) => (Server, Name) = (server, name);

    /// <summary>The server it stands on.</summary>
    public PostgresServer Server { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Connection of the superuser over the loopback interface.</summary>
    public string ConnectionString => Server.ConnectionString(Name, PostgresServer.Superuser);

    /// <summary>Connection of the superuser over the Unix socket.</summary>
    public string SocketConnectionString => Server.ConnectionString(Name, PostgresServer.Superuser, socket: true);

    /// <summary>How a data folder names it for the state: connection words without the password, which stands in a file.</summary>
    public string Words
    {
        get
        {
            var secret = System.IO.Path.Combine(Server.Folder, $"{Name}.pgpass");
            File.WriteAllText(secret, $"*:*:*:*:{PostgresServer.Password}\n");
            File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return $"Host=127.0.0.1;Port={Server.Port};Database={Name};Username={PostgresServer.Superuser};Passfile={secret};Pooling=false\n";
        }
    }

    /// <summary>Connection of an account over the loopback interface.</summary>
    public string ConnectionStringOf(string user) => Server.ConnectionString(Name, user);

    /// <summary>Makes an account that may read every table of the schemas given, now and later, and write none.</summary>
    /// <returns>Its name; the password is <see cref="PostgresServer.Password"/>.</returns>
    public string CreateReader(params string[] schemas)
    {
        var reader = $"reader_{Name}";
        Execute($"CREATE ROLE {reader} LOGIN PASSWORD '{PostgresServer.Password}'");
        foreach (var schema in schemas.DefaultIfEmpty("public"))
        {
            Execute($"GRANT USAGE ON SCHEMA {schema} TO {reader}");
            Execute($"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {reader}");
            Execute($"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT ON TABLES TO {reader}");
        }

        return reader;
    }

    /// <summary>Makes an account that owns nothing yet but may create and write in the schema <c>public</c>.</summary>
    public string CreateWriter()
    {
        var writer = $"writer_{Name}";
        Execute($"CREATE ROLE {writer} LOGIN PASSWORD '{PostgresServer.Password}'");
        Execute($"GRANT ALL ON SCHEMA public TO {writer}");
        Execute($"GRANT ALL ON ALL TABLES IN SCHEMA public TO {writer}");
        Execute($"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {writer}");
        Execute($"GRANT CREATE ON DATABASE {Name} TO {writer}");
        return writer;
    }

    /// <summary>Runs statements as the superuser.</summary>
    public void Execute(string sql)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row, as the superuser sees it.</summary>
    public T Scalar<T>(string sql)
    {
        using var connection = Open();
        using var command = new NpgsqlCommand(sql, connection);
        return (T)command.ExecuteScalar()!;
    }

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        return connection;
    }
}
