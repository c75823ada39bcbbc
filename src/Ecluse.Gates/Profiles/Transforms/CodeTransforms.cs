using Ecluse.Errors;

namespace Ecluse.Profiles.Transforms;

/// <summary>What becomes of a code that a list does not know.</summary>
internal enum UnknownCode
{
    /// <summary>The row is refused.</summary>
    Refuse,

    /// <summary>The code passes as it is.</summary>
    Keep,

    /// <summary>There is no value.</summary>
    LeaveOut,
}

/// <summary><c>codes</c>: a column's code and the record's.</summary>
internal sealed class CodesTransform(CodeList list, UnknownCode unknown) : Transform
{
    public CodeList List => list;

    public override bool KeepsAlphabet => false;

    /// <summary>Whether the list is closed.</summary>
    public bool RefusesUnknown => unknown == UnknownCode.Refuse;

    public override string Code => "MAP-CODE";

    public override Text Expected => new($"a code of the list {list.Name}", $"un code de la liste {list.Name}");

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record) =>
        Choose(list.TryMean(column, out var meaning), meaning, column, record);

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column) =>
        Choose(list.TryCode(record, out var code), code, record, column);

    private Outcome Choose(bool known, byte[]? found, ReadOnlySpan<byte> text, TextBuffer output)
    {
        if (known)
        {
            return Copy(found, output);
        }

        return unknown switch
        {
            _ when list.IsUnknown => Outcome.Absent,
            UnknownCode.Keep => Copy(text, output),
            UnknownCode.LeaveOut => Outcome.Absent,
            _ => Outcome.Refused,
        };
    }
}

/// <summary><c>boolean</c>: two texts for true and false.</summary>
internal sealed class BooleanTransform(string yes, string no) : Transform
{
    private readonly byte[] yes = System.Text.Encoding.UTF8.GetBytes(yes);
    private readonly byte[] no = System.Text.Encoding.UTF8.GetBytes(no);

    public override string Code => "MAP-BOOLEAN";

    public override Text Expected => new("one of the profile's two texts", "l’un des deux textes du profil");

    public override Outcome Read(ReadOnlySpan<byte> column, TextBuffer record)
    {
        if (column.SequenceEqual(yes))
        {
            return Copy("true"u8, record);
        }

        return column.SequenceEqual(no) ? Copy("false"u8, record) : Outcome.Refused;
    }

    public override Outcome Write(ReadOnlySpan<byte> record, TextBuffer column)
    {
        if (record.SequenceEqual("true"u8))
        {
            return Copy(yes, column);
        }

        return record.SequenceEqual("false"u8) ? Copy(no, column) : Outcome.Refused;
    }
}
