using System.Text.Json;
using Ecluse.Records;

namespace Ecluse.Fhir.Shapes;

/// <summary>A list of objects, each of a shape of its own that its constants tell from the others.</summary>
internal sealed class FhirList : FhirMember
{
    private readonly FhirObject[] elements;
    private bool onlyOne;

    internal FhirList(string name, params FhirObject[] elements)
        : base(name)
    {
        this.elements = elements;
        foreach (var element in elements)
        {
            Bits |= element.Bits;
        }

        IsAlways = elements.Any(element => element.IsAlways);
        Constant = elements is [{ Constant: { } constant }] ? [.. Lead, (byte)'[', .. constant, (byte)']'] : null;
    }

    /// <summary>A list that holds one element, of one of these shapes.</summary>
    internal static FhirList OfOne(string name, params FhirObject[] elements) => new(name, elements) { onlyOne = true };

    internal override IEnumerable<FhirObject> Objects => elements;

    internal override bool IsAlways { get; }

    internal override byte[]? Constant { get; }

    internal override bool IsWritten(ulong bits)
    {
        if ((bits & Bits) != 0 || IsAlways)
        {
            foreach (var element in elements)
            {
                if (element.IsWritten(bits))
                {
                    return true;
                }
            }
        }

        return false;
    }

    internal override void Write(ref FhirOutput output, LabRecord record, ulong bits)
    {
        output.Member(Lead);
        output.Open((byte)'[');
        foreach (var element in elements)
        {
            if (element.IsWritten(bits))
            {
                output.OpenElement();
                element.Write(ref output, record, bits);
                output.Close((byte)'}');
            }
        }

        output.Close((byte)']');
    }

    internal override bool Match(ref FhirInput input, FhirReading reading)
    {
        if (!input.Member(Lead))
        {
            return !IsAlways;
        }

        var any = false;
        if (!input.Open((byte)'['))
        {
            return false;
        }

        foreach (var element in elements)
        {
            if (!input.IsElement(element.Opening))
            {
                continue;
            }

            any = true;
            input.OpenElement();
            if (!element.Match(ref input, reading))
            {
                return false;
            }
        }

        return any && input.Close((byte)']');
    }

    internal override void Read(ref Utf8JsonReader reader, FhirReading reading)
    {
        FhirTokens.Expect(ref reader, JsonTokenType.StartArray);
        var start = reader.TokenStartIndex;
        var seen = 0UL;
        FhirTokens.Next(ref reader);
        while (reader.TokenType != JsonTokenType.EndArray)
        {
            FhirTokens.Expect(ref reader, JsonTokenType.StartObject);
            var index = Recognise(reader);
            var bit = 1UL << index;
            if ((seen & bit) != 0 || (onlyOne && seen != 0))
            {
                throw new FhirFaultException(FhirFault.Twice, reader.TokenStartIndex);
            }

            seen |= bit;
            elements[index].Read(ref reader, reading);
            FhirTokens.Next(ref reader);
        }

        if (seen == 0)
        {
            throw new FhirFaultException(FhirFault.Empty, start);
        }
    }

    // Reads ahead only until one shape is left; in the order that we write, that is the first member.
    private int Recognise(Utf8JsonReader ahead)
    {
        if (elements.Length == 1)
        {
            return 0;
        }

        var start = ahead.TokenStartIndex;
        var left = (1UL << elements.Length) - 1;
        FhirTokens.Next(ref ahead);
        while (ulong.PopCount(left) > 1 && ahead.TokenType == JsonTokenType.PropertyName)
        {
            left &= Candidates(ref ahead);
            FhirTokens.Next(ref ahead);
        }

        return left != 0 ? (int)ulong.TrailingZeroCount(left) : throw new FhirFaultException(FhirFault.Unknown, start);
    }

    private ulong Candidates(ref Utf8JsonReader ahead)
    {
        var name = ahead;
        FhirTokens.Next(ref ahead);
        var left = 0UL;
        for (var i = 0; i < elements.Length; i++)
        {
            var token = elements[i].TokenOf(ref name);
            if (token.IsEmpty || (ahead.TokenType == JsonTokenType.String && ahead.ValueTextEquals(token)))
            {
                left |= 1UL << i;
            }
        }

        FhirTokens.Skip(ref ahead);
        return left;
    }
}
