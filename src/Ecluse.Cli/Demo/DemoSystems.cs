using System.Security.Cryptography;
using Ecluse.Errors;
using Ecluse.Samples.Servers;

namespace Ecluse.Cli.Demo;

/// <summary>
/// The old and the new system of the demonstration on one engine: two files, or two databases of a throw-away server that
/// this process starts and holds.
/// </summary>
internal sealed class DemoSystems : IDisposable
{
    private readonly SampleServer? server;

    private DemoSystems(DemoSystem source, DemoSystem target, SampleServer? server) =>
        (Source, Target, this.server) = (source, target, server);

    public DemoSystem Source { get; }

    public DemoSystem Target { get; }

    /// <summary>Chooses the engine; starts the server that it needs.</summary>
    /// <param name="engine">Engine of both systems.</param>
    /// <param name="folder">Folder of the demonstration.</param>
    /// <param name="missing">Programs of an engine that the machine lacks; asked of the machine when null.</param>
    /// <exception cref="EcluseException"><c>DEMO-004</c>: its programs are missing; <c>DEMO-005</c>: it did not start.</exception>
    public static DemoSystems Prepare(string engine, string folder, Func<string, IReadOnlyList<string>>? missing = null)
    {
        if (engine == "sqlite")
        {
            return new DemoSystems(
                new SqliteSystem(Path.Combine(folder, "megabus.db")), new SqliteSystem(Path.Combine(folder, "kalisil.db")), null);
        }

        if ((missing ?? SampleServer.Missing)(engine) is { Count: > 0 } programs)
        {
            throw Missing(engine, programs);
        }

        try
        {
            // The old system is reached over the server's Unix socket, the new one over the loopback interface.
            var server = SampleServer.Start(engine, RandomNumberGenerator.GetHexString(32, lowercase: true));
            return new DemoSystems(
                new ServerSystem(server, "megabus", isOld: true, server.Socket),
                new ServerSystem(server, "kalisil", isOld: false, server.Loopback), server);
        }
        catch (SampleServerException cause)
        {
            throw NotStarted(engine, cause);
        }
    }

    /// <summary>Says where the two systems stand.</summary>
    public void Announce(DemoScript script)
    {
        if (server is not null)
        {
            script.Step(
                $"A throw-away {NameOf(server.Engine)} server: 127.0.0.1 port {server.Port}, folder {server.Folder}, process {server.ProcessId}",
                $"Un serveur {NameOf(server.Engine)} jetable : 127.0.0.1 port {server.Port}, dossier {server.Folder}, processus {server.ProcessId}");
        }
    }

    /// <summary>At the end: both systems go, or stay and say how to be rid of them.</summary>
    public void End(DemoScript script, bool keep)
    {
        if (keep)
        {
            server?.Keep();
            script.Step(KeptEnglish(), KeptFrench());
            return;
        }

        (Source as SqliteSystem)?.Drop();
        (Target as SqliteSystem)?.Drop();
        server?.Drop();
        script.Step(
            "Both invented systems are removed (--keep leaves them); certificate, journal and pages stay",
            "Les deux systèmes inventés sont retirés (--keep les laisse) ; certificat, journal et pages restent");
    }

    /// <summary>Whatever happened, no server outlives the command unless it was kept.</summary>
    public void Dispose() => server?.Drop();

    private string KeptEnglish() => server is null
        ? "Both systems stay: megabus.db and kalisil.db in the folder"
        : $"Both systems stay: databases megabus and kalisil on {server.Loopback}. When you are done: kill {server.ProcessId}, then remove {server.Folder}";

    private string KeptFrench() => server is null
        ? "Les deux systèmes restent : megabus.db et kalisil.db dans le dossier"
        : $"Les deux systèmes restent : bases megabus et kalisil sur {server.Loopback}. Pour finir : kill {server.ProcessId}, puis supprimer {server.Folder}";

    private static string NameOf(string engine) => engine == "postgres" ? "PostgreSQL" : "MariaDB";

    private static EcluseException Missing(string engine, IReadOnlyList<string> missing)
    {
        var packages = engine == "postgres" ? "postgresql" : "mariadb-server";
        return new EcluseException(
            "DEMO-004",
            new($"This machine has no {NameOf(engine)} server: {string.Join(", ", missing)} not found.",
                $"Cette machine n’a pas de serveur {NameOf(engine)} : {string.Join(", ", missing)} introuvable."),
            new($"Install it (Debian: apt-get install {packages}), or run the demonstration without --source.",
                $"L’installer (Debian : apt-get install {packages}), ou lancer la démonstration sans --source."),
            ErrorKind.NotFound);
    }

    private static EcluseException NotStarted(string engine, SampleServerException cause) => new(
        "DEMO-005",
        new($"The throw-away {NameOf(engine)} server did not start. {cause.Message}",
            $"Le serveur {NameOf(engine)} jetable n’a pas démarré. {cause.Message}"),
        new("Read the server's words above, or run the demonstration without --source.",
            "Lire ci-dessus ce que dit le serveur, ou lancer la démonstration sans --source."),
        cause: cause);
}
