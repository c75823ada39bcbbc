namespace Ecluse.Signatures;

/// <summary>Which signature a document wants, by its member <c>type</c>: <c>plan/1</c> wants <c>plan@ecluse</c>.</summary>
/// <remarks>Source: <c>docs/spec/signatures.md</c>.</remarks>
public static class SignedDocument
{
    /// <summary>The namespace for a document's type.</summary>
    /// <param name="type">Kind, slash, version: <c>plan/1</c>.</param>
    /// <exception cref="Errors.EcluseException"><c>SIGN-013</c>: no such kind is signed.</exception>
    public static string NamespaceOf(string? type)
    {
        var kind = (type ?? "").Split('/')[0];
        return SignatureNamespaces.All.FirstOrDefault(space => space == kind + "@ecluse")
            ?? throw SignatureErrors.UnknownDocument();
    }
}
