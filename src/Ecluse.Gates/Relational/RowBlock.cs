using System.Data.Common;
using System.Globalization;
using System.Text;
using MySqlConnector;

namespace Ecluse.Relational;

/// <summary>
/// Some rows of a reader, copied into memory that is used again: a connection that streams one result at a time can so
/// serve several. Text and bytes are kept as bytes, numbers and dates as their invariant text.
/// </summary>
internal sealed class RowBlock
{
    private readonly Profiles.Transforms.TextBuffer memory = new();
    private readonly List<(int Start, int Length)> values = [];
    private int width;
    private int current = -1;

    public int Count { get; private set; }

    public IReadOnlyList<string> Names { get; private set; } = [];

    /// <summary>Bytes of the values held.</summary>
    public long Size => memory.Length;

    public void Clear()
    {
        memory.Clear();
        values.Clear();
        Count = 0;
        current = -1;
    }

    /// <summary>Copies the reader's present row.</summary>
    public void Add(DbDataReader reader)
    {
        width = reader.FieldCount;
        for (var i = 0; i < width; i++)
        {
            if (reader.IsDBNull(i))
            {
                values.Add((0, -1));
                continue;
            }

            var start = memory.Length;
            Append(reader, i);
            values.Add((start, memory.Length - start));
        }

        Count++;
    }

    public void Name(DbDataReader reader) => Names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];

    public bool Step() => ++current < Count;

    public bool IsNull(int position) => values[(current * width) + position].Length < 0;

    public ReadOnlySpan<byte> Bytes(int position)
    {
        var (start, length) = values[(current * width) + position];
        return length < 0 ? default : memory.Text.Slice(start, length);
    }

    private void Append(DbDataReader reader, int column)
    {
        var type = reader.GetFieldType(column);
        if (type == typeof(string))
        {
            memory.Append(reader.GetString(column));
        }
        else if (type == typeof(byte[]))
        {
            memory.Append(reader.GetFieldValue<byte[]>(column));
        }
        else
        {
            memory.Append(Invariant(reader.GetValue(column)));
        }
    }

    private static string Invariant(object value) => value switch
    {
        bool flag => flag ? "1" : "0",
        MySqlDateTime { IsValidDateTime: true } time => Iso(time.GetDateTime()),
        MySqlDateTime => "0000-00-00",
        DateTime time => Iso(time),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // A day alone where there is no time of day; an instant that knows its zone says that it is UTC.
    private static string Iso(DateTime time) => time is { TimeOfDay.Ticks: 0, Kind: not DateTimeKind.Utc }
        ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Utc ? "Z" : "");
}
