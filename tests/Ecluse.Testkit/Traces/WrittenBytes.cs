namespace Ecluse.Testkit.Traces;

/// <summary>All that was written to one file, or sent through one socket or pipe, by any process of a traced run.</summary>
/// <param name="Name">
/// A file's path; <c>tcp:HOST:PORT</c> or <c>unix:PATH</c> of the other end of a socket; else the kernel's own name.
/// </param>
/// <param name="Bytes">The writes one after the other, in the order they were made; nothing overwritten is lost.</param>
/// <param name="Starts">Where each write begins in <paramref name="Bytes"/>.</param>
/// <param name="Image">The file as positioned writes left it, when there were any; empty otherwise.</param>
/// <param name="Unlinked">Written to after its name was removed.</param>
public sealed record WrittenBytes(string Name, byte[] Bytes, IReadOnlyList<int> Starts, byte[] Image, bool Unlinked);

/// <summary>Collects the writes of one stream.</summary>
internal sealed class WriteCollector(string name)
{
    private const long ImageMax = 1L << 30;

    private readonly List<(double Seconds, byte[] Bytes, long Offset)> writes = [];
    private bool unlinked;

    public void Add(TraceLine line, bool isUnlinked)
    {
        unlinked |= isUnlinked;
        writes.Add((line.Seconds, line.Payload(), line.Offset()));
    }

    public WrittenBytes Finish()
    {
        var ordered = writes.OrderBy(write => write.Seconds).ToArray();
        using var bytes = new MemoryStream();
        var starts = new List<int>();
        foreach (var write in ordered)
        {
            starts.Add((int)bytes.Length);
            bytes.Write(write.Bytes);
        }

        return new WrittenBytes(name, bytes.ToArray(), starts, Image(ordered), unlinked);
    }

    // Only the stretches that were written: a hole of a gigabyte is not made here.
    private static byte[] Image((double Seconds, byte[] Bytes, long Offset)[] ordered)
    {
        var positioned = ordered.Where(write => write.Offset >= 0).ToArray();
        var end = positioned.Select(write => write.Offset + write.Bytes.Length).DefaultIfEmpty(0).Max();
        if (positioned.Length < 2 || end > ImageMax)
        {
            return [];
        }

        var image = new byte[end];
        foreach (var write in positioned)
        {
            write.Bytes.CopyTo(image, write.Offset);
        }

        return image;
    }
}
