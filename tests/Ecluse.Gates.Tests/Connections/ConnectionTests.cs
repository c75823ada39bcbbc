using Ecluse.Errors;
using Ecluse.Relational;
using Ecluse.Testkit;

namespace Ecluse.Connections;

public sealed class ConnectionTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_a_file_that_only_its_owner_can_read()
    {
        var all = ConnectionsFile.Read(Write("""
            old: { engine: sqlite, role: source, file: /srv/old.db }
            new:
              engine: postgres
              role: target
              address: db.example:5433
              database: lab
              user: ecluse
              password: { credential: lab-password }
              tls: verify
              ca: /etc/lab-ca.pem
            """));

        Assert.Equal(new Connection("old", ConnectionRole.Source, "sqlite", "/srv/old.db"), all["old"]);
        Assert.Equal((ConnectionRole.Target, true, "lab-password"), (all["new"].Role, all["new"].VerifyTls, all["new"].Password!.Name));
        Assert.Equal("new", $"{all["new"]}");
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead)]
    public void Refuses_a_file_that_others_can_read(UnixFileMode mode)
    {
        var file = Write("old: { engine: sqlite, role: source, file: /srv/old.db }");
        File.SetUnixFileMode(file, mode);

        Assert.Equal("CONN-002", Assert.Throws<EcluseException>(() => ConnectionsFile.Read(file)).Code);
    }

    [Theory]
    [InlineData("a: { engine: sqlite, role: source, file: x, password: hunter2 }", "CONN-004")]
    [InlineData("a: { engine: oracle, role: source, file: x }", "PROFILE-005")]
    [InlineData("a: { engine: sqlite, role: master, file: x }", "PROFILE-005")]
    [InlineData("a: { engine: sqlite, role: source, file: x, pasword: y }", "PROFILE-003")]
    [InlineData("a: [", "CONN-003")]
    public void Points_at_what_is_wrong_and_never_repeats_a_password(string text, string code)
    {
        var error = Assert.ThrowsAny<EcluseException>(() => ConnectionsFile.Read(Write(text)));

        Assert.Equal(code, error.Code);
        Assert.DoesNotContain("hunter2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/var/run/postgresql", false, true)]
    [InlineData("/var/run/postgresql:5433", false, true)]
    [InlineData("127.0.0.1:5432", false, true)]
    [InlineData("[::1]:5432", false, true)]
    [InlineData("localhost", false, true)]
    [InlineData("db.example:5432", true, true)]
    [InlineData("db.example:5432", false, false)]
    [InlineData("10.0.0.7:5432", false, false)]
    [InlineData("localhost.example", false, false)]
    public void Takes_a_socket_loopback_or_verified_TLS_and_nothing_else(string address, bool tls, bool allowed)
    {
        var connection = new Connection("c", ConnectionRole.Source, "postgres", address, VerifyTls: tls);

        var error = Record.Exception(() => WireCheck.Address(connection));

        Assert.Equal(allowed ? null : "GATE-005", (error as EcluseException)?.Code);
    }

    [Fact]
    public async Task Opens_a_connection_only_in_its_role()
    {
        var source = new Connection("old", ConnectionRole.Source, "sqlite", folder.Of("none.db"));

        var role = await Assert.ThrowsAsync<EcluseException>(() => Gates.OpenTargetAsync(source, NewLab.Profile(), TimeProvider.System));
        var file = await Assert.ThrowsAsync<EcluseException>(() => Gates.OpenSourceAsync(source, OldLab.Profile()));

        Assert.Equal(("CONN-005", "GATE-002"), (role.Code, file.Code));
    }

    [Fact]
    public async Task Says_that_a_file_is_no_database()
    {
        var file = folder.Write("text.db", new string('x', 5000));

        var error = await Assert.ThrowsAsync<EcluseException>(
            () => Gates.OpenSourceAsync(new Connection("old", ConnectionRole.Source, "sqlite", file), OldLab.Profile()));

        Assert.Equal("GATE-002", error.Code);
    }

    private string Write(string text)
    {
        var file = folder.Write("connections.yaml", text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }
}
