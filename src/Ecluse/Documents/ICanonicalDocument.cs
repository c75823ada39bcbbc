using System.Text.Json;

namespace Ecluse.Documents;

/// <summary>A document that is hashed and signed: canonical JSON (RFC 8785) that names its own type.</summary>
public interface ICanonicalDocument
{
    /// <summary>Value of the member <c>type</c>: <c>plan/1</c>.</summary>
    static abstract string DocumentType { get; }

    /// <summary>
    /// How its members are found: by reflection, which a gate compiled to machine code has not. What gates read and write says
    /// otherwise.
    /// </summary>
    static virtual JsonSerializerOptions Form => CanonicalDocument.ByReflection;
}
