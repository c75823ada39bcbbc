using System.Data.Common;
using Ecluse.Samples;
using Ecluse.Samples.Kalisil;
using Ecluse.Samples.Profiles;
using Ecluse.Testkit.Servers;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;

namespace Ecluse;

/// <summary>The same laboratory on a server is the same laboratory: every figure of every check agrees with SQLite's.</summary>
public sealed class SampleServersTests
{
    private static readonly SampleOptions Options = new() { Patients = 300, PatientsBeforeBound = 20 };
    private static readonly (string, string)[] Everything = [("{patients}", "(SELECT NUMPAT FROM FICPAT)"), ("{orders}", "(SELECT NUMDEM FROM FICDEM)")];

    [Fact]
    public void PostgreSQL_holds_the_same_old_system()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var connection = new NpgsqlConnection(database.ConnectionString);
        HoldsTheSame(connection, SampleProfiles.Megabus("postgres"));

    }

    [Fact]
    public void MariaDB_holds_the_same_old_system()
    {
        var database = MariaDbServer.Shared.CreateDatabase("latin1");
        using var connection = new MySqlConnection(database.ConnectionString);
        HoldsTheSame(connection, SampleProfiles.Megabus("mariadb"));

        using var hex = new MySqlCommand("SELECT COUNT(*) FROM FICPAT WHERE HEX(ADR1) LIKE '%6C92%'", connection);
        Assert.True((long)hex.ExecuteScalar()! > 0, "no apostrophe of Windows-1252");
    }

    [Fact]
    public void PostgreSQL_holds_the_new_system_and_serves_its_application()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        using var connection = new NpgsqlConnection(database.ConnectionString);
        ServesItsApplication(connection);
    }

    [Fact]
    public void MariaDB_holds_the_new_system_and_serves_its_application()
    {
        var database = MariaDbServer.Shared.CreateDatabase();
        using var connection = new MySqlConnection(database.ConnectionString);
        ServesItsApplication(connection);
    }

    private static void HoldsTheSame(DbConnection connection, string profile)
    {
        connection.Open();
        SampleLaboratory.CreateSource(connection, Options);
        using var sqlite = new SqliteConnection("Data Source=:memory:");
        sqlite.Open();
        SampleLaboratory.CreateSource(sqlite, Options);

        var expected = PlainChecks.Run(sqlite, SampleProfiles.Megabus(), Everything);
        var found = PlainChecks.Run(connection, profile, Everything);
        Assert.True(expected.SetEquals(found), string.Join('\n', expected.Except(found).Select(figure => "- " + figure).Concat(found.Except(expected).Select(figure => "+ " + figure))));
        Assert.True(expected.Count > 500);
    }

    private static void ServesItsApplication(DbConnection connection)
    {
        connection.Open();
        SampleLaboratory.CreateTarget(connection, earlier: 4);
        foreach (var statement in KalisilApplication.Register("NOUVELLE-VENUE"))
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            Assert.Equal(1, Math.Min(command.ExecuteNonQuery(), 1));
        }

        using var mark = connection.CreateCommand();
        mark.CommandText = "UPDATE patient SET created_by = 'counter'";
        mark.ExecuteNonQuery();
        var figures = PlainChecks.Run(connection, SampleProfiles.Kalisil(), (":passage", "'counter'"));
        Assert.Contains("patients-by-sex|F|count|5", figures);
        Assert.Contains("patients-by-sex|F|months|20", figures);
        Assert.Contains("orders-by-month|202011|hours|4075", figures);
        Assert.Contains("results-by-test|2345-7|total|4.6", figures);
    }
}
