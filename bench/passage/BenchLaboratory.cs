using System.Data.Common;
using System.Security.Cryptography;
using Ecluse.Cli.Demo;
using Ecluse.Samples;
using Ecluse.Samples.Servers;

namespace Ecluse.Bench;

/// <summary>
/// The old system of one size: results only, no documents, nothing that the new system would refuse. A SQLite file is
/// built once, in a cache outside the tree; a PostgreSQL server is filled once for all the pairs.
/// </summary>
internal sealed class BenchLaboratory : IDisposable
{
    private readonly SampleServer? server;
    private readonly DemoSystem source;

    private BenchLaboratory(SampleOptions options, DemoSystem source, IRawChain chain, SampleServer? server) =>
        (Options, this.source, Chain, this.server) = (options, source, chain, server);

    /// <summary>How it was made.</summary>
    public SampleOptions Options { get; }

    /// <summary>What it is compared with.</summary>
    public IRawChain Chain { get; }

    /// <summary>The old system as a passage meets it: it stands already.</summary>
    public DemoSystem Source => new StandingSystem(source);

    public static BenchLaboratory Prepare(string engine, int patients)
    {
        var options = new SampleOptions
        {
            Patients = patients,
            PatientsBeforeBound = patients * 13 / 200,
            Practitioners = Math.Max(40, patients / 16),
            Documents = false,
            Misfits = SampleMisfits.None,
        };
        return engine == "sqlite" ? File(options) : OnServer(options);
    }

    /// <summary>An empty new system on the same engine.</summary>
    /// <param name="folder">Where a file may stand.</param>
    /// <param name="run">Number of the run.</param>
    public DemoSystem NewSystem(string folder, int run) => server is null
        ? new SqliteSystem(Path.Combine(folder, "kalisil.db"))
        : new ServerSystem(server, $"kalisil_{run}", isOld: false, server.Loopback);

    /// <summary>Rows of results.</summary>
    public long Results()
    {
        using var connection = source.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM FICRES";
        return Convert.ToInt64(command.ExecuteScalar(), null);
    }

    public void Dispose() => server?.Drop();

    private static BenchLaboratory File(SampleOptions options)
    {
        var folder = Directory.CreateDirectory(Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "ecluse-bench")).FullName;
        var file = Path.Combine(folder, $"megabus-{options.Patients}-{options.Seed}.db");
        if (!System.IO.File.Exists(file))
        {
            var building = file + ".building";
            System.IO.File.Delete(building);
            new SqliteSystem(building).Build(connection => SampleLaboratory.CreateSource(connection, options));
            System.IO.File.Move(building, file);
        }

        return new(options, new SqliteSystem(file), new SqliteRawChain(file), null);
    }

    private static BenchLaboratory OnServer(SampleOptions options)
    {
        var server = SampleServer.Start("postgres", RandomNumberGenerator.GetHexString(32, lowercase: true));
        var source = new ServerSystem(server, "megabus", isOld: true, server.Socket);
        source.Build(connection => SampleLaboratory.CreateSource(connection, options));
        return new(options, source, new PostgresRawChain(server), server);
    }

    /// <summary>A system that somebody has built already.</summary>
    private sealed class StandingSystem(DemoSystem system) : DemoSystem
    {
        public override string Engine => system.Engine;

        public override void Build(Action<DbConnection> fill)
        {
        }

        public override DbConnection Open() => system.Open();

        public override string Entry(string secrets) => system.Entry(secrets);
    }
}
