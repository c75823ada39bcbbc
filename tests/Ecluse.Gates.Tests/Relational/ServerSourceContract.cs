using Ecluse.Connections;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Profiles;
using Ecluse.Testkit;

namespace Ecluse.Relational;

/// <summary>What a source on a server has to do beside the source contract: accounts, passwords, and an author's SQL.</summary>
public abstract class ServerSourceContract : SourceGateContract, IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Refuses_an_account_that_can_write()
    {
        var error = await Assert.ThrowsAsync<EcluseException>(() => Gates.OpenSourceAsync(Fill(mayWrite: true), OldLab.Profile()));

        Assert.Equal(("GATE-004", ErrorKind.Refused), (error.Code, error.Kind));
    }

    [Fact]
    public async Task Says_that_a_password_is_wrong_without_the_drivers_words()
    {
        var connection = Fill(mayWrite: false) with { Password = Password("wrong") };

        var error = await Assert.ThrowsAsync<EcluseException>(() => Gates.OpenSourceAsync(connection, OldLab.Profile()));

        Assert.Equal("GATE-003", error.Code);
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
    [InlineData("SELECT COUNT(*) AS \"count\" FROM PATIENT NATURAL JOIN EGAL")]
    [InlineData("SELECT COUNT(*) AS \"count\" FROM DOSSIER ORDER BY (SELECT COUNT(*) FROM PATIENT NATURAL JOIN EGAL)")]
    public async Task Refuses_what_the_engine_resolves_to_a_credential_whatever_its_words_are(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var error = await RefusalAsync(sql);

        Assert.Contains("PATIENT.MOTPAS", error.Problem.In(Language.English), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("SELECT SEXE AS \"group\", COUNT(*) AS \"count\", MAX(length(NOM)) AS l FROM PATIENT WHERE NUMPAT IN {patients} GROUP BY SEXE")]
    [InlineData("SELECT COUNT(*) AS \"count\" FROM AUTRE JOIN PATIENT ON PATIENT.NUMPAT = AUTRE.A WHERE A IN {patients}")]
    [InlineData("WITH z AS (SELECT 1 AS one) SELECT COUNT(*) AS \"count\" FROM AUTRE, z WHERE A IN {patients}")]
    public async Task Lets_through_what_the_engine_resolves_to_other_columns(string sql)
    {
        await using var gate = await OpenAsync(OldLab.Hiding(sql), OldLab.Hidden);

        Assert.NotEmpty(await gate.FiguresAsync(OldLab.Recent, default));
    }

    /// <summary>Fills a database of its own with the old laboratory.</summary>
    private protected abstract Connection Fill(bool mayWrite, params string[] more);

    private protected override Task<ISourceGate> OpenAsync(Profile profile, params string[] more) =>
        Gates.OpenSourceAsync(Fill(mayWrite: false, more), profile);

    private protected async Task<EcluseException> RefusalAsync(string sql, params string[] more)
    {
        await using var gate = await OpenAsync(OldLab.Hiding(sql), [.. OldLab.Hidden, .. more]);
        var error = await Assert.ThrowsAsync<EcluseException>(() => gate.SurveyAsync(OldLab.Recent, null, default));
        Assert.Equal(("GATE-009", ErrorKind.Refused), (error.Code, error.Kind));
        return error;
    }

    private protected Connection Connection(string engine, int port, string database, string user, string password) => new(
        "old", ConnectionRole.Source, engine, $"127.0.0.1:{port}", database, user, Password(password));

    private PasswordSource Password(string password)
    {
        var file = folder.Write("password", password);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new PasswordSource(PasswordKind.File, file);
    }
}
