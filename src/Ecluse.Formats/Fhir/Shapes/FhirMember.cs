using System.Text;
using System.Text.Json;
using Ecluse.Records;

namespace Ecluse.Fhir.Shapes;

/// <summary>
/// One member of a resource's shape: the same object writes it from a record and reads it back, so that the two cannot
/// disagree. Presence is a matter of bits: one for each field of the record, and some marks (<see cref="FhirMarks"/>).
/// </summary>
internal abstract class FhirMember
{
    private protected FhirMember(string name)
    {
        Name = Encoding.UTF8.GetBytes(name);
        AlternativeName = Encoding.UTF8.GetBytes("_" + name);
        Lead = Encoding.UTF8.GetBytes($",\"{name}\":");
    }

    /// <summary>The member's name.</summary>
    internal byte[] Name { get; }

    /// <summary>The name under which JSON carries the extensions of a primitive.</summary>
    internal byte[] AlternativeName { get; }

    /// <summary>Comma, name and colon.</summary>
    internal byte[] Lead { get; }

    /// <summary>Bits of the fields and marks that it carries.</summary>
    internal ulong Bits { get; private protected init; }

    /// <summary>Whether it is written even when it carries nothing.</summary>
    internal virtual bool IsAlways => false;

    /// <summary>Comma, name and value where these never change; otherwise <see langword="null"/>.</summary>
    internal virtual byte[]? Constant => null;

    /// <summary>Whether it may stand under its alternative name.</summary>
    internal virtual bool HasAlternative => false;

    /// <summary>The objects that it may hold.</summary>
    internal virtual IEnumerable<FhirObject> Objects => [];

    /// <summary>The text it must hold to be recognised among the elements of a list; otherwise empty.</summary>
    internal virtual ReadOnlySpan<byte> Token => default;

    /// <summary>Whether a record with these bits has it.</summary>
    internal virtual bool IsWritten(ulong bits) => (bits & Bits) != 0 || IsAlways;

    /// <summary>Writes it, name included.</summary>
    internal abstract void Write(ref FhirOutput output, LabRecord record, ulong bits);

    /// <summary>
    /// Takes it from a line as it is written, or takes nothing where it is absent.
    /// </summary>
    /// <returns><see langword="false"/> when the line must be read by the full reader.</returns>
    internal abstract bool Match(ref FhirInput input, FhirReading reading);

    /// <summary>Reads its value; the reader stands on the value's first token, and at the end on its last.</summary>
    internal abstract void Read(ref Utf8JsonReader reader, FhirReading reading);

    /// <summary>Reads the value under its alternative name.</summary>
    internal virtual void ReadAlternative(ref Utf8JsonReader reader, FhirReading reading) =>
        throw new FhirFaultException(FhirFault.Unknown, reader.TokenStartIndex);
}
