using Ecluse.Connections;
using Ecluse.Passages;
using Ecluse.Samples;
using Ecluse.Testkit;
using Microsoft.Data.Sqlite;

namespace Ecluse.Relational;

public sealed class SqliteSamplePassageTests : SamplePassageContract, IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    private protected override async Task<(ISourceGate Source, ITargetGate Target)> OpenAsync(int earlier)
    {
        var (old, @new) = (folder.Of("megabus.db"), folder.Of("kalisil.db"));
        using (var connection = new SqliteConnection($"Data Source={old};Pooling=False"))
        {
            connection.Open();
            Samples.SampleLaboratory.CreateSource(connection, new SampleOptions { Patients = 200 });
        }

        using (var connection = new SqliteConnection($"Data Source={@new};Pooling=False"))
        {
            connection.Open();
            Samples.SampleLaboratory.CreateTarget(connection, earlier);
        }

        return (
            await Gates.OpenSourceAsync(new Connection("old", ConnectionRole.Source, "sqlite", old), Sample("megabus")),
            await Gates.OpenTargetAsync(new Connection("new", ConnectionRole.Target, "sqlite", @new), Sample("kalisil"), TimeProvider.System));
    }
}
