using Ecluse.Samples;
using Microsoft.Data.Sqlite;

namespace Ecluse.Testkit.Dyes;

/// <summary>The dyes of the sample laboratory are such that the search sees them where they do stand.</summary>
public sealed class SampleDyesTests
{
    [Fact]
    public void Every_dye_of_the_sample_laboratory_is_seen_in_the_old_systems_own_file()
    {
        using var folder = new TestFolder();
        var options = new SampleOptions { Patients = 80 };
        using (var connection = new SqliteConnection($"Data Source={folder.Of("megabus.db")};Pooling=False"))
        {
            connection.Open();
            SampleLaboratory.CreateSource(connection, options, cancellation: TestContext.Current.CancellationToken);
        }

        var dyes = SampleDyes.All(options)
            .Select(dye => new Dye($"{dye.Table}.{dye.Column}/{dye.Patient}", dye.Value)).ToArray();
        var found = new DyeSearch(dyes).Find(File.ReadAllBytes(folder.Of("megabus.db")), "source")
            .Select(finding => finding.Dye).ToHashSet();
        Assert.Equal([], dyes.Where(dye => !found.Contains(dye.Name)).Select(dye => $"{dye.Name} {dye.Text}"));
    }
}
