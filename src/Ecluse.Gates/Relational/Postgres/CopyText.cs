using System.Buffers;
using Ecluse.Relational.Writing;

namespace Ecluse.Relational.Postgres;

/// <summary>Writes rows in the text form of COPY: tabs between values, backslash escapes, <c>\N</c> for NULL.</summary>
/// <remarks>Source: PostgreSQL 15 documentation, COPY, « Text Format ».</remarks>
internal static class CopyText
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create("\\\t\n\r\b\f\v"u8);

    public static void Append(ArrayBufferWriter<byte> output, PendingRow row, ReadOnlySpan<byte> memory)
    {
        for (var i = 0; i < row.Plan.Columns.Count; i++)
        {
            if (i > 0)
            {
                output.Write("\t"u8);
            }

            var (start, length) = row[i];
            if (length < 0)
            {
                output.Write("\\N"u8);
            }
            else if (row.Plan.Columns[i].Kind == ColumnKind.Bytes)
            {
                output.Write("\\\\x"u8);
                Hex(output, memory.Slice(start, length));
            }
            else
            {
                Text(output, memory.Slice(start, length));
            }
        }

        output.Write("\n"u8);
    }

    private static void Text(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny(Escaped) is var at and >= 0)
        {
            output.Write(text[..at]);
            output.Write(text[at] switch
            {
                (byte)'\t' => "\\t"u8,
                (byte)'\n' => "\\n"u8,
                (byte)'\r' => "\\r"u8,
                (byte)'\b' => "\\b"u8,
                (byte)'\f' => "\\f"u8,
                (byte)'\v' => "\\v"u8,
                _ => "\\\\"u8,
            });
            text = text[(at + 1)..];
        }

        output.Write(text);
    }

    private static void Hex(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        var room = output.GetSpan(bytes.Length * 2);
        Convert.TryToHexStringLower(bytes, room, out var written);
        output.Advance(written);
    }
}
