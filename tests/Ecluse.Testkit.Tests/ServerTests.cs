using Ecluse.Testkit.Servers;
using MySqlConnector;
using Npgsql;

namespace Ecluse.Testkit;

public sealed class PostgresServerTests
{
    [Fact]
    public void A_reader_reads_what_is_there_and_what_comes_and_writes_nothing()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        database.Execute("CREATE TABLE before (n int); INSERT INTO before VALUES (1)");
        var reader = database.CreateReader();
        database.Execute("CREATE TABLE after (n int); INSERT INTO after VALUES (2)");

        using var connection = new NpgsqlConnection(database.ConnectionStringOf(reader));
        connection.Open();
        using var read = new NpgsqlCommand("SELECT (SELECT n FROM before) + (SELECT n FROM after)", connection);
        Assert.Equal(3, read.ExecuteScalar());
        using var write = new NpgsqlCommand("INSERT INTO before VALUES (3)", connection);
        Assert.Equal("42501", Assert.Throws<PostgresException>(() => write.ExecuteNonQuery()).SqlState);
    }

    [Fact]
    public void It_speaks_over_its_socket_and_over_verified_tls()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var socket = new NpgsqlConnection(database.SocketConnectionString);
        socket.Open();
        var verified = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            SslMode = SslMode.VerifyFull, RootCertificate = PostgresServer.Shared.AuthorityFile,
        };
        using var tls = new NpgsqlConnection(verified.ConnectionString);
        tls.Open();
        using var command = new NpgsqlCommand("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", tls);
        Assert.Equal(true, command.ExecuteScalar());
    }

    [Fact]
    public void The_statements_of_a_watched_role_stand_in_its_log()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        var reader = database.CreateReader();
        database.Server.LogStatementsOf(reader);
        using var connection = new NpgsqlConnection(database.ConnectionStringOf(reader));
        connection.Open();
        using var command = new NpgsqlCommand("SELECT 'watched statement'", connection);
        command.ExecuteScalar();
        Assert.Contains("SELECT 'watched statement'", database.Server.Log, StringComparison.Ordinal);
    }
}

public sealed class MariaDbServerTests
{
    [Fact]
    public void A_reader_reads_and_writes_nothing()
    {
        var database = MariaDbServer.Shared.CreateDatabase();
        database.Execute("CREATE TABLE t (n int); INSERT INTO t VALUES (7)");
        using var connection = new MySqlConnection(database.ConnectionStringOf(database.CreateReader()));
        connection.Open();
        using var read = new MySqlCommand("SELECT n FROM t", connection);
        Assert.Equal(7, read.ExecuteScalar());
        using var write = new MySqlCommand("INSERT INTO t VALUES (8)", connection);
        Assert.Equal(
            MySqlErrorCode.TableAccessDenied, Assert.Throws<MySqlException>(() => write.ExecuteNonQuery()).ErrorCode);
    }

    [Fact]
    public void It_speaks_over_its_socket_and_over_verified_tls()
    {
        var database = MariaDbServer.Shared.CreateDatabase();
        using var socket = new MySqlConnection(database.SocketConnectionString);
        socket.Open();
        var verified = new MySqlConnectionStringBuilder(database.ConnectionString)
        {
            SslMode = MySqlSslMode.VerifyFull, SslCa = MariaDbServer.Shared.AuthorityFile, Server = "127.0.0.1",
        };
        using var tls = new MySqlConnection(verified.ConnectionString);
        tls.Open();
        using var command = new MySqlCommand("SHOW STATUS LIKE 'Ssl_version'", tls);
        using var row = command.ExecuteReader();
        Assert.True(row.Read());
        Assert.StartsWith("TLSv1.", row.GetString(1), StringComparison.Ordinal);
    }

    [Fact]
    public void The_statements_stand_in_its_log_when_asked()
    {
        var database = MariaDbServer.Shared.CreateDatabase();
        database.Server.LogStatements(true);
        database.Scalar<string>("SELECT 'watched statement'");
        database.Server.LogStatements(false);
        Assert.Contains("SELECT 'watched statement'", database.Server.StatementLog, StringComparison.Ordinal);
    }
}
