using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Spaces;

/// <summary>
/// The end of an object, sealed to the recipients like what comes before it: whoever opens the object learns from it that nothing is missing
/// behind. Specification: <c>docs/spec/spaces.md</c>.
/// </summary>
/// <param name="Object">Id of the object: the end of another one does not pass for its own.</param>
/// <param name="Segments">Files that hold content: <c>000001.age</c> and those after it.</param>
/// <param name="Bytes">Plaintext in them together, bytes; null where the depot ends what it cannot see: one age file, which ends under its own seal.</param>
public sealed record ObjectEnd(string Object, int Segments, long? Bytes = null) : ICanonicalDocument
{
    /// <summary>Name of the layout in which each request carries one whole age file: the name's first, the end's last.</summary>
    public const string Layout = "ended-segments";

    /// <summary>Most bytes that an end has.</summary>
    public const int BytesMax = 256;

    /// <inheritdoc/>
    public static string DocumentType => "object-end/1";

    /// <summary>Length of the end of an object whose id is not known yet, bytes: every id is as long as every other.</summary>
    public static int LengthOf(int segments, long bytes) => CanonicalDocument.Write(new ObjectEnd(SpaceIds.NewObject(), segments, bytes)).Length;

    /// <summary>Reads an end.</summary>
    /// <returns>Null where it is none.</returns>
    public static ObjectEnd? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return CanonicalDocument.Read<ObjectEnd>(bytes) is { Segments: >= 0, Bytes: null or >= 0 } end && SpaceIds.IsObject(end.Object) ? end : null;
        }
        catch (EcluseException)
        {
            return null;
        }
    }
}
