using Ecluse.Connections;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Profiles;
using Ecluse.Samples;
using Ecluse.Samples.Profiles;
using Ecluse.Testkit;
using Microsoft.Data.Sqlite;

namespace Ecluse;

/// <summary>A sample laboratory in files, as gates open it: the old system, and an empty new one.</summary>
public sealed class SampleFiles : IDisposable
{
    private readonly TestFolder folder = new();

    public SampleFiles()
        : this(new SampleOptions())
    {
    }

    internal SampleFiles(SampleOptions options)
    {
        Make(Old, connection => SampleLaboratory.CreateSource(connection, options));
        Make(New, connection => SampleLaboratory.CreateTarget(connection, earlier: 3));
    }

    public string Old => folder.Of("megabus.db");

    public string New => folder.Of("kalisil.db");

    public void Dispose() => folder.Dispose();

    public Task<ISourceGate> OpenSourceAsync(string? profile = null) => Gates.OpenSourceAsync(
        new Connection("old", ConnectionRole.Source, "sqlite", Old), Read(profile ?? SampleProfiles.Megabus()));

    public static Profile Read(string profile) => ProfileReader.Read(SampleProfiles.Bytes(profile), "profile.yaml");

    /// <summary>Everything that the source gives, of patients seen since the bound.</summary>
    public static Scope Everything(ISourceGate source) =>
        new(source.Gives, new PatientBounds(new DateOnly(2017, 5, 7), null), null, UndatedRule.Leave, Inspect: true);

    private static void Make(string file, Action<SqliteConnection> make)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        make(connection);
    }
}
