using System.Buffers.Binary;
using Ecluse.Host.Sftp;

namespace Ecluse.Fuzz.Targets;

/// <summary>The packets of an SFTP client, one after the other as a session gets them, and the paths in them.</summary>
internal static class SftpTargets
{
    private const string Space = "s-0123456789ab";

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("sftp-packets", Packets, Sessions) { Words = [Space, "limits@openssh.com", "/", "..", "\0\0\0\u0001", "\0\0\0\u0003"], AllocatedMax = 256L << 20 },
        new("sftp-path", Path, () => [Seeds.Text("/" + Space + "/a"), Seeds.Text("/../a/./b//c"), Seeds.Text("é/ü")]) { Words = ["/", "..", ".", "//", "é"] },
    ];

    // Input: packets, each after its length in two bytes, so that no input is lost on a length of four.
    private static void Packets(byte[] bytes)
    {
        using var conversation = new SftpConversation(new Tree(), () => { });
        var replies = new ReplyBuffer();
        try
        {
            conversation.Answer([1, 0, 0, 0, 3], replies);
            for (var rest = bytes.AsSpan(); rest.Length > 2;)
            {
                var packet = rest.Slice(2, Math.Min(BinaryPrimitives.ReadUInt16BigEndian(rest), rest.Length - 2));
                if (packet.Length > 0)
                {
                    replies.Clear();
                    conversation.Answer(packet, replies);
                    MustBeOneAnswer(packet, replies.Written);
                }

                rest = rest[(2 + packet.Length)..];
            }
        }
        catch (BrokenPacketException)
        {
            // The session ends there.
        }
    }

    private static void MustBeOneAnswer(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> reply)
    {
        Must.Hold(reply.Length >= 9 && BinaryPrimitives.ReadUInt32BigEndian(reply) == reply.Length - 4, "an answer's length is not its own");
        Must.Hold(packet.Length >= 5 && reply.Slice(5, 4).SequenceEqual(packet.Slice(1, 4)), "an answer has not the number of its request");
        Must.Hold(reply[4] is >= 101 and <= 105 or 201, "an answer is of no kind");
    }

    private static void Path(byte[] bytes)
    {
        var path = SftpPath.Parse(bytes);
        Must.Hold(path.Depth <= SftpPath.NamesMax, "a path has too many names");
        var again = SftpPath.Parse(System.Text.Encoding.UTF8.GetBytes(path.ToClient()));
        Must.Hold(again.Equals(path), "a path that was read is not read back");
        foreach (var name in path.ToClient().Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            Must.Hold(name is not ("." or "..") && !name.Any(char.IsControl), "a path holds a name that means something else");
        }
    }

    private static IEnumerable<byte[]> Sessions()
    {
        byte[] handle = [0, 0, 0, 1];
        yield return Session(
            Packet(3, Text($"/{Space}/a"), Number(2 | 8 | 16), Number(0)), Packet(6, Text(handle), Long(0), Text([1, 2, 3])), Packet(6, Text(handle), Long(9), Text([9])),
            Packet(8, Text(handle)), Packet(10, Text(handle), Number(1), Long(3)), Packet(6, Text(handle), Long(3), Text([4, 5, 6, 7, 8, 9])), Packet(4, Text(handle)));
        yield return Session(
            Packet(16, Text(".")), Packet(11, Text($"/{Space}")), Packet(12, Text(handle)), Packet(12, Text(handle)), Packet(4, Text(handle)), Packet(17, Text("/x")),
            Packet(200, Text("limits@openssh.com")));
        yield return Session(
            Packet(3, Text($"/{Space}/b"), Number(1), Number(0)), Packet(5, Text(handle), Long(10), Number(32768)), Packet(13, Text($"/{Space}/b")),
            Packet(18, Text($"/{Space}/b"), Text($"/{Space}/c")), Packet(9, Text($"/{Space}/b"), Number(0x8000_000F), Long(64), new byte[20], Number(1), Text("a"), Text("b")));
    }

    private static byte[] Session(params byte[][] packets) => [.. packets.SelectMany(packet => (byte[])[(byte)(packet.Length >> 8), unchecked((byte)packet.Length), .. packet])];

    private static byte[] Packet(byte kind, params byte[][] fields) => [kind, 0, 0, 0, 7, .. fields.SelectMany(field => field)];

    private static byte[] Text(string text) => Text(System.Text.Encoding.UTF8.GetBytes(text));

    private static byte[] Text(byte[] bytes) => [.. Number((uint)bytes.Length), .. bytes];

    private static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Long(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>One space with one file that has bytes; whatever is written is counted and forgotten.</summary>
    private sealed class Tree : ISftpTree
    {
        public IReadOnlyList<SftpEntry>? List(SftpPath path) => path.Depth < 2 ? [new(Space, 1, DateTimeOffset.UnixEpoch, IsFolder: true)] : null;

        public SftpEntry? Find(SftpPath path) => path is { Depth: 2, Space: Space } ? new SftpEntry(path.Name, 64, DateTimeOffset.UnixEpoch, IsFolder: false) : null;

        public ISftpUpload Write(SftpPath path, OpenFlags how) => new Counted();

        public ISftpSegment Read(SftpPath path) => new Zeros();

        public void Rename(SftpPath from, SftpPath to) =>
            Must.Hold(from is { Depth: 2 } && to is { Depth: 2 } && from.Space == to.Space && !from.Equals(to), "a rename left its space");

        public void Remove(SftpPath path) => _ = path.Depth;
    }

    private sealed class Counted : ISftpUpload
    {
        public long Front { get; private set; }

        public void Write(ReadOnlySpan<byte> bytes) => Front += bytes.Length;

        public void Complete() => Front += 0;

        public void Pause() => Front += 0;

        public void Dispose() => Front = 0;
    }

    private sealed class Zeros : ISftpSegment
    {
        public long Length => 100_000;

        public int Read(long offset, Span<byte> into)
        {
            Must.Hold(offset >= 0 && offset + into.Length <= Length, "a read goes beyond the end");
            into.Clear();
            return into.Length;
        }

        public void Dispose() => GC.KeepAlive(this);
    }
}
