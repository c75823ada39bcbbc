using System.Globalization;
using System.Text;
using Ecluse.Errors;
using Ecluse.Profiles;
using Ecluse.Records;
using Ecluse.Relational;
using Ecluse.Relational.Sqlite;
using SQLitePCL;
using Sylvan.Data.Csv;
using Text = Ecluse.Errors.Text;

namespace Ecluse.Files;

/// <summary>
/// One CSV file as one table: a header, then rows of as many fields; separator comma, semicolon, tab or bar, by the header;
/// fields quoted as RFC 4180 says. Bytes are kept as they stand: the profile says how each column is encoded.
/// </summary>
internal static class CsvTable
{
    private const int BufferStart = 1 << 20;
    private const int BufferMax = 1 << 28;

    /// <summary>Creates the table and loads the rows.</summary>
    /// <exception cref="EcluseException">FILES-004, FILES-005.</exception>
    public static void Load(SqliteEngine database, ProfileTable table, string file)
    {
        var name = Path.GetFileName(file);
        using var text = OpenText(file, name);
        using var rows = Open(text, name);
        var columns = Header(rows, name);
        var quoted = columns.Select(database.Dialect.Quote);
        database.Execute($"CREATE TABLE {database.Dialect.Table(table.Name)} ({string.Join(", ", quoted.Select(column => column + " TEXT"))})");
        var loaded = Enumerable.Range(0, columns.Count).Where(i => IsLoaded(table, columns[i])).ToArray();
        if (loaded.Length == 0)
        {
            return;
        }

        using var insert = database.Prepare(
            $"INSERT INTO {database.Dialect.Table(table.Name)} ({string.Join(", ", loaded.Select(i => database.Dialect.Quote(columns[i])))}) "
            + $"VALUES ({string.Join(", ", loaded.Select(_ => "?"))})");
        Insert(rows, insert, loaded, columns.Count, name);
    }

    // A column without class cannot be used, and a credential never leaves its file.
    private static bool IsLoaded(ProfileTable table, string column) =>
        table.Columns.TryGetValue(column, out var known) && known.Class != DataClass.Credential;

    private static void Insert(CsvDataReader rows, SqliteStatement insert, int[] loaded, int width, string name)
    {
        var bytes = new byte[BufferStart];
        for (var row = 1L; Step(rows, name, row); row++)
        {
            if (rows.RowFieldCount != width)
            {
                throw FileErrors.Row(name, row, new Text(
                    $"{rows.RowFieldCount} fields, and the header has {width}",
                    $"{rows.RowFieldCount} champs, et l’en-tête en a {width}"));
            }

            for (var i = 0; i < loaded.Length; i++)
            {
                Bind(insert, i + 1, rows.GetFieldSpan(loaded[i]), ref bytes);
            }

            if (insert.Run() is var result and not raw.SQLITE_DONE)
            {
                throw RelationalErrors.Engine("csv", result.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    // Read as ISO-8859-1, each character is the byte it was.
    private static void Bind(SqliteStatement insert, int at, ReadOnlySpan<char> field, ref byte[] bytes)
    {
        if (field.IsEmpty)
        {
            insert.BindNull(at);
            return;
        }

        if (bytes.Length < field.Length)
        {
            bytes = new byte[field.Length];
        }

        insert.BindText(at, bytes.AsSpan(0, Encoding.Latin1.GetBytes(field, bytes)));
    }

    private static StreamReader OpenText(string file, string name)
    {
        var stream = File.OpenRead(file);
        Span<byte> start = stackalloc byte[3];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        stream.Position = start.SequenceEqual(Encoding.UTF8.Preamble) ? start.Length : 0;
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            stream.Dispose();
            throw FileErrors.Header(name, new Text("is in UTF-16", "est en UTF-16"));
        }

        return new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, BufferStart);
    }

    private static CsvDataReader Open(StreamReader text, string name)
    {
        try
        {
            return CsvDataReader.Create(text, new CsvDataReaderOptions
            {
                Comment = '\0',
                ResultSetMode = ResultSetMode.SingleResult,
                BufferSize = BufferStart,
                MaxBufferSize = BufferMax,
                HeaderComparer = StringComparer.Ordinal,
            });
        }
        catch (Exception cause) when (cause is CsvFormatException or CsvMissingHeadersException)
        {
            throw FileErrors.Header(name, new Text("cannot be read", "est illisible"));
        }
    }

    private static List<string> Header(CsvDataReader rows, string name)
    {
        var columns = Enumerable.Range(0, rows.FieldCount).Select(rows.GetName).ToList();
        if (columns.Count == 0 || columns.Exists(string.IsNullOrWhiteSpace) || columns.Distinct(StringComparer.OrdinalIgnoreCase).Count() < columns.Count)
        {
            throw FileErrors.Header(name, new Text("has an empty name or one twice", "a un nom vide ou en double"));
        }

        return columns;
    }

    private static bool Step(CsvDataReader rows, string name, long row)
    {
        try
        {
            return rows.Read();
        }
        catch (CsvRecordTooLargeException)
        {
            throw FileErrors.Row(name, row, new Text("one row of more than 256 MB", "une ligne de plus de 256 Mo"));
        }
        catch (CsvFormatException)
        {
            throw FileErrors.Row(name, row, new Text("quotation marks do not match", "les guillemets ne vont pas par paires"));
        }
    }
}
