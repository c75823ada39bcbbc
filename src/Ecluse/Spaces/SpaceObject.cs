namespace Ecluse.Spaces;

/// <summary>What one person sends in one go: a row of segments. Its name is not known here.</summary>
/// <param name="Id"><c>o-</c> and 12 hex digits.</param>
/// <param name="Space">Id of its space.</param>
/// <param name="By">Id of the person who sends it.</param>
/// <param name="State">How far it is.</param>
/// <param name="Layout">What its bytes are.</param>
/// <param name="Received">Bytes as they were sent, to the end of the last counted segment.</param>
/// <param name="Declared">How long it will be, bytes as they are sent; null where the sender did not say.</param>
/// <param name="Segments">Segments counted, the name's among them.</param>
/// <param name="BegunAt">When it was begun: the instant from which its date counts.</param>
/// <param name="EraseBy">When it is removed, at the latest.</param>
/// <param name="CompletedAt">When it was complete; null before.</param>
/// <param name="RemovedAt">When its files were gone; null before.</param>
public sealed record SpaceObject(
    string Id,
    string Space,
    string By,
    ObjectState State,
    ObjectLayout Layout,
    long Received,
    long? Declared,
    int Segments,
    DateTimeOffset BegunAt,
    DateTimeOffset EraseBy,
    DateTimeOffset? CompletedAt = null,
    DateTimeOffset? RemovedAt = null)
{
    /// <summary>How long something may stay unfinished.</summary>
    public static readonly TimeSpan UnfinishedMax = TimeSpan.FromDays(7);

    /// <summary>When it is due to be removed, as it stands.</summary>
    public DateTimeOffset Due => State == ObjectState.Unfinished && BegunAt + UnfinishedMax < EraseBy ? BegunAt + UnfinishedMax : EraseBy;
}

/// <summary>How far an object is.</summary>
public enum ObjectState
{
    /// <summary>More is to come.</summary>
    Unfinished,

    /// <summary>Nothing more comes; it can be taken.</summary>
    Complete,

    /// <summary>Its files are being removed, or are.</summary>
    Removed,
}

/// <summary>What the bytes of an object are, as they arrive.</summary>
public enum ObjectLayout
{
    /// <summary>Plaintext, sealed on arrival.</summary>
    Plain,

    /// <summary>One age file of any length.</summary>
    OneFile,

    /// <summary>A whole age file with each request, the first one the name's, the last one the end's.</summary>
    Segments,
}

/// <summary>A counted part of an object: a file on the disk.</summary>
/// <param name="Number">From 0, without gaps.</param>
/// <param name="File">Random id under which it lies on the disk.</param>
/// <param name="Kind">What it is to whoever opens it.</param>
/// <param name="Offset">Where it begins, in bytes as they were sent.</param>
/// <param name="Received">Bytes as they were sent; 0 for a name or an end that the depot sealed.</param>
/// <param name="SealedBytes">Length of the file.</param>
/// <param name="Sha256">Hash of the file, lower-case hex.</param>
public sealed record Segment(int Number, string File, SegmentKind Kind, long Offset, long Received, long SealedBytes, string Sha256);

/// <summary>What a segment is to whoever opens it.</summary>
public enum SegmentKind
{
    /// <summary>A whole age file that holds the name and nothing else.</summary>
    Name,

    /// <summary>A whole age file, or the beginning of one.</summary>
    Begins,

    /// <summary>A piece that goes on the age file before it.</summary>
    GoesOn,

    /// <summary>A whole age file that says that nothing comes after it: an <see cref="ObjectEnd"/>.</summary>
    End,
}
