using System.Text;

namespace Ecluse.Records;

/// <summary>
/// One lab record: a type and the text of its fields, in UTF-8, in one buffer that is used again and again so that
/// a passage of millions of records allocates nothing in its steady state. Not safe for two threads at once.
/// A field that is absent is not the same as an empty one; writers must not store empty text.
/// </summary>
public sealed class LabRecord
{
    private (int Start, int Length)[] slots = [];
    private byte[] buffer = new byte[512];
    private int used;

    /// <summary>An empty record of a type.</summary>
    public LabRecord(RecordType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Type = type;
        Clear(type);
    }

    /// <summary>The record's type.</summary>
    public RecordType Type { get; private set; }

    /// <summary>Which fields are present: bit n is set when the field of ordinal n is.</summary>
    internal ulong Present { get; private set; }

    /// <summary>The record's key in its source, as text; empty when absent.</summary>
    public string Id => GetText(Type.Fields[0]) ?? "";

    /// <summary>Forgets every field and becomes a record of <paramref name="type"/>.</summary>
    public void Clear(RecordType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Type = type;
        Present = 0;
        used = 0;
        if (slots.Length < type.Fields.Count)
        {
            slots = new (int, int)[type.Fields.Count];
        }

        slots.AsSpan().Fill((0, -1));
    }

    /// <summary>Whether the field is present.</summary>
    public bool Has(RecordField field) => slots[Of(field)].Length >= 0;

    /// <summary>The field's UTF-8 text; empty when absent. Valid until the record is changed.</summary>
    public ReadOnlySpan<byte> this[RecordField field] =>
        slots[Of(field)] is (var start, >= 0 and var length) ? buffer.AsSpan(start, length) : default;

    /// <summary>The field's text, or <see langword="null"/> when absent. Allocates; for cold paths.</summary>
    public string? GetText(RecordField field) => Has(field) ? Encoding.UTF8.GetString(this[field]) : null;

    /// <summary>The text of the field of that name, or <see langword="null"/> when absent. Allocates; for cold paths.</summary>
    public string? GetText(string field) => GetText(Type.Field(field));

    /// <summary>Sets a field to UTF-8 text; empty text makes it absent.</summary>
    public void Set(RecordField field, ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            Remove(field);
            return;
        }

        utf8.CopyTo(Room(utf8.Length));
        Keep(field, utf8.Length);
    }

    /// <summary>Sets a field to text; empty text makes it absent.</summary>
    public void Set(RecordField field, ReadOnlySpan<char> text)
    {
        var length = Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));
        if (length == 0)
        {
            Remove(field);
            return;
        }

        Keep(field, length);
    }

    /// <summary>Sets the field of that name; for cold paths.</summary>
    public void Set(string field, string? text) => Set(Type.Field(field), text.AsSpan());

    /// <summary>Makes a field absent.</summary>
    public void Remove(RecordField field)
    {
        slots[Of(field)] = (0, -1);
        Present &= ~(1UL << field.Ordinal);
    }

    /// <summary>A copy with a buffer of its own.</summary>
    public LabRecord Copy()
    {
        var copy = new LabRecord(Type);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>Becomes the same as another, in its own buffer.</summary>
    public void CopyFrom(LabRecord other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Clear(other.Type);
        other.slots.AsSpan(0, Type.Fields.Count).CopyTo(slots);
        other.buffer.AsSpan(0, other.used).CopyTo(Room(other.used));
        (used, Present) = (other.used, other.Present);
    }

    /// <summary>Names the type only: a record must never reach a log or a message.</summary>
    public override string ToString() => $"one {Type.Name}";

    private void Keep(RecordField field, int length)
    {
        slots[Of(field)] = (used, length);
        used += length;
        Present |= 1UL << field.Ordinal;
    }

    private int Of(RecordField field) =>
        field.Ordinal < Type.Fields.Count && ReferenceEquals(Type.Fields[field.Ordinal], field)
            ? field.Ordinal
            : throw new ArgumentException($"{field.Name} is not a field of {Type.Name}.");

    private Span<byte> Room(int length)
    {
        if (buffer.Length - used < length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, used + length));
        }

        return buffer.AsSpan(used);
    }
}
