using System.Data.Common;
using System.Globalization;

namespace Ecluse.Samples.Servers;

/// <summary>
/// A throw-away database server: loopback and Unix socket only, a free port, a folder that goes with it, never as root,
/// stopped by its pid; gone with this process, unless it is kept.
/// </summary>
public abstract class SampleServer
{
    private ServerProcess? process;

    private protected SampleServer(string folder, int port, string password) => (Folder, Port, Password) = (folder, port, password);

    /// <summary>Engines that have a server.</summary>
    public static IReadOnlyList<string> Engines { get; } = ["postgres", "mariadb"];

    /// <summary><c>postgres</c> or <c>mariadb</c>.</summary>
    public abstract string Engine { get; }

    /// <summary>Throw-away folder: data, socket, log.</summary>
    public string Folder { get; }

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Password of the superuser.</summary>
    public string Password { get; }

    /// <summary>The server's process.</summary>
    public int ProcessId => process?.Id ?? 0;

    /// <summary>Address over the loopback interface, as <c>connections.yaml</c> writes it.</summary>
    public string Loopback => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Address over the Unix socket, as <c>connections.yaml</c> writes it.</summary>
    public abstract string Socket { get; }

    /// <summary>Programs of the engine that this machine lacks; empty when a server can be started.</summary>
    public static IReadOnlyList<string> Missing(string engine) =>
        [.. (engine == "postgres" ? PostgresSampleServer.Programs : MariaDbSampleServer.Programs)
            .Where(program => InstalledProgram.Find(program) is null)];

    /// <summary>Starts a server.</summary>
    /// <param name="engine">One of <see cref="Engines"/>.</param>
    /// <param name="password">Password of the superuser; letters, digits, hyphens.</param>
    /// <param name="settings">More arguments of the server's program, given the folder.</param>
    /// <param name="prepare">Writes more files into the folder before it belongs to the server's user.</param>
    /// <exception cref="SampleServerException">It did not start.</exception>
    public static SampleServer Start(
        string engine, string password, Func<string, IEnumerable<string>>? settings = null, Action<string>? prepare = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        return engine switch
        {
            "postgres" => PostgresSampleServer.Start(password, settings, prepare),
            "mariadb" => MariaDbSampleServer.Start(password, settings, prepare),
            _ => throw new ArgumentException($"No server for {engine}.", nameof(engine)),
        };
    }

    /// <summary>An open connection of the superuser.</summary>
    /// <param name="database">Database, or null for none of ours.</param>
    public abstract DbConnection Open(string? database);

    /// <summary>Makes an empty database, or makes it anew.</summary>
    /// <param name="name">Lower-case letters, digits, underscores.</param>
    /// <param name="isOld">For the old system: in Windows-1252 where that is a matter of the database.</param>
    public abstract void CreateDatabase(string name, bool isOld);

    /// <summary>Makes an account that may read every table of a database and write none.</summary>
    public abstract void CreateReader(string database, string user, string password);

    /// <summary>Makes an account that may do everything inside a database and nothing outside it.</summary>
    public abstract void CreateWriter(string database, string user, string password);

    /// <summary>Lets the server live on after this process, until somebody stops it by its pid.</summary>
    public void Keep() => process?.Keep();

    /// <summary>Stops the server and removes its folder.</summary>
    public void Drop() => process?.Drop();

    /// <summary>Statements as the superuser.</summary>
    protected void Execute(string? database, params IEnumerable<string> statements)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        foreach (var statement in statements)
        {
#pragma warning disable CA2100 // Names and passwords are made by this project's callers, of letters, digits, hyphens.
            command.CommandText = statement;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }

    private protected void Run(ServerProcess started) => process = started;
}
