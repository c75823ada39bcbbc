using System.Globalization;
using Ecluse.Depot;

namespace Ecluse.Spaces;

/// <summary>A complete object as it is given out: sealed files, each by itself or all as one tar.</summary>
public sealed class TakenObject
{
    /// <summary>Name of the file that holds the name.</summary>
    public const string NameFile = "name.age";

    /// <summary>Name of the file that holds the end; objects of earlier versions have none.</summary>
    public const string EndFile = "end.age";

    private readonly SegmentDepot depot;

    internal TakenObject(SegmentDepot depot, SpaceObject taken, IReadOnlyList<Segment> segments)
    {
        this.depot = depot;
        Object = taken;
        Files = [.. Join(segments)];
    }

    /// <summary>The object.</summary>
    public SpaceObject Object { get; }

    /// <summary>Its files: the name's first, then those whose plaintexts follow each other, then the end's.</summary>
    public IReadOnlyList<SealedFile> Files { get; }

    /// <summary>A file, to be read and sought in.</summary>
    public Stream Open(SealedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new JoinedStream([.. Parts(file)]);
    }

    /// <summary>All of it as one tar, to be read and sought in.</summary>
    public Stream OpenTar() => new JoinedStream(
    [
        .. Files.SelectMany(file => (IEnumerable<JoinedPart>)
        [
            JoinedPart.Of(TarBlocks.Head(file.Name, file.Length, Object.CompletedAt ?? Object.BegunAt)),
            .. Parts(file),
            JoinedPart.Of(TarBlocks.Fill(file.Length)),
        ]),
        JoinedPart.Of(TarBlocks.End()),
    ]);

    /// <summary>Bytes of the tar of an object's files.</summary>
    public static long TarLength(IEnumerable<SealedFile> files) => TarBlocks.LengthOf(files.Select(file => file.Length));

    private IEnumerable<JoinedPart> Parts(SealedFile file) =>
        file.Pieces.Select(piece => new JoinedPart(piece.SealedBytes, () => depot.Read(Object.Space, piece.File)));

    private static IEnumerable<SealedFile> Join(IReadOnlyList<Segment> segments)
    {
        var number = 0;
        for (var at = 0; at < segments.Count;)
        {
            Segment[] pieces = [segments[at], .. segments.Skip(at + 1).TakeWhile(next => next.Kind == SegmentKind.GoesOn)];
            var name = pieces[0].Kind switch
            {
                SegmentKind.Name => NameFile,
                SegmentKind.End => EndFile,
                _ => (++number).ToString("000000", CultureInfo.InvariantCulture) + ".age",
            };
            yield return new SealedFile(name, pieces.Sum(piece => piece.SealedBytes), pieces);
            at += pieces.Length;
        }
    }
}

/// <summary>One age file of an object.</summary>
/// <param name="Name"><c>name.age</c>, <c>000001.age</c>, <c>000002.age</c>, …, <c>end.age</c>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Pieces">What it lies in.</param>
public sealed record SealedFile(string Name, long Length, IReadOnlyList<Segment> Pieces);
