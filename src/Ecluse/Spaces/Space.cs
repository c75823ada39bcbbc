namespace Ecluse.Spaces;

/// <summary>An exchange between named people under one contract and one instruction (<c>docs/spec/spaces.md</c>).</summary>
/// <param name="Id"><c>s-</c> and 12 hex digits.</param>
/// <param name="Contract">Number of the contract.</param>
/// <param name="Instruction">Number of the instruction.</param>
/// <param name="InstructionSha256">Hash of the instruction's exact bytes, lower-case hex.</param>
/// <param name="Grade">Who seals.</param>
/// <param name="Direction">Which side sends.</param>
/// <param name="Limits">How much it holds.</param>
/// <param name="Recipients">Whom everything in it is sealed to: age recipients of the receiving side, all of one kind.</param>
/// <param name="People">Who sends and who takes.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="EraseBy">When all of it is erased, at the latest.</param>
/// <param name="KeepDays">Days after its receipt for which an object is kept, at most.</param>
/// <param name="ErasingAt">When its erasure began; null before.</param>
/// <param name="ErasedAt">When it was erased; null before.</param>
public sealed record Space(
    string Id,
    string Contract,
    string Instruction,
    string InstructionSha256,
    Grade Grade,
    Direction Direction,
    SpaceLimits Limits,
    IReadOnlyList<string> Recipients,
    IReadOnlyList<SpacePerson> People,
    DateTimeOffset OpenedAt,
    DateTimeOffset EraseBy,
    int KeepDays,
    DateTimeOffset? ErasingAt = null,
    DateTimeOffset? ErasedAt = null)
{
    /// <summary>What a person does in it; null for somebody it does not name.</summary>
    public SpacePart? PartOf(string person) => People.Where(one => one.Person == person).Select(one => (SpacePart?)one.Part).FirstOrDefault();

    /// <summary>Whether something can be sent or taken at an instant.</summary>
    public bool IsOpen(DateTimeOffset at) => ErasingAt is null && at < EraseBy;
}

/// <summary>Who seals what comes into a space.</summary>
public enum Grade
{
    /// <summary>The sender, before sending: the server never sees plaintext.</summary>
    EndToEnd,

    /// <summary>The server, in memory, before the disk; only where the instruction allows it.</summary>
    OnArrival,
}

/// <summary>Which side sends.</summary>
public enum Direction
{
    /// <summary>The laboratory sends, the processor takes.</summary>
    ToProcessor,

    /// <summary>The processor sends, the laboratory takes.</summary>
    ToLaboratory,
}

/// <summary>How much a space holds.</summary>
/// <param name="BytesMax">Bytes as they are sent, of all its objects that are not removed.</param>
/// <param name="ObjectsMax">Objects that are not removed.</param>
public sealed record SpaceLimits(long BytesMax, int ObjectsMax);

/// <summary>A person whom a space names.</summary>
/// <param name="Person">Id of the person.</param>
/// <param name="Part">What the person does in it.</param>
public sealed record SpacePerson(string Person, SpacePart Part);

/// <summary>What a person does in a space.</summary>
public enum SpacePart
{
    /// <summary>Sends, and sees what they sent.</summary>
    Sends,

    /// <summary>Takes whatever is complete.</summary>
    Takes,
}
