using Ecluse.Connections;
using Ecluse.Passages;
using Ecluse.Samples;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;
using Npgsql;

namespace Ecluse.Relational;

public sealed class PostgresSamplePassageTests : SamplePassageContract, IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    private protected override async Task<(ISourceGate Source, ITargetGate Target)> OpenAsync(int earlier)
    {
        var (old, @new) = (PostgresServer.Shared.CreateDatabase(), PostgresServer.Shared.CreateDatabase());
        await using (var connection = new NpgsqlConnection(old.ConnectionString))
        {
            connection.Open();
            Samples.SampleLaboratory.CreateSource(connection, new SampleOptions { Patients = 200 });
        }

        await using (var connection = new NpgsqlConnection(@new.ConnectionString))
        {
            connection.Open();
            Samples.SampleLaboratory.CreateTarget(connection, earlier);
        }

        var file = folder.Write("password", PostgresServer.Password);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var password = new PasswordSource(PasswordKind.File, file);
        var address = $"127.0.0.1:{PostgresServer.Shared.Port}";
        return (
            await Gates.OpenSourceAsync(new Connection("old", ConnectionRole.Source, "postgres", address, old.Name, old.CreateReader(), password), Sample("megabus")),
            await Gates.OpenTargetAsync(new Connection("new", ConnectionRole.Target, "postgres", address, @new.Name, @new.CreateWriter(), password), Sample("kalisil"), TimeProvider.System));
    }
}
