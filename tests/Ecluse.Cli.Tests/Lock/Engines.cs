using System.Globalization;
using Ecluse.Cli.Demo;
using Ecluse.Samples.Servers;
using Ecluse.Testkit.Servers;

namespace Ecluse.Cli.Lock;

/// <summary>A system of the sample laboratory on any engine: a file of a folder, or a database of the run's own server.</summary>
internal static class Engines
{
    private static int databases;

    /// <summary>The old system; over the server's Unix socket.</summary>
    /// <param name="engine">Its engine; <c>watched ENGINE</c> for a <see cref="WatchedSystem"/>.</param>
    /// <param name="folder">Folder of files.</param>
    public static DemoSystem Old(string engine, string folder) => engine.StartsWith("watched ", StringComparison.Ordinal)
        ? new WatchedSystem((ServerSystem)Old(engine[8..], folder))
        : Server(engine) is { } server
            ? new ServerSystem(server, Name("megabus"), isOld: true, server.Socket)
            : new SqliteSystem(Path.Combine(folder, "megabus.db"));

    /// <summary>The new system; over the loopback interface.</summary>
    public static DemoSystem New(string engine, string folder) => Server(engine) is { } server
        ? new ServerSystem(server, Name("kalisil"), isOld: false, server.Loopback)
        : new SqliteSystem(Path.Combine(folder, "kalisil.db"));

    /// <summary>The run's server of an engine; the test is skipped by name where its programs are missing.</summary>
    public static SampleServer? Server(string engine) => engine switch
    {
        "postgres" => PostgresServer.Shared.Sample,
        "mariadb" => MariaDbServer.Shared.Sample,
        _ => null,
    };

    private static string Name(string system) => string.Create(
        CultureInfo.InvariantCulture, $"{system}_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");
}
