using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Samples.Servers;

namespace Ecluse.Cli.Lock;

/// <summary>
/// How a source that may not be opened is refused by the commands: one message, its exit code, and nothing written; on each
/// engine, for the plan and for a passage that is open already.
/// </summary>
public sealed class SourceRefusalTests
{
    [Theory]
    [InlineData("postgres")]
    [InlineData("mariadb")]
    public async Task A_server_that_may_not_be_read_is_refused_with_one_message_and_nothing_is_written(string engine)
    {
        using var passage = await PreparedPassage.OpenAsync(source: engine);
        var server = Engines.Server(engine)!;
        var right = await File.ReadAllTextAsync(Connections(passage));
        var source = ((Demo.ServerSystem)passage.Stage.OldSystem).User;
        var address = $"address: \"{server.Socket}\"";
        var secret = Secret(passage, server.Password);

        await RefusedAsync(passage, "GATE-004", ErrorKind.Refused, right.Replace(
            $"user: {source}, password: {{ file: \"{OwnSecret(passage)}\" }}", $"user: {Superuser(server)}, password: {{ file: \"{secret}\" }}", StringComparison.Ordinal));
        await RefusedAsync(passage, "GATE-003", ErrorKind.Failed, right.Replace(OwnSecret(passage), secret, StringComparison.Ordinal));
        await RefusedAsync(passage, "GATE-002", ErrorKind.Failed, right.Replace(address, "address: \"127.0.0.1:1\"", StringComparison.Ordinal));
        await RefusedAsync(passage, "GATE-002", ErrorKind.Failed, right.Replace(address, "address: \"/nowhere\"", StringComparison.Ordinal));
        await RefusedAsync(passage, "GATE-005", ErrorKind.Refused, right.Replace(address, "address: \"192.0.2.7:5432\"", StringComparison.Ordinal));

        // TLS to the loopback interface, under an authority that this machine does not trust.
        await RefusedAsync(passage, "GATE-002", ErrorKind.Failed, right.Replace(address, $"address: \"{server.Loopback}\", tls: verify", StringComparison.Ordinal));

        await File.WriteAllTextAsync(Connections(passage), right.Replace(
            address, $"address: \"{server.Loopback}\", tls: verify, ca: \"{server.Folder}/ca.pem\"", StringComparison.Ordinal));
        (await passage.RunAsync("plan", "I-2026-001", "-o", Path.Combine(passage.Folder, "verified.json"))).Must(0);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_with_one_message_and_nothing_is_written()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var right = await File.ReadAllTextAsync(Connections(passage));

        await RefusedAsync(passage, "GATE-002", ErrorKind.Failed, right.Replace("megabus.db", "none.db", StringComparison.Ordinal));
        await RefusedAsync(passage, "GATE-002", ErrorKind.Failed, right.Replace(passage.Stage.Source, passage.Stage.DirectorKey, StringComparison.Ordinal));
        await RefusedAsync(passage, "CONN-005", ErrorKind.Refused, right.Replace("role: source", "role: target", StringComparison.Ordinal));
        await RefusedAsync(passage, "CONN-010", ErrorKind.NotFound, right.Replace("megabus:", "other:", StringComparison.Ordinal));
        File.SetUnixFileMode(Connections(passage), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        await RefusedAsync(passage, "CONN-002", ErrorKind.Refused, right);
    }

    private static async Task RefusedAsync(PreparedPassage passage, string code, ErrorKind kind, string connections)
    {
        var (mode, rows) = (File.GetUnixFileMode(Connections(passage)), passage.Rows().Counts.ToArray());
        await File.WriteAllTextAsync(Connections(passage), connections);
        File.SetUnixFileMode(Connections(passage), mode);
        var plan = Path.Combine(passage.Folder, "refused.json");

        (await passage.RunAsync("plan", "I-2026-001", "-o", plan)).Refused(code, kind);
        (await passage.PassAsync()).Refused(code, kind);

        Assert.False(File.Exists(plan));
        Assert.Empty(passage.ParcelFiles());
        Assert.Equal(rows, passage.Rows().Counts);
        Assert.Equal(PassageState.Opened, await passage.StateAsync());
    }

    private static string Connections(PreparedPassage passage) => Path.Combine(passage.Stage.Data, "connections.yaml");

    private static string OwnSecret(PreparedPassage passage) =>
        Path.Combine(passage.Stage.Data, "gate", ((Demo.ServerSystem)passage.Stage.OldSystem).Database + ".password");

    private static string Secret(PreparedPassage passage, string password)
    {
        var file = Path.Combine(passage.Stage.Data, "gate", "other.password");
        File.WriteAllText(file, password);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    private static string Superuser(SampleServer server) => server.Engine == "postgres" ? "postgres" : "root";
}
