using System.Globalization;
using SQLitePCL;

namespace Ecluse.Relational.Sqlite;

/// <summary>A prepared statement: parameters in as bytes, rows out as bytes.</summary>
internal sealed class SqliteStatement : IRowCursor
{
    // The longest: -1.7976931348623157E+308.
    private const int NumberLengthMax = 32;
    private readonly sqlite3 handle;
    private readonly sqlite3_stmt statement;
    private readonly byte[]?[] numbers;
    private (long Ordinal, int Position, int Type) asked;

    public SqliteStatement(sqlite3 handle, string sql)
    {
        this.handle = handle;
        if (raw.sqlite3_prepare_v2(handle, sql, out statement) != raw.SQLITE_OK)
        {
            throw Failed();
        }

        ColumnCount = raw.sqlite3_column_count(statement);
        numbers = new byte[ColumnCount][];
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

    public bool IsNull(int position) => TypeOf(position) == raw.SQLITE_NULL;

    public ReadOnlySpan<byte> Bytes(int position) => TypeOf(position) switch
    {
        raw.SQLITE_NULL => default,
        raw.SQLITE_TEXT or raw.SQLITE_BLOB => raw.sqlite3_column_blob(statement, position),
        raw.SQLITE_FLOAT => Written(raw.sqlite3_column_double(statement, position), "R", position),
        _ => Written(raw.sqlite3_column_int64(statement, position), "D", position),
    };

    // Who reads a value asks first whether there is one; each question to the engine costs as much as the answer.
    private int TypeOf(int position)
    {
        if (asked.Position != position || asked.Ordinal != Ordinal)
        {
            asked = (Ordinal, position, raw.sqlite3_column_type(statement, position));
        }

        return asked.Type;
    }

    private ReadOnlySpan<byte> Written<T>(T number, string format, int position)
        where T : IUtf8SpanFormattable
    {
        var room = numbers[position] ??= new byte[NumberLengthMax];
        return number.TryFormat(room, out var length, format, CultureInfo.InvariantCulture)
            ? room.AsSpan(0, length)
            : throw new InvalidOperationException("a number longer than any");
    }

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
        (Ordinal, asked) = (0, default);
    }

    public void Dispose() => statement.Dispose();

    private Errors.EcluseException Failed() => RelationalErrors.Engine(
        "sqlite", raw.sqlite3_extended_errcode(handle).ToString(CultureInfo.InvariantCulture));
}
