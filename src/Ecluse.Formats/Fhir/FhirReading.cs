using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using Ecluse.Fhir.Shapes;
using Ecluse.Records;

namespace Ecluse.Fhir;

/// <summary>One line being read: the record that it fills, and what has been seen so far. Used again line after line.</summary>
internal sealed class FhirReading
{
    private readonly List<(FhirObject Object, long Offset)> conditions = [];
    private readonly FhirScratch decoded = new();
    private FhirResource resource = FhirResources.All[0];
    private LabRecord record = new(RecordType.All[0]);

    /// <summary>Where text with escapes is put together.</summary>
    internal FhirScratch Decoding { get; } = new();

    /// <summary>Fields and marks seen.</summary>
    internal ulong Bits { get; private set; }

    /// <summary>Begins a line.</summary>
    internal void Begin(FhirResource of, LabRecord into)
    {
        resource = of;
        record = into;
        record.Clear(of.Type);
        conditions.Clear();
        Bits = 0;
    }

    /// <summary>Whether the line is whole: the key is there, and every part stands under its conditions.</summary>
    internal FhirFaultException? FaultAtEnd()
    {
        if ((Bits & 1) == 0)
        {
            return new FhirFaultException(FhirFault.Empty, 0);
        }

        if (conditions.Count == 0)
        {
            return null;
        }

        var bits = Bits | FhirMarks.KeyMark(record);
        foreach (var (condition, offset) in conditions)
        {
            if (!condition.Allows(bits))
            {
                return new FhirFaultException(FhirFault.Misplaced, offset);
            }
        }

        return null;
    }

    /// <summary>Notes a mark.</summary>
    internal void Mark(ulong mark) => Bits |= mark;

    /// <summary>Notes an object whose conditions are known at the line's end.</summary>
    internal void CheckLater(FhirObject condition, long offset) => conditions.Add((condition, offset));

    /// <summary>Sets a field to the text of the reader's token.</summary>
    internal void SetText(RecordField field, FhirPrimitive type, ref readonly Utf8JsonReader reader)
    {
        var text = Text(in reader);
        if (!text.IsEmpty && !FhirText.Fits(type, text))
        {
            throw new FhirFaultException(FhirFault.BadForm, reader.TokenStartIndex);
        }

        Set(field, text, reader.TokenStartIndex);
    }

    /// <summary>Sets a field to the bytes of a base64 string; refused where the text itself would have fitted.</summary>
    internal void SetBytes(RecordField field, FhirPrimitive insteadOf, ref readonly Utf8JsonReader reader)
    {
        var text = Text(in reader);
        var bytes = decoded.Take(text.Length);
        if (FieldText.Check(FieldKind.Bytes, text) != FieldFault.None
            || Base64.DecodeFromUtf8(text, bytes, out _, out var length) != OperationStatus.Done
            || !Utf8.IsValid(bytes.AsSpan(0, length)))
        {
            throw new FhirFaultException(FhirFault.BadForm, reader.TokenStartIndex);
        }

        if (FhirText.Fits(insteadOf, bytes.AsSpan(0, length)))
        {
            throw new FhirFaultException(FhirFault.Misplaced, reader.TokenStartIndex);
        }

        Set(field, bytes.AsSpan(0, length), reader.TokenStartIndex);
    }

    /// <summary>Sets a field to the key that an id was made from.</summary>
    internal void SetKey(RecordField field, ReadOnlySpan<byte> id, long offset)
    {
        if (TrySetKey(field, id) is { } fault)
        {
            throw new FhirFaultException(fault, offset);
        }
    }

    /// <summary>Sets a field, once, to text that has the form of its kind.</summary>
    internal void Set(RecordField field, ReadOnlySpan<byte> text, long offset)
    {
        if (TrySet(field, text) is { } fault)
        {
            throw new FhirFaultException(fault, offset);
        }
    }

    /// <summary>Sets a field to the key that an id was made from.</summary>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    internal FhirFault? TrySetKey(RecordField field, ReadOnlySpan<byte> id)
    {
        if (FhirKey.IsPlain(id))
        {
            return TrySet(field, id);
        }

        Span<byte> key = stackalloc byte[FhirKey.IdLengthMax];
        var length = FhirKey.FromId(id, key);
        return length == 0 ? FhirFault.BadForm : TrySet(field, key[..length]);
    }

    /// <summary>Sets a field, once, to text that has the form of its kind.</summary>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    internal FhirFault? TrySet(RecordField field, ReadOnlySpan<byte> text)
    {
        var bit = 1UL << field.Ordinal;
        if ((Bits & bit) != 0)
        {
            return FhirFault.Twice;
        }

        if (text.IsEmpty)
        {
            return FhirFault.Empty;
        }

        var fault = resource.CheckForm(field, text);
        if (fault != FieldFault.None)
        {
            return fault == FieldFault.NotInCodeList ? FhirFault.NotInCodeList : FhirFault.BadForm;
        }

        record.Set(field, text);
        Bits |= bit;
        return null;
    }

    /// <summary>Refuses a key written out where an id would have done.</summary>
    internal void RefuseShortKey(RecordField field, long offset)
    {
        if (FhirKey.FitsId(record[field]))
        {
            throw new FhirFaultException(FhirFault.Misplaced, offset);
        }
    }

    /// <summary>Refuses an instant where only a date may stand.</summary>
    internal void RefuseInstant(RecordField field, long offset)
    {
        if (FieldText.IsInstant(record[field]))
        {
            throw new FhirFaultException(FhirFault.Misplaced, offset);
        }
    }

    private ReadOnlySpan<byte> Text(ref readonly Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        var room = Decoding.Take(reader.ValueSpan.Length).AsSpan();
        try
        {
            return room[..reader.CopyString(room)];
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape.
            throw new FhirFaultException(FhirFault.NotUtf8, reader.TokenStartIndex);
        }
    }
}
