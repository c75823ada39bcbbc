using System.Text.Unicode;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Profiles.Transforms;

namespace Ecluse.Profiles.Mapping;

/// <summary>Turns the bytes of one selected column into UTF-8 text without CHAR padding. Keeps a buffer of its own.</summary>
internal sealed class ColumnDecoder(int position, ColumnRef column, ColumnEncoding encoding)
{
    // The 32 places where Windows-1252 differs from ISO-8859-1; 0 where it has no character.
    private const string HighControls =
        "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0" +
        "\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    private readonly TextBuffer text = new();

    /// <summary>The Windows-1252 byte of a character; a question mark where there is none (for examples only).</summary>
    public static byte Narrow(char character) =>
        character < 0x100 && character is < '\u0080' or > '\u009F' ? (byte)character
        : HighControls.IndexOf(character, StringComparison.Ordinal) is var at and >= 0 ? (byte)(0x80 + at) : (byte)'?';

    /// <summary>The Windows-1252 byte of a character; the five places without one stand for themselves, as databases have it.</summary>
    public static bool TryNarrow(char character, out byte one)
    {
        var isControl = character is >= '\u0080' and < '\u00A0';
        var at = character < '\u0100' ? -1 : HighControls.IndexOf(character, StringComparison.Ordinal);
        one = (byte)(at >= 0 ? 0x80 + at : character & 0xFF);
        return at >= 0 || (character < '\u0100' && (!isControl || HighControls[character - 0x80] == 0));
    }

    /// <summary>The character of a Windows-1252 byte.</summary>
    public static char Widen(byte one) =>
        one is >= 0x80 and < 0xA0 && HighControls[one - 0x80] is var high and not '\0' ? high : (char)one;

    public ColumnRef Column => column;

    /// <summary>The column's text; empty when it is null, empty or only padding.</summary>
    public ReadOnlySpan<byte> Read(IRow row)
    {
        if (row.IsNull(position))
        {
            return default;
        }

        var bytes = row.Bytes(position);
        if (encoding == ColumnEncoding.Bytes)
        {
            return bytes;
        }

        if (column.Column.TrimPadding)
        {
            bytes = bytes.TrimEnd((byte)' ');
        }

        return encoding == ColumnEncoding.Utf8 ? Checked(bytes, row) : Decoded(bytes, row);
    }

    private ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> bytes, IRow row) => Utf8.IsValid(bytes)
        ? bytes
        : throw Refuse(bytes, row, new Text("UTF-8 text", "du texte UTF-8"));

    private ReadOnlySpan<byte> Decoded(ReadOnlySpan<byte> bytes, IRow row)
    {
        if (!bytes.ContainsAnyInRange((byte)0x80, (byte)0xFF))
        {
            return bytes;
        }

        text.Clear();
        foreach (var one in bytes)
        {
            if (one < 0x80)
            {
                text.Append(one);
                continue;
            }

            var character = one >= 0xA0 || encoding == ColumnEncoding.Latin1 ? (char)one : HighControls[one - 0x80];
            if (character == 0)
            {
                throw Refuse(bytes, row, new Text("Windows-1252 text", "du texte Windows-1252"));
            }

            AppendUtf8(character);
        }

        return text.Text;
    }

    private void AppendUtf8(char character)
    {
        if (character < 0x800)
        {
            text.Append((byte)(0xC0 | (character >> 6)));
        }
        else
        {
            text.Append((byte)(0xE0 | (character >> 12)));
            text.Append((byte)(0x80 | ((character >> 6) & 0x3F)));
        }

        text.Append((byte)(0x80 | (character & 0x3F)));
    }

    private MappingException Refuse(ReadOnlySpan<byte> found, IRow row, Text expected) =>
        new("MAP-ENCODING", column.Table.Table, column.Name, row.Ordinal, Shape.Of(found), expected);
}
