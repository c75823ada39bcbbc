using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Profiles;
using Ecluse.Records;
using Ecluse.Relational.MariaDb;
using Ecluse.Relational.Postgres;
using Ecluse.Relational.Sqlite;
using Ecluse.Relational;
using Ecluse.Scratch;

namespace Ecluse.Connections;

/// <summary>Opens gates onto connections.</summary>
public static class Gates
{
    /// <summary>Opens a source: checks the wire, that the account can only read, and that the profile fits the database.</summary>
    /// <param name="connection">A connection of role source.</param>
    /// <param name="profile">Its profile; read again, so that several gates may share it.</param>
    /// <param name="askPassword">Asks the person for the password of the connection of that name.</param>
    /// <param name="scratch">
    /// Folder for what an embedded engine cannot hold in memory, sealed there; null: it holds everything in memory.
    /// </param>
    /// <param name="cancellation">Stops opening.</param>
    public static async Task<ISourceGate> OpenSourceAsync(
        Connection connection, Profile profile, Func<string, string>? askPassword = null, ScratchFolder? scratch = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(profile);
        RefuseRole(connection, ConnectionRole.Source);
        cancellation.ThrowIfCancellationRequested();
        if (connection.Engine == "fhir")
        {
            return Files.FhirFolderSource.Open(connection.Name, connection.Address, cancellation);
        }

        var own = ProfileReader.Again(profile);
        var wire = Wire(connection);
        return await OverAsync(wire, async () =>
        {
            var engine = Open(connection, own, askPassword, scratch);
            var gate = await OrClose(engine, () => new RelationalSource(own, engine));
            return wire is null ? gate : (ISourceGate)new WiredSource(gate, wire);
        });
    }

    /// <summary>Opens a target: checks the wire, and that the profile fits the database and can write.</summary>
    /// <param name="connection">A connection of role target.</param>
    /// <param name="profile">Its profile; read again, so that several gates may share it.</param>
    /// <param name="clock">Time of the checkpoints.</param>
    /// <param name="askPassword">Asks the person for the password of the connection of that name.</param>
    /// <param name="scratch">
    /// Folder for what an embedded engine cannot hold in memory, sealed there; null: it holds everything in memory.
    /// </param>
    /// <param name="cancellation">Stops opening.</param>
    public static async Task<ITargetGate> OpenTargetAsync(
        Connection connection, Profile profile, TimeProvider clock, Func<string, string>? askPassword = null,
        ScratchFolder? scratch = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(profile);
        RefuseRole(connection, ConnectionRole.Target);
        cancellation.ThrowIfCancellationRequested();
        var own = ProfileReader.Again(profile);
        var wire = Wire(connection);
        return await OverAsync(wire, async () =>
        {
            var engine = OpenTargetEngine(connection, own, askPassword, scratch);
            var gate = await OrClose(engine, () => new RelationalTarget(own, engine, clock));
            return wire is null ? gate : (ITargetGate)new WiredTarget(gate, wire);
        });
    }

    // Files have none.
    private static LostWire? Wire(Connection connection) =>
        connection.Engine is "postgres" or "mariadb" ? new LostWire(connection.Name, connection.Engine) : null;

    private static Task<T> OverAsync<T>(LostWire? wire, Func<Task<T>> open) => wire is null ? open() : wire.AskAsync(open);

    private static ITargetEngine OpenTargetEngine(
        Connection connection, Profile profile, Func<string, string>? askPassword, ScratchFolder? scratch) =>
        connection.Engine switch
        {
            "sqlite" => SqliteTargetEngine.Open(connection.Name, connection.Address, scratch),
            "mariadb" => MariaDbTargetEngine.Open(connection, profile, WireCheck.Password(connection, askPassword)),
            "postgres" => PostgresTargetEngine.Open(connection, profile, WireCheck.Password(connection, askPassword)),
            _ => throw RelationalErrors.WrongEngine(profile.Name, connection.Engine),
        };

    private static IEngine Open(Connection connection, Profile profile, Func<string, string>? askPassword, ScratchFolder? scratch) =>
        connection.Engine switch
        {
            "sqlite" => SqliteEngine.OpenSource(connection.Name, connection.Address, Credentials(profile), scratch),
            "postgres" => PostgresEngine.OpenSource(connection, profile, WireCheck.Password(connection, askPassword)),
            "mariadb" => MariaDbEngine.OpenSource(connection, profile, WireCheck.Password(connection, askPassword)),
            "csv" => Files.CsvEngine.Open(connection.Name, connection.Address, profile, scratch),
            _ => throw RelationalErrors.WrongEngine(profile.Name, connection.Engine),
        };

    private static HashSet<(string, string)> Credentials(Profile profile) =>
        [.. profile.Classes.Where(one => one.Class == DataClass.Credential).Select(one => (one.Table, one.Column))];

    private static void RefuseRole(Connection connection, ConnectionRole role)
    {
        if (connection.Role != role)
        {
            throw new EcluseException(
                "CONN-005",
                new Text($"The connection “{connection.Name}” is not a {role.ToString().ToLowerInvariant()}.", $"La connexion « {connection.Name} » n’est pas une {(role == ConnectionRole.Source ? "source" : "cible")}."),
                new Text("Name another connection, or set its role.", "Nommez une autre connexion, ou corrigez son rôle."),
                ErrorKind.Refused);
        }
    }

    private static async Task<T> OrClose<T>(IEngine engine, Func<T> open)
    {
        try
        {
            return open();
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }
}
