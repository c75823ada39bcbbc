namespace Ecluse.Documents;

/// <summary>A document that is hashed and signed: canonical JSON (RFC 8785) that names its own type.</summary>
public interface ICanonicalDocument
{
    /// <summary>Value of the member <c>type</c>: <c>plan/1</c>.</summary>
    static abstract string DocumentType { get; }
}
