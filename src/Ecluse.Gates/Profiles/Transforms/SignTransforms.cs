using System.Text;
using Ecluse.Errors;
using Ecluse.Profiles.Mapping;
using Text = Ecluse.Errors.Text;

namespace Ecluse.Profiles.Transforms;

/// <summary><c>stands-for</c>: a sign that the system writes for another one, because it uses that one as a separator.</summary>
internal sealed class StandsForTransform(string sign, string meant) : Transform
{
    private readonly byte[] sign = Encoding.UTF8.GetBytes(sign);
    private readonly byte[] meant = Encoding.UTF8.GetBytes(meant);

    public override string Code => "MAP-TEXT";

    public override Text Expected => new(
        "text without the sign that another one stands for", "du texte sans le signe qu’un autre remplace");

    public override bool ChangesLength => sign.Length != meant.Length;

    public override IReadOnlyList<string> Without { get; } = [sign];

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record) => Exchange(column, sign, meant, record);

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column) => Exchange(record, meant, sign, column);

    // A text that holds the other sign already could not be told from one that was exchanged.
    private static Outcome Exchange(ReadOnlySpan<byte> text, byte[] from, byte[] to, TextBuffer output)
    {
        if (text.IndexOf(to) >= 0)
        {
            return Outcome.Refused;
        }

        var empty = text.IsEmpty;
        while (text.IndexOf(from) is var at and >= 0)
        {
            output.Append(text[..at]);
            output.Append(to);
            text = text[(at + from.Length)..];
        }

        output.Append(text);
        return empty ? Outcome.Absent : Outcome.Value;
    }
}

/// <summary><c>without</c>: texts that the column cannot hold inside a value, because it is cut there when it is read.</summary>
internal sealed class WithoutTransform(IReadOnlyList<string> texts) : Transform
{
    private readonly byte[][] signs = [.. texts.Select(Encoding.UTF8.GetBytes)];

    public override string Code => "MAP-TEXT";

    public override Text Expected => new("text without the profile's sign", "du texte sans le signe du profil");

    public override bool ChangesLength => false;

    public override IReadOnlyList<string> Without => texts;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record) => Copy(column, record);

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column)
    {
        foreach (var sign in signs)
        {
            if (record.IndexOf(sign) >= 0)
            {
                return Outcome.Refused;
            }
        }

        return Copy(record, column);
    }
}

/// <summary>
/// <c>utf-8-in-windows-1252</c>: the application sent UTF-8 over a connection that the database took for Windows-1252. What
/// the database shows as <c>â‰¥</c> is <c>≥</c>; text that is not UTF-8 in that way is refused.
/// </summary>
internal sealed class TwiceEncodedTransform : Transform
{
    public override bool KeepsAlphabet => false;

    public override string Code => "MAP-MOJIBAKE";

    public override Text Expected => new(
        "UTF-8 that was stored as Windows-1252", "de l’UTF-8 enregistré comme Windows-1252");

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        if (!column.ContainsAnyInRange((byte)0x80, (byte)0xFF))
        {
            return Copy(column, record);
        }

        var start = record.Length;
        foreach (var character in Encoding.UTF8.GetString(column))
        {
            if (!ColumnDecoder.TryNarrow(character, out var one))
            {
                return Outcome.Refused;
            }

            record.Append(one);
        }

        return System.Text.Unicode.Utf8.IsValid(record.Text[start..]) ? Outcome.Value : Outcome.Refused;
    }

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column)
    {
        foreach (var one in record)
        {
            column.Append(ColumnDecoder.Widen(one).ToString());
        }

        return record.IsEmpty ? Outcome.Absent : Outcome.Value;
    }
}
