namespace Ecluse.Durability;

/// <summary>What a disk refuses, told from the exceptions of the runtime.</summary>
public enum DiskTrouble
{
    /// <summary>Something else: a broken disk, a lost network share.</summary>
    Other,

    /// <summary>No room is left, or the quota is used up.</summary>
    Full,

    /// <summary>The account may not, or the file system is read-only.</summary>
    NotAllowed,

    /// <summary>The file or folder is not there.</summary>
    Missing,

    /// <summary>A file of that name is there already.</summary>
    Exists,
}

/// <summary>Tells what a disk refused.</summary>
public static class DiskTroubles
{
    private const int OutOfSpace = 28; // ENOSPC
    private const int OutOfQuota = 122; // EDQUOT
    private const int ReadOnlyFileSystem = 30; // EROFS
    private const int AlreadyThere = 17; // EEXIST
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsFileExists = unchecked((int)0x80070050);

    /// <summary>Whether an exception comes from the disk at all.</summary>
    public static bool IsDisk(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>Tells what was refused.</summary>
    public static DiskTrouble Of(Exception exception) => exception switch
    {
        UnauthorizedAccessException => DiskTrouble.NotAllowed,
        FileNotFoundException or DirectoryNotFoundException => DiskTrouble.Missing,
        IOException { HResult: OutOfSpace or OutOfQuota or WindowsDiskFull } => DiskTrouble.Full,
        IOException { HResult: ReadOnlyFileSystem } => DiskTrouble.NotAllowed,
        IOException { HResult: AlreadyThere or WindowsFileExists } => DiskTrouble.Exists,
        _ => DiskTrouble.Other,
    };
}
