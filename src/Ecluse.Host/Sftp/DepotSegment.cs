namespace Ecluse.Host.Sftp;

/// <summary>A sealed file of an object, read wherever a client asks.</summary>
internal sealed class DepotSegment(Stream file) : ISftpSegment
{
    /// <inheritdoc/>
    public long Length => file.Length;

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> into)
    {
        file.Position = offset;
        file.ReadExactly(into);
        return into.Length;
    }

    public void Dispose() => file.Dispose();
}
