using System.Globalization;
using Ecluse.Samples.Servers;
using Npgsql;

namespace Ecluse.Testkit.Servers;

/// <summary>PostgreSQL of this test run alone; started by the first test that asks, gone with the process.</summary>
public sealed class PostgresServer
{
    /// <summary>Name of the superuser; its password is <see cref="Password"/>.</summary>
    public const string Superuser = "postgres";

    /// <summary>Password of every account this kit creates: nothing listens outside this machine.</summary>
    public const string Password = "throw-away";

    private static readonly Lazy<PostgresServer> TheOne = new(StartOne);
    private static int databases;

    private PostgresServer(SampleServer sample) => Sample = sample;

    /// <summary>The server; the test is skipped by name when PostgreSQL is not installed.</summary>
    public static PostgresServer Shared
    {
        get
        {
            ProcessRun.Require("initdb");
            ProcessRun.Require("postgres");
            return TheOne.Value;
        }
    }

    /// <summary>The same server as the demonstration starts it: makes databases and accounts for a whole passage.</summary>
    public SampleServer Sample { get; }

    /// <summary>Throw-away folder: data, socket, log, certificates.</summary>
    public string Folder => Sample.Folder;

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port => Sample.Port;

    /// <summary>Folder of the Unix socket, to be given as host.</summary>
    public string SocketFolder => Folder;

    /// <summary>Certificate of the authority that signed the server's.</summary>
    public string AuthorityFile => Path.Combine(Folder, "ca.pem");

    /// <summary>What the server wrote to its log; statements of roles given to <see cref="LogStatementsOf"/> stand in it.</summary>
    public string Log
    {
        get
        {
            using var stream = new FileStream(
                Path.Combine(Folder, "server.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    /// <summary>A new empty database (UTF-8 unless said otherwise) owned by the superuser.</summary>
    public PostgresDatabase CreateDatabase(string encoding = "UTF8")
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");
        var database = new PostgresDatabase(this, name);
        using var administration = NpgsqlDataSource.Create(ConnectionString("postgres", Superuser));
        using var create = administration.CreateCommand(
            $"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C'");
        create.ExecuteNonQuery();
        database.Execute($"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC");
        return database;
    }

    /// <summary>Every statement this role sends from its next connection on is written to the server's log.</summary>
    public void LogStatementsOf(string role)
    {
        using var administration = NpgsqlDataSource.Create(ConnectionString("postgres", Superuser));
        using var set = administration.CreateCommand($"ALTER ROLE {role} SET log_statement = 'all'");
        set.ExecuteNonQuery();
    }

    internal string ConnectionString(string database, string user, bool socket = false) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = socket ? SocketFolder : "127.0.0.1",
            Port = Port,
            Database = database,
            Username = user,
            Password = Password,
            Pooling = false,
            IncludeErrorDetail = true,
        }.ConnectionString;

    private static PostgresServer StartOne() => new(SampleServer.Start(
        "postgres", Password,
        folder => ["-c", "ssl=on", "-c", $"ssl_cert_file={folder}/server.pem", "-c", $"ssl_key_file={folder}/server.key"],
        folder => ServerCertificate.Write(folder, TimeProvider.System.GetUtcNow())));
}
