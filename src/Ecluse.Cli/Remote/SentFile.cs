using Ecluse.Spaces;

namespace Ecluse.Cli.Remote;

/// <summary>A file that stays as it is while it is read; and, as it is, what a space that seals on arrival is sent.</summary>
internal sealed class SentFile : ISentBytes
{
    private readonly FileStream stream;
    private readonly string path;
    private readonly DateTime changedAt;

    /// <summary>Opens it.</summary>
    /// <exception cref="Errors.EcluseException"><c>SEAL-004</c>: not there.</exception>
    public SentFile(string path)
    {
        this.path = path;
        stream = File.Exists(path) ? File.OpenRead(path) : throw Verbs.SealingErrors.InputMissing();
        (Length, changedAt) = (stream.Length, File.GetLastWriteTimeUtc(path));
    }

    public long Length { get; }

    public string Name => Path.GetFileName(path);

    public bool IsSegmented => false;

    /// <summary>When it was last changed, milliseconds since 1970.</summary>
    public long ChangedAt => new DateTimeOffset(changedAt).ToUnixTimeMilliseconds();

    /// <summary>Bytes of the file.</summary>
    public byte[] Read(long offset, int count)
    {
        var bytes = new byte[Math.Min(count, Length - offset)];
        stream.Position = offset;
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length
            || stream.Length != Length || File.GetLastWriteTimeUtc(path) != changedAt)
        {
            throw RemoteErrors.FileChanged();
        }

        return bytes;
    }

    public byte[] From(string id, long offset) => Read(offset, Upload.SegmentBytesMax);

    public void Dispose() => stream.Dispose();
}
