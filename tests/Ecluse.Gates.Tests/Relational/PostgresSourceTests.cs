using Ecluse.Connections;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Profiles;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;

namespace Ecluse.Relational;

/// <summary>The source contract on PostgreSQL, and what only PostgreSQL has.</summary>
public sealed class PostgresSourceTests : SourceGateContract, IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Refuses_an_account_that_can_write()
    {
        var database = Fill();

        var error = await Assert.ThrowsAsync<EcluseException>(
            () => Gates.OpenSourceAsync(Connection(database, database.CreateWriter()), OldLab.Profile()));

        Assert.Equal(("GATE-004", ErrorKind.Refused), (error.Code, error.Kind));
    }

    [Fact]
    public async Task Refuses_plain_SQL_of_the_author_that_could_read_a_credential()
    {
        var profile = OldLab.Profile(change: text => text.Replace(
            "SELECT CODEXA AS \"group\"", "SELECT (SELECT MAX(MOTPAS) FROM PATIENT) AS \"group\"", StringComparison.Ordinal));

        var error = await Assert.ThrowsAsync<EcluseException>(() => OpenAsync(profile));

        Assert.Equal(("GATE-009", ErrorKind.Refused), (error.Code, error.Kind));
    }

    [Theory]
    [InlineData("SELECT MAX(B) AS \"group\" FROM VUE")]
    [InlineData("SELECT COUNT(*) AS \"count\" FROM VUE WHERE B LIKE 'a%'")]
    [InlineData("SELECT MAX(q.j) AS \"group\" FROM PATIENT AS q (a, b, c, d, e, f, g, h, i, j)")]
    [InlineData("SELECT COUNT(*) AS \"count\" FROM PATIENT NATURAL JOIN EGAL")]
    [InlineData("SELECT COUNT(*) AS \"count\" FROM DOSSIER ORDER BY (SELECT MAX(z.j) FROM PATIENT z (a, b, c, d, e, f, g, h, i, j))")]
    [InlineData("SELECT fuite() AS \"group\"")]
    public async Task Refuses_what_the_engine_resolves_to_a_credential_whatever_its_words_are(string sql)
    {
        await using var gate = await OpenAsync(
            OldLab.Hiding(sql), [.. OldLab.Hidden, "CREATE FUNCTION fuite() RETURNS text LANGUAGE sql STABLE AS 'SELECT MAX(MOTPAS) FROM PATIENT'"]);
        var error = await Assert.ThrowsAsync<EcluseException>(() => gate.SurveyAsync(OldLab.Recent, null, default));

        Assert.Equal(("GATE-009", ErrorKind.Refused), (error.Code, error.Kind));
    }

    [Fact]
    public async Task Lets_through_what_the_engine_resolves_to_other_columns()
    {
        await using var gate = await OpenAsync(
            OldLab.Hiding("SELECT SEXE AS \"group\", COUNT(*) AS \"count\", MAX(length(NOM)) AS l FROM PATIENT WHERE NUMPAT IN {patients} GROUP BY SEXE"), OldLab.Hidden);

        Assert.NotEmpty(await gate.FiguresAsync(OldLab.Recent, default));
    }

    [Fact]
    public async Task Says_that_a_password_is_wrong_without_the_drivers_words()
    {
        var database = Fill();
        var connection = Connection(database, database.CreateReader()) with
        {
            Password = new PasswordSource(PasswordKind.File, Secret("wrong")),
        };

        var error = await Assert.ThrowsAsync<EcluseException>(() => Gates.OpenSourceAsync(connection, OldLab.Profile()));

        Assert.Equal("GATE-003", error.Code);
    }

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

    private protected override async Task<ISourceGate> OpenAsync(Profile profile, params string[] more)
    {
        var database = Fill(more);
        return await Gates.OpenSourceAsync(Connection(database, database.CreateReader()), profile);
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

    private Connection Connection(PostgresDatabase database, string user) => new(
        "old", ConnectionRole.Source, "postgres", $"127.0.0.1:{database.Server.Port}", database.Name, user,
        new PasswordSource(PasswordKind.File, Secret(PostgresServer.Password)));

    private string Secret(string password)
    {
        var file = folder.Write("password", password);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }
}
