namespace Ecluse.Host.Sftp;

/// <summary>Puts the writes of one upload in order: what comes early waits in memory, within bounds.</summary>
/// <param name="upload">Where they go, in order.</param>
/// <param name="goesOn">Whether it was opened to go on with (APPEND).</param>
internal sealed class WriteWindow(ISftpUpload upload, bool goesOn) : IDisposable
{
    /// <summary>How far after the next byte a write may begin, and how many bytes may wait.</summary>
    public const int BytesMax = 8 * 1024 * 1024;

    /// <summary>How many writes may wait.</summary>
    public const int CountMax = 1024;

    private readonly SortedList<long, byte[]> early = [];
    private int waiting;
    private bool isCut;

    /// <summary>Offset of the next byte.</summary>
    public long Front => upload.Front;

    /// <summary>Takes a write.</summary>
    /// <exception cref="Errors.EcluseException"><c>SFTP-005</c>: it lies where no byte is wanted.</exception>
    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        var front = upload.Front;
        if (offset < front || offset - front > BytesMax || Overlaps(offset, bytes.Length))
        {
            throw SftpErrors.OffsetRefused(offset, front);
        }

        if (offset == front)
        {
            upload.Write(bytes);
            Drain();
        }
        else if (bytes.Length > 0)
        {
            if (waiting + bytes.Length > BytesMax || early.Count == CountMax)
            {
                throw SftpErrors.OffsetRefused(offset, front);
            }

            early.Add(offset, bytes.ToArray());
            waiting += bytes.Length;
        }
    }

    /// <summary>
    /// The client set the size before it closes. OpenSSH does that to what it goes on with where it was interrupted, and scp to everything:
    /// in the first case it means to come back.
    /// </summary>
    public void SizeWasSet() => isCut = goesOn;

    /// <summary>Ends the upload.</summary>
    /// <exception cref="Errors.EcluseException"><c>SFTP-006</c>: bytes are missing before others that came.</exception>
    public void Complete()
    {
        if (early.Count > 0)
        {
            throw SftpErrors.Gap(upload.Front);
        }

        if (isCut)
        {
            upload.Pause();
        }
        else
        {
            upload.Complete();
        }
    }

    public void Dispose() => upload.Dispose();

    private bool Overlaps(long offset, int length)
    {
        foreach (var (at, kept) in early)
        {
            if (offset < at + kept.Length && at < offset + length)
            {
                return true;
            }
        }

        return false;
    }

    private void Drain()
    {
        while (early.Count > 0 && early.GetKeyAtIndex(0) == upload.Front)
        {
            var next = early.GetValueAtIndex(0);
            upload.Write(next);
            waiting -= next.Length;
            early.RemoveAt(0);
        }
    }
}
