using Ecluse.Errors;

namespace Ecluse.Profiles.Transforms;

/// <summary><c>trim</c>: spaces at both ends are cut.</summary>
internal sealed class TrimTransform : Transform
{
    public override string Code => "MAP-TEXT";

    public override Text Expected => new("text", "du texte");

    public override bool ChangesLength => false;

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record) => Copy(column.Trim(" \t"u8), record);

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column) => Copy(record, column);
}

/// <summary><c>pad</c>: the column is padded right with spaces to a number of characters.</summary>
internal sealed class PadTransform(int width) : Transform
{
    public override string Code => "MAP-LENGTH";

    public override Text Expected => new($"at most {width} characters", $"au plus {width} caractères");

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record) => Copy(column.TrimEnd((byte)' '), record);

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column)
    {
        var missing = width - Characters(record);
        if (missing < 0)
        {
            return Outcome.Refused;
        }

        column.Append(record);
        column.Room(missing)[..missing].Fill((byte)' ');
        column.Advance(missing);
        return Outcome.Value;
    }
}

/// <summary><c>zero-pad</c> (zeros in the column) and <c>fill-zeros</c> (zeros in the record).</summary>
internal sealed class ZeroTransform(int width, bool inColumn) : Transform
{
    public override string Code => "MAP-DIGITS";

    public override Text Expected => new($"at most {width} digits", $"au plus {width} chiffres");

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record) =>
        inColumn ? Strip(column, record) : Fill(column, record);

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column) =>
        inColumn ? Fill(record, column) : Strip(record, column);

    private Outcome Strip(ReadOnlySpan<byte> text, TextBuffer output)
    {
        if (!Digits.Only(text) || text.Length > width)
        {
            return Outcome.Refused;
        }

        var bare = text.TrimStart((byte)'0');
        return Copy(bare.IsEmpty ? "0"u8 : bare, output);
    }

    private Outcome Fill(ReadOnlySpan<byte> text, TextBuffer output)
    {
        if (!Digits.Only(text) || text.Length > width)
        {
            return Outcome.Refused;
        }

        var missing = width - text.Length;
        output.Room(missing)[..missing].Fill((byte)'0');
        output.Advance(missing);
        return Copy(text, output);
    }
}

/// <summary><c>prefix</c> and <c>suffix</c>: the record has it, the column has not.</summary>
internal sealed class AffixTransform(string affix, bool atStart) : Transform
{
    private readonly byte[] bytes = System.Text.Encoding.UTF8.GetBytes(affix);

    public override string Code => "MAP-AFFIX";

    public override Text Expected => atStart
        ? new("the profile's prefix", "le préfixe du profil")
        : new("the profile's suffix", "le suffixe du profil");

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        record.Append(atStart ? bytes : column);
        record.Append(atStart ? column : bytes);
        return Outcome.Value;
    }

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column)
    {
        if (!(atStart ? record.StartsWith(bytes) : record.EndsWith(bytes)))
        {
            return Outcome.Refused;
        }

        return Copy(atStart ? record[bytes.Length..] : record[..^bytes.Length], column);
    }
}
