using System.Data.Common;
using System.Globalization;
using MySqlConnector;

namespace Ecluse.Samples.Servers;

/// <summary>MariaDB.</summary>
internal sealed class MariaDbSampleServer : SampleServer
{
    private const string Superuser = "root";
    private static readonly string[] Hosts = ["localhost", "127.0.0.1"];

    private MariaDbSampleServer(string folder, int port, string password)
        : base(folder, port, password)
    {
    }

    public static IReadOnlyList<string> Programs { get; } = ["mariadb-install-db", "mariadbd"];

    public override string Engine => "mariadb";

    public override string Socket => Path.Combine(Folder, "mariadb.sock");

    public static MariaDbSampleServer Start(
        string password, Func<string, IEnumerable<string>>? settings, Action<string>? prepare)
    {
        var user = ServerProcess.UserFor("mysql");
        var folder = ServerProcess.MakeFolder(user);
        var data = Path.Combine(folder, "data");
        var server = new MariaDbSampleServer(folder, ServerProcess.FreePort(), password);
        Directory.CreateDirectory(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        prepare?.Invoke(folder);
        ServerProcess.Own(user, folder);
        ServerProcess.RunAs(user, InstalledProgram.Find("mariadb-install-db")!, "--no-defaults",
            $"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db");
        server.Run(ServerProcess.Start(user, folder, InstalledProgram.Find("mariadbd")!, [
            "--no-defaults", $"--datadir={data}", $"--socket={server.Socket}",
            string.Create(CultureInfo.InvariantCulture, $"--port={server.Port}"), "--bind-address=127.0.0.1",
            $"--tmpdir={folder}", $"--general-log-file={folder}/statements.log", $"--pid-file={folder}/pid",
            "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=128M", "--local-infile=ON",
            "--max-allowed-packet=64M", .. settings?.Invoke(folder) ?? []]));
        ServerProcess.WaitUntil(() => server.Open(null, "").Dispose(), folder);
        server.Secure();
        return server;
    }

    public override DbConnection Open(string? database) => Open(database, Password);

    public override void CreateDatabase(string name, bool isOld) => Execute(null,
        $"CREATE OR REPLACE DATABASE {name} CHARACTER SET {(isOld ? "latin1" : "utf8mb4")}");

    public override void CreateReader(string database, string user, string password) =>
        CreateUser(database, user, password, "SELECT");

    public override void CreateWriter(string database, string user, string password) =>
        CreateUser(database, user, password, "ALL");

    private MySqlConnection Open(string? database, string password)
    {
        var connection = new MySqlConnection(new MySqlConnectionStringBuilder
        {
            Server = Socket, ConnectionProtocol = MySqlConnectionProtocol.UnixSocket, UserID = Superuser,
            Password = password, Database = database ?? "", Pooling = false, DefaultCommandTimeout = 600,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    // Anonymous accounts of localhost would shadow those made for any host; root gets a password.
    private void Secure()
    {
        using var connection = Open(null, "");
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The password is of letters, digits, hyphens.
        command.CommandText = "DELETE FROM mysql.global_priv WHERE User = ''; FLUSH PRIVILEGES; "
            + $"CREATE OR REPLACE USER 'root'@'127.0.0.1' IDENTIFIED BY '{Password}'; "
            + "GRANT ALL ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION; "
            + $"SET PASSWORD FOR 'root'@'localhost' = PASSWORD('{Password}')";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private void CreateUser(string database, string user, string password, string rights) => Execute(null,
        Hosts.SelectMany(host => new[]
        {
            $"CREATE OR REPLACE USER '{user}'@'{host}' IDENTIFIED BY '{password}'",
            $"GRANT {rights} ON {database}.* TO '{user}'@'{host}'",
        }));
}
