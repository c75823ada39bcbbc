using Ecluse.Spaces;

namespace Ecluse.Storage.Spaces;

/// <summary>A space.</summary>
public sealed class SpaceRow
{
    /// <summary><c>s-</c> and 12 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Number of the contract.</summary>
    public required string Contract { get; init; }

    /// <summary>Number of the instruction.</summary>
    public required string Instruction { get; init; }

    /// <summary>Hash of the instruction.</summary>
    public required string InstructionSha256 { get; init; }

    /// <summary>Who seals.</summary>
    public required Grade Grade { get; init; }

    /// <summary>Which side sends.</summary>
    public required Direction Direction { get; init; }

    /// <summary>Most bytes.</summary>
    public required long BytesMax { get; init; }

    /// <summary>Most objects.</summary>
    public required int ObjectsMax { get; init; }

    /// <summary>age recipients, a line each.</summary>
    public required string Recipients { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When all of it is erased, at the latest.</summary>
    public required DateTimeOffset EraseBy { get; init; }

    /// <summary>Days for which an object is kept.</summary>
    public required int KeepDays { get; init; }

    /// <summary>When its erasure began.</summary>
    public DateTimeOffset? ErasingAt { get; set; }

    /// <summary>Index of the entry that announced it.</summary>
    public long? ErasingEntry { get; set; }

    /// <summary>When it was erased.</summary>
    public DateTimeOffset? ErasedAt { get; set; }

    /// <summary>Index of the entry that told it.</summary>
    public long? ErasedEntry { get; set; }

    /// <summary>The certificate's exact bytes.</summary>
    public byte[]? Certificate { get; set; }

    /// <summary>The gate's signature of it.</summary>
    public string? CertificateSignature { get; set; }
}

/// <summary>A person whom a space names.</summary>
public sealed class SpacePersonRow
{
    /// <summary>Id of the space.</summary>
    public required string Space { get; init; }

    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>What the person does in it.</summary>
    public required SpacePart Part { get; init; }
}

/// <summary>An object: ids, lengths and dates. Its name is known as an HMAC only, and not even so once it is removed.</summary>
public sealed class SpaceObjectRow
{
    /// <summary><c>o-</c> and 12 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the space.</summary>
    public required string Space { get; init; }

    /// <summary>Id of the person who sends it.</summary>
    public required string By { get; init; }

    /// <summary>How far it is.</summary>
    public required ObjectState State { get; set; }

    /// <summary>What its bytes are.</summary>
    public required ObjectLayout Layout { get; init; }

    /// <summary>HMAC of the name, lower-case hex; null once it is removed.</summary>
    public string? NameHmac { get; set; }

    /// <summary>Bytes as they were sent, to the end of the last counted segment.</summary>
    public long Received { get; set; }

    /// <summary>Bytes announced.</summary>
    public long? Declared { get; init; }

    /// <summary>Segments counted.</summary>
    public int Segments { get; set; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>When it is removed, at the latest.</summary>
    public required DateTimeOffset EraseBy { get; init; }

    /// <summary>When it was complete.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Index of the entry that announced its removal.</summary>
    public long? RemovingEntry { get; set; }

    /// <summary>When its files were gone.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>A counted segment.</summary>
public sealed class SegmentRow
{
    /// <summary>Id of the object.</summary>
    public required string Object { get; init; }

    /// <summary>From 0, without gaps.</summary>
    public required int Number { get; init; }

    /// <summary>Random id of the file.</summary>
    public required string File { get; set; }

    /// <summary>What it is to whoever opens it.</summary>
    public required SegmentKind Kind { get; set; }

    /// <summary>Where it begins.</summary>
    public required long Offset { get; init; }

    /// <summary>Bytes as they were sent.</summary>
    public required long Received { get; init; }

    /// <summary>Length of the file.</summary>
    public required long SealedBytes { get; set; }

    /// <summary>Hash of the file, lower-case hex.</summary>
    public required string Sha256 { get; set; }
}

/// <summary>When a person took an object last.</summary>
public sealed class TakingRow
{
    /// <summary>Id of the object.</summary>
    public required string Object { get; init; }

    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>When it was journaled last.</summary>
    public required DateTimeOffset At { get; set; }
}
