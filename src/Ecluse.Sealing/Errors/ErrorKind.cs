namespace Ecluse.Errors;

/// <summary>The family of an error; the number is the exit code of the command line.</summary>
public enum ErrorKind
{
    /// <summary>Not an error; nothing throws with it.</summary>
    None = 0,

    /// <summary>Something failed that no rule forbids: a disk, a server, a file.</summary>
    Failed = 1,

    /// <summary>The command or a file written by a person is malformed.</summary>
    Usage = 2,

    /// <summary>Done in part: rejects or differences remain.</summary>
    PartlyDone = 3,

    /// <summary>A rule of the lock refused.</summary>
    Refused = 4,

    /// <summary>The thing named does not exist.</summary>
    NotFound = 10,

    /// <summary>Another process holds it.</summary>
    Locked = 11,

    /// <summary>A seal, a signature or a hash does not hold.</summary>
    SealBroken = 12,
}
