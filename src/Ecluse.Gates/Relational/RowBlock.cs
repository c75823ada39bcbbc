using System.Data.Common;
using System.Globalization;
using System.Text;

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
        DateTime time when time.TimeOfDay == TimeSpan.Zero => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
