using System.Text.Json;
using System.Text.Unicode;
using Ecluse.Fhir.Shapes;
using Ecluse.Records;

namespace Ecluse.Fhir;

/// <summary>
/// Reads lines that <see cref="FhirWriter"/> wrote, and equal JSON in another order of members; refuses everything else
/// by code, line and path (<c>docs/spec/fhir-ndjson.md</c>). Allocates nothing in its steady state. Not safe for two
/// threads at once.
/// </summary>
/// <param name="linesBefore">How many lines came before the first one; for the numbers in messages.</param>
public sealed class FhirReader(long linesBefore = 0)
{
    private readonly FhirReading reading = new();

    /// <summary>Number of the line that was read last, from 1.</summary>
    public long LineNumber { get; private set; } = linesBefore;

    /// <summary>Whether the line that was read last holds a decoy.</summary>
    public bool IsDecoy { get; private set; }

    /// <summary>Whether the line that was read last was byte for byte as we write it, and was not parsed.</summary>
    internal bool WasAsWritten { get; private set; }

    /// <summary>Reads one line into a record, which becomes of the line's type.</summary>
    /// <param name="line">The line; its end of line may be there or not.</param>
    /// <param name="record">Cleared and filled; after an error it holds nothing to be used.</param>
    /// <exception cref="UnreadableFhirException">FHIR-001 to -010.</exception>
    public void Read(ReadOnlySpan<byte> line, LabRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        LineNumber++;
        IsDecoy = false;
        try
        {
            ReadLine(line, record);
        }
        catch (FhirFaultException fault)
        {
            throw Unreadable(fault.Fault, line, fault.Offset, record);
        }
        catch (JsonException fault)
        {
            throw Unreadable(FhirFault.NotJson, line, fault.BytePositionInLine ?? 0, record);
        }
        catch (InvalidOperationException)
        {
            // The parser's word for an escape that is half a character, where it compares names and constants; it gives no place.
            throw Unreadable(FhirFault.NotUtf8, line, 0, record);
        }
    }

    private void ReadLine(ReadOnlySpan<byte> line, LabRecord record)
    {
        if (!Utf8.IsValid(line))
        {
            throw new FhirFaultException(FhirFault.NotUtf8, 0);
        }

        var resource = FhirResources.StartOf(line);
        WasAsWritten = resource is not null && IsAsWritten(resource, line, record);
        if (!WasAsWritten)
        {
            ReadAny(resource, line, record);
        }

        IsDecoy = (reading.Bits & FhirMarks.Decoy) != 0;
    }

    // The line that our writer wrote: compared with the shape, byte by byte, several times faster than parsing it.
    private bool IsAsWritten(FhirResource resource, ReadOnlySpan<byte> line, LabRecord record)
    {
        reading.Begin(resource, record);
        var input = new FhirInput(line);
        return input.Open((byte)'{') && resource.Shape.Match(ref input, reading) && input.IsAtEnd
            && reading.FaultAtEnd() is null;
    }

    private void ReadAny(FhirResource? resource, ReadOnlySpan<byte> line, LabRecord record)
    {
        var reader = new Utf8JsonReader(line);
        FhirTokens.Next(ref reader);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new FhirFaultException(FhirFault.NotJson, 0);
        }

        resource ??= FindResource(reader);
        reading.Begin(resource, record);
        resource.Shape.Read(ref reader, reading);
        if (reader.Read())
        {
            throw new FhirFaultException(FhirFault.NotJson, reader.TokenStartIndex);
        }

        if (reading.FaultAtEnd() is { } fault)
        {
            throw fault;
        }
    }

    // For lines whose first member is not the resource's type.
    private static FhirResource FindResource(Utf8JsonReader reader)
    {
        FhirTokens.Next(ref reader);
        while (reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("resourceType"u8);
            FhirTokens.Next(ref reader);
            if (isType)
            {
                return FhirResources.Named(ref reader)
                    ?? throw new FhirFaultException(FhirFault.UnknownResource, reader.TokenStartIndex);
            }

            FhirTokens.Skip(ref reader);
            FhirTokens.Next(ref reader);
        }

        throw new FhirFaultException(FhirFault.UnknownResource, 0);
    }

    private UnreadableFhirException Unreadable(FhirFault fault, ReadOnlySpan<byte> line, long offset, LabRecord record)
    {
        record.Clear(record.Type);
        return new UnreadableFhirException(fault, LineNumber, FhirPath.Of(line, offset));
    }
}
