using System.Globalization;
using Ecluse.Samples.Servers;
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

    private MariaDbServer(SampleServer sample) => Sample = sample;

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

    /// <summary>The same server as the demonstration starts it: makes databases and accounts for a whole passage.</summary>
    public SampleServer Sample { get; }

    /// <summary>Throw-away folder: data, socket, log, certificates.</summary>
    public string Folder => Sample.Folder;

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port => Sample.Port;

    /// <summary>Path of the Unix socket.</summary>
    public string Socket => Sample.Socket;

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

    internal string ConnectionString(string? database, string user, bool socket = false, string password = Password)
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

    private static MariaDbServer StartOne() => new(SampleServer.Start(
        "mariadb", Password,
        folder => [$"--ssl-ca={folder}/ca.pem", $"--ssl-cert={folder}/server.pem", $"--ssl-key={folder}/server.key"],
        folder => ServerCertificate.Write(folder, TimeProvider.System.GetUtcNow())));
}
