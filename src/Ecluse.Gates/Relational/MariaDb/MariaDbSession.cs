using Ecluse.Connections;
using Ecluse.Profiles;
using MySqlConnector;

namespace Ecluse.Relational.MariaDb;

/// <summary>One session with MariaDB or MySQL: its connection, and the settings under which the engine's statements mean the same.</summary>
internal static class MariaDbSession
{
    private const string Mode =
        "ANSI_QUOTES,PIPES_AS_CONCAT,STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    /// <summary>Opens a connection.</summary>
    /// <exception cref="Errors.EcluseException">It cannot be reached, the password is wrong, or the wire is not safe.</exception>
    public static MySqlConnection Open(Connection connection, string? password)
    {
        var (host, port) = WireCheck.Address(connection);
        var settings = new MySqlConnectionStringBuilder
        {
            Server = host,
            ConnectionProtocol = port is null && host.StartsWith('/') ? MySqlConnectionProtocol.UnixSocket : MySqlConnectionProtocol.Sockets,
            Port = (uint)(port ?? 3306),
            Database = connection.Database ?? "",
            UserID = connection.User ?? "",
            Password = password ?? "",
            Pooling = false,
            DefaultCommandTimeout = 0,
            Keepalive = QuietWire.Seconds,
            AllowZeroDateTime = true,
            CharacterSet = "utf8mb4",
            SslMode = connection.VerifyTls ? MySqlSslMode.VerifyFull : MySqlSslMode.Preferred,
            SslCa = connection.CaFile ?? "",
        };
        var open = new MySqlConnection(settings.ConnectionString);
        try
        {
            open.Open();
            return open;
        }
        catch (MySqlException cause)
        {
            open.Dispose();
            throw cause.ErrorCode == MySqlErrorCode.AccessDenied
                ? RelationalErrors.WrongPassword(connection.Name)
                : RelationalErrors.Unreachable(connection.Name, cause);
        }
    }

    /// <summary>Sets what a statement's meaning depends on.</summary>
    /// <param name="session">The session.</param>
    /// <param name="first">The engine's first one, which is asked for the columns of the profile.</param>
    /// <param name="profile">Whose zone counts.</param>
    public static void Prepare(MySqlConnection session, MySqlConnection first, Profile profile)
    {
        using var set = new MySqlCommand($"SET SESSION sql_mode = '{Mode}', NAMES utf8mb4 COLLATE utf8mb4_bin", session);
        set.ExecuteNonQuery();
        SetZone(session, first, profile);
    }

    // Only columns of type TIMESTAMP depend on the session's zone.
    private static void SetZone(MySqlConnection session, MySqlConnection first, Profile profile)
    {
        if (profile.Zone is not { } zone)
        {
            return;
        }

        try
        {
            using var set = new MySqlCommand("SET SESSION time_zone = @zone", session);
            set.Parameters.AddWithValue("@zone", zone.Id);
            set.ExecuteNonQuery();
        }
        catch (MySqlException refused) when (refused.ErrorCode == MySqlErrorCode.UnknownTimeZone)
        {
            // Where the server has no tables of zones and nothing here needs them, all is well.
            if (!UsesTimestamps(first, profile))
            {
                return;
            }

            throw RelationalErrors.NoZones(zone.Id, refused);
        }
    }

    private static bool UsesTimestamps(MySqlConnection first, Profile profile)
    {
        var used = UsedColumns.Of(profile);
        return profile.Tables.Keys.Any(table => MariaDbCatalogue.Columns(first, table)
            .Any(column => column.Kind == ColumnKind.TimestampWithZone && used.Contains((table, column.Name))));
    }
}
