using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Ecluse.Samples.Servers;

/// <summary>PostgreSQL.</summary>
internal sealed class PostgresSampleServer : SampleServer
{
    private const string Superuser = "postgres";

    private PostgresSampleServer(string folder, int port, string password)
        : base(folder, port, password)
    {
    }

    public static IReadOnlyList<string> Programs { get; } = ["initdb", "postgres"];

    public override string Engine => "postgres";

    public override string Socket => string.Create(CultureInfo.InvariantCulture, $"{Folder}:{Port}");

    public static PostgresSampleServer Start(
        string password, Func<string, IEnumerable<string>>? settings, Action<string>? prepare)
    {
        var user = ServerProcess.UserFor("postgres");
        var folder = ServerProcess.MakeFolder(user);
        var data = Path.Combine(folder, "data");
        var secret = Path.Combine(folder, "password");
        var server = new PostgresSampleServer(folder, ServerProcess.FreePort(), password);
        File.WriteAllText(secret, password);
        File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        prepare?.Invoke(folder);
        ServerProcess.Own(user, folder);
        ServerProcess.RunAs(user, InstalledProgram.Find("initdb")!, "-D", data, "-U", Superuser, "-E", "UTF8", "--locale=C",
            "--auth=scram-sha-256", "--no-sync", "--pwfile", secret);
        File.Delete(secret);
        server.Run(ServerProcess.Start(user, folder, InstalledProgram.Find("postgres")!, [
            "-D", data, "-k", folder, "-p", server.Port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "synchronous_commit=off",
            "-c", "full_page_writes=off", "-c", "max_connections=60", "-c", "log_line_prefix=%u@%d ",
            .. settings?.Invoke(folder) ?? []]));
        ServerProcess.WaitUntil(() => server.Open(null).Dispose(), folder);
        return server;
    }

    public override DbConnection Open(string? database)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = Folder, Port = Port, Database = database ?? "postgres", Username = Superuser, Password = Password, Pooling = false,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    public override void CreateDatabase(string name, bool isOld)
    {
        Execute(null, $"DROP DATABASE IF EXISTS {name}",
            $"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'",
            $"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC");
    }

    public override void CreateReader(string database, string user, string password) => Execute(database,
        $"CREATE ROLE {user} LOGIN PASSWORD '{password}'",
        $"GRANT USAGE ON SCHEMA public TO {user}",
        $"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {user}");

    public override void CreateWriter(string database, string user, string password) => Execute(database,
        $"CREATE ROLE {user} LOGIN PASSWORD '{password}'",
        $"GRANT ALL ON SCHEMA public TO {user}",
        $"GRANT ALL ON ALL TABLES IN SCHEMA public TO {user}",
        $"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {user}",
        $"GRANT CREATE ON DATABASE {database} TO {user}");
}
