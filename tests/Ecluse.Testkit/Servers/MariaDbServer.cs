using System.Globalization;
using MySqlConnector;

namespace Ecluse.Testkit.Servers;

/// <summary>MariaDB of this test run alone; started by the first test that asks, gone with the process.</summary>
public sealed class MariaDbServer
{
    /// <summary>Name of the superuser; its password is <see cref="Password"/>.</summary>
    public const string Superuser = "root";

    /// <summary>Password of every account this kit creates: nothing listens outside this machine.</summary>
    public const string Password = "throw-away";

    private static readonly Lazy<MariaDbServer> TheOne = new(StartOne);
    private static int databases;

    private MariaDbServer(string folder, int port) => (Folder, Port) = (folder, port);

    /// <summary>The server; the test is skipped by name when MariaDB is not installed.</summary>
    public static MariaDbServer Shared
    {
        get
        {
            ProcessRun.Require("mariadbd");
            ProcessRun.Require("mariadb-install-db");
            return TheOne.Value;
        }
    }

    /// <summary>Throw-away folder: data, socket, log, certificates.</summary>
    public string Folder { get; }

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Path of the Unix socket.</summary>
    public string Socket => Path.Combine(Folder, "mariadb.sock");

    /// <summary>Certificate of the authority that signed the server's.</summary>
    public string AuthorityFile => Path.Combine(Folder, "ca.pem");

    /// <summary>Every statement the server received since <see cref="LogStatements"/>.</summary>
    public string StatementLog
    {
        get
        {
            using var stream = new FileStream(
                Path.Combine(Folder, "statements.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Turns the log of every statement on or off, for all accounts.</summary>
    public void LogStatements(bool on) => Execute(on ? "SET GLOBAL general_log = ON" : "SET GLOBAL general_log = OFF");

    /// <summary>A new empty database (utf8mb4 unless said otherwise).</summary>
    public MariaDbDatabase CreateDatabase(string characterSet = "utf8mb4")
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");
        Execute($"CREATE DATABASE {name} CHARACTER SET {characterSet}");
        return new MariaDbDatabase(this, name);
    }

    internal string ConnectionString(string? database, string user, bool socket = false, string? password = Password)
    {
        var builder = new MySqlConnectionStringBuilder
        {
            Server = socket ? Socket : "127.0.0.1",
            ConnectionProtocol = socket ? MySqlConnectionProtocol.UnixSocket : MySqlConnectionProtocol.Sockets,
            UserID = user,
            Password = password,
            Pooling = false,
            AllowLoadLocalInfile = true,
            SslMode = MySqlSslMode.Preferred,
        };
        if (!socket)
        {
            builder.Port = (uint)Port;
        }

        if (database is not null)
        {
            builder.Database = database;
        }

        return builder.ConnectionString;
    }

    internal void Execute(string sql)
    {
        using var connection = new MySqlConnection(ConnectionString(null, Superuser, socket: true));
        connection.Open();
        using var command = new MySqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static MariaDbServer StartOne()
    {
        var user = ServerProcess.UserFor("mysql");
        var folder = ServerProcess.MakeFolder(user);
        var server = new MariaDbServer(folder, ServerProcess.FreePort());
        ServerCertificate.Write(folder, TimeProvider.System.GetUtcNow());
        if (user is not null)
        {
            ServerProcess.RunAs(null, "chown", "-R", "--", user + ":", folder);
        }

        ServerProcess.RunAs(user, ProcessRun.Find("mariadb-install-db")!, "--no-defaults",
            $"--datadir={folder}/data", "--auth-root-authentication-method=normal", "--skip-test-db");
        ServerProcess.Start(user, folder, ProcessRun.Find("mariadbd")!, "--no-defaults", $"--datadir={folder}/data",
            $"--socket={server.Socket}", string.Create(CultureInfo.InvariantCulture, $"--port={server.Port}"),
            "--bind-address=127.0.0.1", $"--tmpdir={folder}", $"--general-log-file={folder}/statements.log",
            $"--ssl-ca={folder}/ca.pem", $"--ssl-cert={folder}/server.pem", $"--ssl-key={folder}/server.key",
            "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=128M", "--local-infile=ON",
            $"--pid-file={folder}/pid", "--max-allowed-packet=64M");
        var first = server.ConnectionString(null, Superuser, socket: true, password: null);
        ServerProcess.WaitUntil(
            () =>
            {
                using var connection = new MySqlConnection(first);
                connection.Open();
            },
            folder);
        Prepare(first);
        return server;
    }

    // Anonymous accounts of localhost would shadow those made for any host; root gets a password.
    private static void Prepare(string first)
    {
        using var connection = new MySqlConnection(first);
        connection.Open();
        using var command = new MySqlCommand(
            "DELETE FROM mysql.global_priv WHERE User = ''; "
            + "FLUSH PRIVILEGES; "
            + $"CREATE OR REPLACE USER 'root'@'127.0.0.1' IDENTIFIED BY '{Password}'; "
            + "GRANT ALL ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION; "
            + $"SET PASSWORD FOR 'root'@'localhost' = PASSWORD('{Password}')",
            connection);
        command.ExecuteNonQuery();
    }
}
