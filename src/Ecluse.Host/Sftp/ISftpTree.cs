namespace Ecluse.Host.Sftp;

/// <summary>
/// What one named person finds behind the door. Its members wait: a session has a thread of its own, and no request is read before the
/// one before it was answered. Refusals are <see cref="Errors.EcluseException"/>, worded without anything that was typed.
/// </summary>
internal interface ISftpTree
{
    /// <summary>What a folder holds; null where there is no such folder.</summary>
    IReadOnlyList<SftpEntry>? List(SftpPath path);

    /// <summary>What a path leads to; null for nothing.</summary>
    SftpEntry? Find(SftpPath path);

    /// <summary>Begins an upload or goes on with one.</summary>
    ISftpUpload Write(SftpPath path, OpenFlags how);

    /// <summary>Opens a sealed segment.</summary>
    ISftpSegment Read(SftpPath path);

    /// <summary>Gives an object of one's own another name within its space.</summary>
    void Rename(SftpPath from, SftpPath to);

    /// <summary>Removes an object.</summary>
    void Remove(SftpPath path);
}

/// <summary>A line of a listing.</summary>
/// <param name="Name">Its last name.</param>
/// <param name="Size">Bytes.</param>
/// <param name="At">When it was made or received.</param>
/// <param name="IsFolder">Whether it holds others.</param>
internal sealed record SftpEntry(string Name, long Size, DateTimeOffset At, bool IsFolder);

/// <summary>An object on its way in. Disposed without <see cref="Complete"/>, it stays unfinished.</summary>
internal interface ISftpUpload : IDisposable
{
    /// <summary>Offset of the next byte.</summary>
    long Front { get; }

    /// <summary>Takes the next bytes.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Makes all of it durable and whole.</summary>
    void Complete();

    /// <summary>Makes what there is durable, for somebody who will go on.</summary>
    void Pause();
}

/// <summary>A sealed segment on its way out.</summary>
internal interface ISftpSegment : IDisposable
{
    /// <summary>Bytes.</summary>
    long Length { get; }

    /// <summary>Reads at an offset below the length.</summary>
    int Read(long offset, Span<byte> into);
}
