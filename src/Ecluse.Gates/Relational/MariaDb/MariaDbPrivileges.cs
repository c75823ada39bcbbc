using MySqlConnector;

namespace Ecluse.Relational.MariaDb;

/// <summary>Whether an account can do more than read.</summary>
internal static class MariaDbPrivileges
{
    private static readonly HashSet<string> Reading = new(StringComparer.OrdinalIgnoreCase)
    {
        "USAGE", "SELECT", "SHOW VIEW", "SHOW DATABASES", "LOCK TABLES", "PROCESS", "REPLICATION CLIENT", "BINLOG MONITOR",
    };

    /// <summary>Refuses an account with any privilege that is not one of reading.</summary>
    public static void RefuseWriter(MySqlConnection connection, string name)
    {
        using var command = new MySqlCommand("SHOW GRANTS", connection);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var grant = rows.GetString(0);
            var end = grant.IndexOf(" ON ", StringComparison.Ordinal);
            if (!grant.StartsWith("GRANT ", StringComparison.Ordinal) || end < 0)
            {
                // The grant of a role: what it may do stands in the lines of the role.
                continue;
            }

            var privileges = grant[6..end].Split(',', StringSplitOptions.TrimEntries).Select(one => one.Split('(')[0].Trim());
            if (privileges.FirstOrDefault(one => one.Length > 0 && !one.EndsWith(')') && !Reading.Contains(one)) is { } other)
            {
                throw RelationalErrors.CanWrite(name, other);
            }

            if (grant.Contains("WITH GRANT OPTION", StringComparison.Ordinal))
            {
                throw RelationalErrors.CanWrite(name, "GRANT OPTION");
            }
        }
    }
}
