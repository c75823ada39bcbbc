using System.Globalization;
using System.Text;
using SQLitePCL;

namespace Ecluse.Relational.Sqlite;

/// <summary>A prepared statement: parameters in as bytes, rows out as bytes.</summary>
internal sealed class SqliteStatement : IRowCursor
{
    private readonly sqlite3 handle;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(sqlite3 handle, string sql)
    {
        this.handle = handle;
        if (raw.sqlite3_prepare_v2(handle, sql, out statement) != raw.SQLITE_OK)
        {
            throw Failed();
        }

        ColumnCount = raw.sqlite3_column_count(statement);
    }

    public long Ordinal { get; private set; }

    public int ColumnCount { get; }

    public string NameOf(int position) => raw.sqlite3_column_name(statement, position).utf8_to_string();

    public bool Read()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW)
        {
            Ordinal++;
            return true;
        }

        return result == raw.SQLITE_DONE ? false : throw Failed();
    }

    public bool IsNull(int position) => raw.sqlite3_column_type(statement, position) == raw.SQLITE_NULL;

    public ReadOnlySpan<byte> Bytes(int position) => raw.sqlite3_column_type(statement, position) switch
    {
        raw.SQLITE_NULL => default,
        raw.SQLITE_TEXT or raw.SQLITE_BLOB => raw.sqlite3_column_blob(statement, position),
        raw.SQLITE_FLOAT => Encoding.ASCII.GetBytes(
            raw.sqlite3_column_double(statement, position).ToString("R", CultureInfo.InvariantCulture)),
        _ => Encoding.ASCII.GetBytes(raw.sqlite3_column_int64(statement, position).ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>Binds a parameter by its name without the sign; a statement may not have it.</summary>
    public void Bind(string name, string? value)
    {
        var at = raw.sqlite3_bind_parameter_index(statement, "@" + name);
        if (at > 0)
        {
            _ = value is null ? raw.sqlite3_bind_null(statement, at) : raw.sqlite3_bind_text(statement, at, value);
        }
    }

    public void BindText(int at, ReadOnlySpan<byte> utf8) => _ = raw.sqlite3_bind_text(statement, at, utf8);

    public void BindBytes(int at, ReadOnlySpan<byte> bytes) => _ = raw.sqlite3_bind_blob(statement, at, bytes);

    public void BindNull(int at) => _ = raw.sqlite3_bind_null(statement, at);

    /// <summary>Runs it and gets it ready again.</summary>
    /// <returns>The engine's extended result code: <c>SQLITE_DONE</c> when it went well.</returns>
    public int Run()
    {
        var result = raw.sqlite3_step(statement);
        var extended = result == raw.SQLITE_DONE ? result : raw.sqlite3_extended_errcode(handle);
        _ = raw.sqlite3_reset(statement);
        return extended;
    }

    /// <summary>Gets it ready to be read again with other parameters.</summary>
    public void Reset()
    {
        _ = raw.sqlite3_reset(statement);
        Ordinal = 0;
    }

    public void Dispose() => statement.Dispose();

    private Errors.EcluseException Failed() => RelationalErrors.Engine(
        "sqlite", raw.sqlite3_extended_errcode(handle).ToString(CultureInfo.InvariantCulture));
}
