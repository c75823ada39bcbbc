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

    private readonly SampleServer? newServer;

    private BenchLaboratory(SampleOptions options, DemoSystem source, IRawChain? chain, SampleServer? server, SampleServer? newServer) =>
        (Options, this.source, Chain, this.server, this.newServer) = (options, source, chain, server, newServer);

    /// <summary>How it was made.</summary>
    public SampleOptions Options { get; }

    /// <summary>What it is compared with; null from one engine to another, where no dump of the one is read by the other.</summary>
    public IRawChain? Chain { get; }

    /// <summary>The old system as a passage meets it: it stands already.</summary>
    public DemoSystem Source => new StandingSystem(source);

    /// <summary>Makes it, or finds it in the cache.</summary>
    /// <param name="engines">One engine for both systems, or two with a dash between: <c>mariadb-postgres</c>.</param>
    /// <param name="patients">How many.</param>
    /// <param name="indexed">Whether the old system has indexes on its foreign keys.</param>
    public static BenchLaboratory Prepare(string engines, int patients, bool indexed = true)
    {
        var (engine, newEngine) = (engines.Split('-')[0], engines.Split('-')[^1]);
        var options = new SampleOptions
        {
            Patients = patients,
            PatientsBeforeBound = patients * 13 / 200,
            Practitioners = Math.Max(40, patients / 16),
            Documents = false,
            Misfits = SampleMisfits.None,
            Indexed = indexed,
        };
        return engine == "sqlite" ? File(options, newEngine) : OnServer(engine, options, newEngine);
    }

    /// <summary>An empty new system on the same engine.</summary>
    /// <param name="folder">Where a file may stand.</param>
    /// <param name="run">Number of the run.</param>
    public DemoSystem NewSystem(string folder, int run) => newServer is null
        ? new SqliteSystem(Path.Combine(folder, "kalisil.db"))
        : new ServerSystem(newServer, $"kalisil_{run}", isOld: false, newServer.Loopback);

    /// <summary>Rows of results.</summary>
    public long Results()
    {
        using var connection = source.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM FICRES";
        return Convert.ToInt64(command.ExecuteScalar(), null);
    }

    public void Dispose()
    {
        server?.Drop();
        if (newServer != server)
        {
            newServer?.Drop();
        }
    }

    private static SampleServer Start(string engine) =>
        SampleServer.Start(engine, RandomNumberGenerator.GetHexString(32, lowercase: true));

    private static BenchLaboratory File(SampleOptions options, string newEngine)
    {
        var folder = Directory.CreateDirectory(Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "ecluse-bench")).FullName;
        var file = Path.Combine(folder, $"megabus-{options.Patients}-{options.Seed}{(options.Indexed ? "" : "-unindexed")}.db");
        if (!System.IO.File.Exists(file))
        {
            var building = file + ".building";
            System.IO.File.Delete(building);
            new SqliteSystem(building).Build(connection => SampleLaboratory.CreateSource(connection, options));
            System.IO.File.Move(building, file);
        }

        var newServer = newEngine == "sqlite" ? null : Start(newEngine);
        return new(options, new SqliteSystem(file), newServer is null ? new SqliteRawChain(file) : null, null, newServer);
    }

    private static BenchLaboratory OnServer(string engine, SampleOptions options, string newEngine)
    {
        var server = Start(engine);
        var newServer = newEngine == engine ? server : newEngine == "sqlite" ? null : Start(newEngine);
        var source = new ServerSystem(server, "megabus", isOld: true, server.Socket);
        source.Build(connection => SampleLaboratory.CreateSource(connection, options));
        return new(options, source, engine == "postgres" && newServer == server ? new PostgresRawChain(server) : null, server, newServer);
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
