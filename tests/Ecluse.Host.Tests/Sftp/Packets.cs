using System.Buffers.Binary;
using System.Text;

namespace Ecluse.Host.Sftp;

/// <summary>Packets of a client, made by hand, and answers read back: independent of the code under test.</summary>
internal static class Packets
{
    public static byte[] Init(uint version = 3) => Packet(1, U32(version));

    public static byte[] Open(uint id, string path, uint flags) => Packet(3, U32(id), Str(path), U32(flags), U32(0));

    public static byte[] Close(uint id, byte[] handle) => Packet(4, U32(id), Str(handle));

    public static byte[] Read(uint id, byte[] handle, ulong offset, uint length) => Packet(5, U32(id), Str(handle), U64(offset), U32(length));

    public static byte[] Write(uint id, byte[] handle, ulong offset, byte[] bytes) => Packet(6, U32(id), Str(handle), U64(offset), Str(bytes));

    /// <summary>A verb whose fields are names.</summary>
    public static byte[] Names(byte kind, uint id, params string[] names) => Packet(kind, [U32(id), .. names.Select(Str)]);

    public static byte[] Packet(byte kind, params byte[][] fields) => [kind, .. fields.SelectMany(field => field)];

    public static byte[] Framed(byte[] packet) => [.. U32((uint)packet.Length), .. packet];

    public static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] Str(string text) => Str(Encoding.UTF8.GetBytes(text));

    public static byte[] Str(byte[] bytes) => [.. U32((uint)bytes.Length), .. bytes];

    /// <summary>Cuts what was sent into answers.</summary>
    public static List<Answer> Answers(ReadOnlySpan<byte> sent)
    {
        var answers = new List<Answer>();
        while (sent.Length > 0)
        {
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(sent);
            answers.Add(new Answer(sent.Slice(4, length).ToArray()));
            sent = sent[(4 + length)..];
        }

        return answers;
    }
}

/// <summary>One answer.</summary>
internal sealed record Answer(byte[] Bytes)
{
    public int Kind => Bytes[0];

    public uint Id => BinaryPrimitives.ReadUInt32BigEndian(Bytes.AsSpan(1));

    /// <summary>Number of a status; any other kind is no status.</summary>
    public uint Status => Kind == 101 ? BinaryPrimitives.ReadUInt32BigEndian(Bytes.AsSpan(5)) : uint.MaxValue;

    public string Words => Encoding.UTF8.GetString(Bytes.AsSpan(13, (int)BinaryPrimitives.ReadUInt32BigEndian(Bytes.AsSpan(9))));

    /// <summary>A handle, or data.</summary>
    public byte[] Field => Bytes[9..(9 + (int)BinaryPrimitives.ReadUInt32BigEndian(Bytes.AsSpan(5)))];
}

/// <summary>A conversation with a tree in memory, without sshd or pipes.</summary>
internal sealed class Talk : IDisposable
{
    private readonly SftpConversation conversation;
    private readonly ReplyBuffer replies = new();

    public Talk(ISftpTree? tree = null, Action? mustStillBeOpen = null, bool isBegun = true)
    {
        conversation = new SftpConversation(tree ?? Tree, mustStillBeOpen ?? (() => { }));
        if (isBegun)
        {
            Say(Packets.Init());
        }
    }

    public MemoryTree Tree { get; } = new();

    public bool IsOver => conversation.IsOver;

    public Answer Say(byte[] packet)
    {
        replies.Clear();
        conversation.Answer(packet, replies);
        return Assert.Single(Packets.Answers(replies.Written));
    }

    public byte[] Opened(string name, uint flags = 2 | 8 | 16)
    {
        var answer = Say(Packets.Open(7, $"/{MemoryTree.Space}/{name}", flags));
        Assert.Equal(102, answer.Kind);
        return answer.Field;
    }

    public void Dispose() => conversation.Dispose();
}
