using Ecluse.Connections;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Profiles;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;

namespace Ecluse.Relational;

/// <summary>The source contract on PostgreSQL, and what only PostgreSQL has.</summary>
public sealed class PostgresSourceTests : ServerSourceContract
{
    [Theory]
    [InlineData("SELECT MAX(q.j) AS \"group\" FROM PATIENT AS q (a, b, c, d, e, f, g, h, i, j)")]
    [InlineData("SELECT COUNT(*) AS \"count\" FROM DOSSIER ORDER BY (SELECT MAX(z.j) FROM PATIENT z (a, b, c, d, e, f, g, h, i, j))")]
    [InlineData("SELECT fuite() AS \"group\"")]
    public Task Refuses_other_names_of_a_credential_and_functions_that_could_read_one(string sql) => RefusalAsync(
        sql, "CREATE FUNCTION fuite() RETURNS text LANGUAGE sql STABLE AS 'SELECT MAX(MOTPAS) FROM PATIENT'");

    [Fact]
    public async Task Reads_one_state_whatever_is_written_meanwhile()
    {
        var database = Fill();
        await using var gate = await Gates.OpenSourceAsync(Connection(database, database.CreateReader()), OldLab.Profile());
        var before = await gate.SurveyAsync(OldLab.Recent, null, default);

        database.Execute("UPDATE PATIENT SET DERVIS = '20200101'");

        var after = await gate.SurveyAsync(OldLab.Recent, null, default);
        Assert.Equal(before.Types.Select(type => type.Passing), after.Types.Select(type => type.Passing));
    }

    private protected override string ClientPorts(string user) => PostgresServer.Shared.CreateDatabase().Scalar<string>(
        $"SELECT string_agg(client_port::text, ',') FROM pg_stat_activity WHERE usename = '{user}'");

    private protected override Connection Fill(bool mayWrite, params string[] more)
    {
        var database = Fill(more);
        return Connection(database, mayWrite ? database.CreateWriter() : database.CreateReader());
    }

    private static PostgresDatabase Fill(params string[] more)
    {
        var database = PostgresServer.Shared.CreateDatabase();
        foreach (var sql in OldLab.Schema.Concat(OldLab.Rows).Concat(more))
        {
            database.Execute(sql);
        }

        return database;
    }

    private Connection Connection(PostgresDatabase database, string user) =>
        Connection("postgres", database.Server.Port, database.Name, user, PostgresServer.Password);
}
