using System.Buffers.Binary;
using System.Globalization;

namespace Ecluse.Host.Sftp;

/// <summary>What one session has open, by the number it was given.</summary>
internal sealed class HandleTable : IDisposable
{
    /// <summary>Most files and folders that are open at once.</summary>
    public const int CountMax = 64;

    private readonly Dictionary<uint, object> open = [];
    private uint last;

    public void MustHaveRoom()
    {
        if (open.Count >= CountMax)
        {
            throw SftpErrors.TooManyHandles(CountMax);
        }
    }

    public uint Add(WriteWindow upload) => Put(upload);

    public uint Add(ISftpSegment segment) => Put(segment);

    public uint Add(IReadOnlyList<SftpEntry> entries)
    {
        MustHaveRoom();
        return Put(new Listing(entries));
    }

    public WriteWindow Upload(ReadOnlySpan<byte> handle) => Of<WriteWindow>(handle);

    public bool IsUpload(ReadOnlySpan<byte> handle) => open.GetValueOrDefault(NumberOf(handle)) is WriteWindow;

    public ISftpSegment Segment(ReadOnlySpan<byte> handle) => Of<ISftpSegment>(handle);

    public Listing Listing(ReadOnlySpan<byte> handle) => Of<Listing>(handle);

    /// <summary>What stands of an open file or folder.</summary>
    public SftpEntry Entry(ReadOnlySpan<byte> handle) => Of<object>(handle) switch
    {
        WriteWindow upload => new SftpEntry("", upload.Front, DateTimeOffset.UnixEpoch, IsFolder: false),
        ISftpSegment segment => new SftpEntry("", segment.Length, DateTimeOffset.UnixEpoch, IsFolder: false),
        _ => new SftpEntry("", 0, DateTimeOffset.UnixEpoch, IsFolder: true),
    };

    /// <summary>Closes one; an upload is whole and durable afterwards, or was refused. The handle is gone either way.</summary>
    public void Close(ReadOnlySpan<byte> handle)
    {
        var closed = Of<object>(handle);
        open.Remove(NumberOf(handle));
        using (closed as IDisposable)
        {
            (closed as WriteWindow)?.Complete();
        }
    }

    public void Dispose()
    {
        foreach (var one in open.Values)
        {
            (one as IDisposable)?.Dispose();
        }

        open.Clear();
    }

    private static uint NumberOf(ReadOnlySpan<byte> handle) =>
        handle.Length == sizeof(uint) ? BinaryPrimitives.ReadUInt32BigEndian(handle) : 0;

    private uint Put(object one)
    {
        last = unchecked(last + 1);
        while (last == 0 || open.ContainsKey(last))
        {
            last = unchecked(last + 1);
        }

        open.Add(last, one);
        return last;
    }

    private T Of<T>(ReadOnlySpan<byte> handle)
        where T : class =>
        open.GetValueOrDefault(NumberOf(handle)) as T ?? throw SftpErrors.HandleUnknown();
}

/// <summary>A folder that is being read.</summary>
internal sealed class Listing(IReadOnlyList<SftpEntry> entries)
{
    /// <summary>How many lines one answer has at most.</summary>
    public const int AtOnce = 100;

    private int next;

    public bool IsAtEnd => next == entries.Count;

    public SftpEntry? Next() => IsAtEnd ? null : entries[next++];

    /// <summary>The line that clients show as it is.</summary>
    public static string Line(SftpEntry entry) => string.Create(
        CultureInfo.InvariantCulture, $"{(entry.IsFolder ? "drwx------" : "-rw-------")} 1 - - {entry.Size,12} {entry.At.UtcDateTime:MMM dd HH:mm} {entry.Name}");
}
