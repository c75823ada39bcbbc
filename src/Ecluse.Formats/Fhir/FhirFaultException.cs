namespace Ecluse.Fhir;

/// <summary>Carries a fault from the depth of a line up to the reader, which knows the line's number and path.</summary>
internal sealed class FhirFaultException(FhirFault fault, long offset) : Exception
{
    /// <summary>What is wrong.</summary>
    internal FhirFault Fault { get; } = fault;

    /// <summary>Where in the line, in bytes.</summary>
    internal long Offset { get; } = offset;
}
