using System.Collections.Concurrent;

namespace Ecluse.Host.Sftp;

/// <summary>One space in memory with one rule: what was put is as it was put. It shows what reached the tree, and nothing of the depot.</summary>
internal sealed class MemoryTree : ISftpTree
{
    public const string Space = "e-0123456789ab";

    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public ConcurrentDictionary<string, MemoryStream> Objects { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, bool> Complete { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<SftpEntry>? List(SftpPath path) => path switch
    {
        { Depth: 0 } => [new SftpEntry(Space, 0, At, IsFolder: true)],
        { Depth: 1, Space: Space } => [.. Objects.Select(one => new SftpEntry(one.Key, one.Value.Length, At, IsFolder: false))],
        _ => null,
    };

    public SftpEntry? Find(SftpPath path) => path switch
    {
        { Depth: 1, Space: Space } => new SftpEntry(Space, 0, At, IsFolder: true),
        { Depth: 2, Space: Space } when Objects.TryGetValue(path.Name, out var bytes) => new SftpEntry(path.Name, bytes.Length, At, IsFolder: false),
        _ => null,
    };

    public ISftpUpload Write(SftpPath path, OpenFlags how)
    {
        if (path is not { Depth: 2, Space: Space })
        {
            throw SftpErrors.NothingThere();
        }

        var bytes = how.HasFlag(OpenFlags.Truncate) ? Objects[path.Name] = new MemoryStream() : Objects.GetOrAdd(path.Name, _ => new MemoryStream());
        return new Upload(bytes, () => Complete[path.Name] = true);
    }

    public ISftpSegment Read(SftpPath path) =>
        path is { Depth: 2, Space: Space } && Objects.TryGetValue(path.Name, out var bytes) ? new Segment(bytes.ToArray()) : throw SftpErrors.NothingThere();

    public void Rename(SftpPath from, SftpPath to)
    {
        if (!Objects.TryRemove(from.Name, out var bytes))
        {
            throw SftpErrors.NothingThere();
        }

        Objects[to.Name] = bytes;
    }

    public void Remove(SftpPath path)
    {
        if (path.Depth != 2 || !Objects.TryRemove(path.Name, out _))
        {
            throw SftpErrors.NothingThere();
        }
    }

    private sealed class Upload(MemoryStream bytes, Action complete) : ISftpUpload
    {
        public long Front => bytes.Length;

        public void Write(ReadOnlySpan<byte> next) => bytes.Write(next);

        public void Complete() => complete();

        public void Pause()
        {
        }

        public void Dispose()
        {
        }
    }

    private sealed class Segment(byte[] bytes) : ISftpSegment
    {
        public long Length => bytes.Length;

        public int Read(long offset, Span<byte> into)
        {
            bytes.AsSpan((int)offset, into.Length).CopyTo(into);
            return into.Length;
        }

        public void Dispose()
        {
        }
    }
}
