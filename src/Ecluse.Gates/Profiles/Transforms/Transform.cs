using Ecluse.Errors;
using Ecluse.Plans;

namespace Ecluse.Profiles.Transforms;

/// <summary>What a transform made of a text.</summary>
internal enum Outcome
{
    /// <summary>The output holds the text.</summary>
    Value,

    /// <summary>There is no value.</summary>
    Absent,

    /// <summary>The text is not what the transform reads.</summary>
    Refused,
}

/// <summary>
/// Names how a column is written: <see cref="Read"/> turns the column's text into the record's, <see cref="Write"/> does
/// the inverse. The closed list stands in <c>docs/spec/profile.md</c>, section 7. Holds no state of a row.
/// </summary>
internal abstract class Transform
{
    /// <summary>Code of the refusal, <c>MAP-…</c>.</summary>
    public abstract string Code { get; }

    /// <summary>What it expects in the column.</summary>
    public abstract Text Expected { get; }

    /// <summary>Whether it has an inverse.</summary>
    public virtual bool CanWrite => true;

    /// <summary>Whether it can stand in <c>read:</c>.</summary>
    public virtual bool CanRead => true;

    /// <summary>Whether the written text can be longer or shorter than the field, or of another alphabet.</summary>
    public virtual bool ChangesLength => true;

    /// <summary>Whether the written text has no character that the field has not.</summary>
    public virtual bool KeepsAlphabet => true;

    /// <summary>Texts that a record's field may not hold, because the column means something by them.</summary>
    public virtual IReadOnlyList<string> Without => [];

    /// <summary>The finest unit of time that the column holds; null where it holds no time.</summary>
    public virtual TimeUnit? Finest => null;

    /// <summary>Column to record.</summary>
    public abstract Outcome Read(ReadOnlySpan<byte> column, TextBuffer record);

    /// <summary>Record to column.</summary>
    public virtual Outcome Write(ReadOnlySpan<byte> record, TextBuffer column) => Outcome.Refused;

    protected static Outcome Copy(ReadOnlySpan<byte> text, TextBuffer output)
    {
        output.Append(text);
        return text.IsEmpty ? Outcome.Absent : Outcome.Value;
    }

    protected static int Characters(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var one in utf8)
        {
            count += (one & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }
}
