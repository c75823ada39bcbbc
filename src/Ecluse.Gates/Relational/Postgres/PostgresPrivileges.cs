using Npgsql;

namespace Ecluse.Relational.Postgres;

/// <summary>Whether an account can do more than read.</summary>
internal static class PostgresPrivileges
{
    /// <summary>Refuses an account that may write any table, make objects in a schema, or do everything.</summary>
    public static void RefuseWriter(NpgsqlConnection connection, string name)
    {
        using var command = new NpgsqlCommand(
            "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            + "WHERE c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%' "
            + "AND (has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') OR has_any_column_privilege(c.oid, 'INSERT, UPDATE')) "
            + "UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND has_schema_privilege(oid, 'CREATE') "
            + "UNION ALL SELECT 'everything' FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls) LIMIT 1", connection);
        if (command.ExecuteScalar() is string table)
        {
            throw RelationalErrors.CanWrite(name, table);
        }
    }
}
