using System.Globalization;
using Ecluse.Connections;
using Ecluse.Plans;
using Ecluse.Profiles;
using Npgsql;
using NpgsqlTypes;

namespace Ecluse.Relational.Postgres;

/// <summary>A PostgreSQL database; as a source, in one read-only transaction that sees one state of it.</summary>
internal class PostgresEngine : IEngine
{
    private const int DefaultPort = 5432;
    private readonly Dictionary<string, IReadOnlyList<CatalogueColumn>> catalogue = new(StringComparer.Ordinal);
    private readonly string encoding;
    private readonly string schema;
    private readonly Profile profile;
    private int cursors;
    private Func<NpgsqlConnection>? resolve;

    protected PostgresEngine(NpgsqlConnection connection, Profile profile)
    {
        Connection = connection;
        this.profile = profile;
        schema = profile.Schema ?? "public";
        Dialect = new PostgresDialect(schema, PostgresCatalogue.Names(connection, schema));
        encoding = Scalar("SHOW server_encoding") switch
        {
            "LATIN1" => "iso-8859-1",
            "WIN1252" => "windows-1252",
            _ => "utf-8",
        };
        Run($"SET search_path = {Dialect.Quote(schema)}");
        Run("SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; SET bytea_output = 'hex'; SET cursor_tuple_fraction = 1");
        if (profile.Zone is { } zone)
        {
            Run($"SET TimeZone = '{zone.Id.Replace("'", "''", StringComparison.Ordinal)}'");
        }
    }

    public string Name => "postgres";

    public Dialect Dialect { get; }

    public ReadConsistency Consistency => ReadConsistency.Snapshot;

    protected NpgsqlConnection Connection { get; }

    protected string Schema => schema;

    /// <summary>Whether results are streamed by cursors of a transaction, so that several may be open at once.</summary>
    protected bool Streams { get; set; }

    /// <summary>Opens as a source: an account that can only read, one snapshot.</summary>
    public static PostgresEngine OpenSource(Connection connection, Profile profile, string? password)
    {
        var open = Connect(connection, password);
        try
        {
            var engine = new PostgresEngine(open, profile) { resolve = () => Connect(connection, password, details: true) };
            PostgresPrivileges.RefuseWriter(open, connection.Name);
            engine.Run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            engine.Streams = true;
            return engine;
        }
        catch (Exception cause)
        {
            open.Dispose();
            if (cause is PostgresException refused)
            {
                throw RelationalErrors.Engine("postgres", refused.SqlState, refused);
            }

            throw;
        }
    }

    public IReadOnlySet<string> Relations
    {
        get
        {
            using var command = Command(
                "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') "
                + "AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'", new Dictionary<string, string?>());
            using var rows = command.ExecuteReader();
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            while (rows.Read())
            {
                names.Add(rows.GetString(0));
            }

            return names;
        }
    }

    public IReadOnlyList<CatalogueColumn> ColumnsOf(string table)
    {
        if (!catalogue.TryGetValue(table, out var columns))
        {
            // The profile's own spelling of a name is kept; the dialect knows the database's.
            catalogue[table] = columns = [.. PostgresCatalogue.Columns(Connection, schema, table, encoding).Select(column =>
                column with { Name = Spelled(table, column.Name) })];
        }

        return columns;
    }

    public IRowCursor Query(string sql, IReadOnlyDictionary<string, string?> parameters)
    {
        try
        {
            return Streams
                ? new PostgresCursor(Connection, $"ecluse_{(++cursors).ToString(CultureInfo.InvariantCulture)}", Command(sql, parameters))
                : new PostgresCursor(Command(sql, parameters));
        }
        catch (PostgresException refused)
        {
            throw RelationalErrors.Engine("postgres", refused.SqlState, refused);
        }
    }

    public virtual ValueTask DisposeAsync() => Connection.DisposeAsync();

    public string? FaultIn(Func<(string Sql, IReadOnlyDictionary<string, string?> Parameters)> statement, Profile profile)
    {
        if (resolve is null)
        {
            return null;
        }

        using var resolution = new PostgresResolution(resolve(), Dialect.Quote(schema));
        return resolution.FaultIn(statement().Sql, profile);
    }

    protected static NpgsqlConnection Connect(Connection connection, string? password, bool details = false)
    {
        var (host, port) = WireCheck.Address(connection);
        var isTcp = !host.StartsWith('/');
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = host,
            Port = port ?? DefaultPort,
            Database = connection.Database,
            Username = connection.User,
            Password = password,
            Pooling = false,
            CommandTimeout = 0,
            TcpKeepAlive = isTcp,
            TcpKeepAliveTime = isTcp ? QuietWire.Seconds : 0,
            TcpKeepAliveInterval = isTcp ? QuietWire.AgainSeconds : 0,
            IncludeErrorDetail = details,
            ApplicationName = "ecluse",
            SslMode = connection.VerifyTls ? SslMode.VerifyFull : SslMode.Prefer,
            RootCertificate = connection.CaFile,
        };
        var open = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            open.Open();
            return open;
        }
        catch (NpgsqlException cause)
        {
            open.Dispose();
            throw cause.SqlState is "28P01" or "28000"
                ? RelationalErrors.WrongPassword(connection.Name)
                : RelationalErrors.Unreachable(connection.Name, cause);
        }
    }

    protected NpgsqlCommand Command(string sql, IReadOnlyDictionary<string, string?> parameters)
    {
#pragma warning disable CA2100 // Statements are built by the dialect; values are parameters.
        var command = new NpgsqlCommand(sql, Connection);
#pragma warning restore CA2100
        foreach (var (name, value) in parameters.Where(one => sql.Contains("@" + one.Key, StringComparison.Ordinal)))
        {
            command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Unknown) { Value = (object?)value ?? DBNull.Value });
        }

        return command;
    }

    protected void Run(string sql)
    {
        using var command = Command(sql, new Dictionary<string, string?>());
        command.ExecuteNonQuery();
    }

    private string Spelled(string table, string column) => !profile.Tables.TryGetValue(table, out var known) || known.Columns.ContainsKey(column)
        ? column
        : known.Columns.Keys.FirstOrDefault(name => name.Equals(column, StringComparison.OrdinalIgnoreCase)) ?? column;

    private string Scalar(string sql)
    {
        using var command = Command(sql, new Dictionary<string, string?>());
        return (string)command.ExecuteScalar()!;
    }
}
