using System.Globalization;
using Ecluse.Connections;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Profiles;
using Ecluse.Testkit;

namespace Ecluse.Relational;

/// <summary>What a source on a server has to do beside the source contract: accounts, passwords, and an author's SQL.</summary>
public abstract class ServerSourceContract : SourceGateContract, IDisposable
{
    // The system's table of wires, and what it says of one whose timer is a keep-alive (Linux, proc(5)).
    private const string Wires = "/proc/net/tcp";
    private const string KeepAlive = "02";

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

    [Fact]
    public async Task Has_the_system_ask_a_quiet_wire_whether_anybody_is_there()
    {
        Assert.SkipUnless(File.Exists(Wires), "missing: " + Wires);
        var connection = Fill(mayWrite: false);
        await using var gate = await Gates.OpenSourceAsync(connection, OldLab.Profile());
        var ports = ClientPorts(connection.User!).Split(',').Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToHashSet();

        // Once nothing is on its way, the one timer of a wire is the one that asks.
        var quiet = false;
        for (var tries = 0; tries < 600 && !quiet; tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            quiet = (await TimersAsync(ports)).SequenceEqual(Enumerable.Repeat(KeepAlive, ports.Count));
        }

        Assert.True(quiet, $"of {ports.Count} wires: {string.Join(' ', await TimersAsync(ports))}");
    }

    /// <summary>Local ports of an account's connections, with commas between.</summary>
    private protected abstract string ClientPorts(string user);

    private static async Task<List<string>> TimersAsync(HashSet<int> ports) =>
    [
        .. (await File.ReadAllLinesAsync(Wires, TestContext.Current.CancellationToken)).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => ports.Contains(int.Parse(fields[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)))
            .Select(fields => fields[5].Split(':')[0]),
    ];

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
