namespace Ecluse.Documents;

/// <summary>A document that is hashed and signed: canonical JSON (RFC 8785) whose first member is its type.</summary>
public interface ICanonicalDocument
{
    /// <summary>Value of the member <c>@type</c>: <c>ecluse/plan/v1</c>.</summary>
    static abstract string DocumentType { get; }
}
