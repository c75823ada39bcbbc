using Ecluse.Connections;
using Ecluse.Passages;
using Ecluse.Samples;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;
using MySqlConnector;

namespace Ecluse.Relational;

public sealed class MariaDbSamplePassageTests : SamplePassageContract, IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    private protected override async Task<(ISourceGate Source, ITargetGate Target)> OpenAsync(int earlier)
    {
        var (old, @new) = (MariaDbServer.Shared.CreateDatabase(), MariaDbServer.Shared.CreateDatabase());
        await using (var connection = new MySqlConnection(old.ConnectionString))
        {
            connection.Open();
            Samples.SampleLaboratory.CreateSource(connection, new SampleOptions { Patients = 200 });
        }

        await using (var connection = new MySqlConnection(@new.ConnectionString))
        {
            connection.Open();
            Samples.SampleLaboratory.CreateTarget(connection, earlier);
        }

        var file = folder.Write("password", MariaDbServer.Password);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var password = new PasswordSource(PasswordKind.File, file);
        var address = $"127.0.0.1:{MariaDbServer.Shared.Port}";
        return (
            await Gates.OpenSourceAsync(new Connection("old", ConnectionRole.Source, "mariadb", address, old.Name, old.CreateReader(), password), Sample("megabus")),
            await Gates.OpenTargetAsync(new Connection("new", ConnectionRole.Target, "mariadb", address, @new.Name, @new.CreateWriter(), password), Sample("kalisil"), TimeProvider.System));
    }
}
