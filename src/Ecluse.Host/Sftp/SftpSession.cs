using System.Buffers;
using System.Buffers.Binary;

namespace Ecluse.Host.Sftp;

/// <summary>
/// One session, from INIT to the end of the connection: cuts what comes into packets and sends what is answered, several at a time as
/// they come. Its memory is two buffers, whatever the client says.
/// </summary>
internal sealed class SftpSession(HandedConnection connection, ISftpTree tree, Action mustStillBeOpen, TimeProvider clock)
{
    /// <summary>So often it is asked whether the key still opens, while bytes pass.</summary>
    public static readonly TimeSpan AskedEvery = TimeSpan.FromSeconds(5);

    private const int LengthBytes = 4;
    private const int BufferBytes = 2 * (SftpConversation.PacketBytesMax + LengthBytes);

    /// <summary>Answers until the client goes, is sent away, or sends what is no packet.</summary>
    public void Run()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        using var conversation = new SftpConversation(tree, mustStillBeOpen);
        try
        {
            Run(conversation, buffer);
        }
        catch (BrokenPacketException)
        {
            // Nothing after it could be told apart; what is open stays unfinished.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private void Run(SftpConversation conversation, byte[] buffer)
    {
        var replies = new ReplyBuffer();
        var (begin, end) = (0, 0);
        var asked = clock.GetTimestamp();
        while (true)
        {
            while (!conversation.IsOver && TryTake(buffer.AsSpan(begin, end - begin), out var packet))
            {
                conversation.Answer(packet, replies);
                begin += packet.Length + LengthBytes;
                if (replies.Length >= ReplyBuffer.Full && !Send(replies))
                {
                    return;
                }
            }

            if (!Send(replies) || conversation.IsOver)
            {
                return;
            }

            buffer.AsSpan(begin, end - begin).CopyTo(buffer);
            (begin, end) = (0, end - begin);
            var count = connection.Read(buffer.AsSpan(end, BufferBytes - end));
            if (count == 0)
            {
                return;
            }

            end += count;
            if (clock.GetElapsedTime(asked) >= AskedEvery)
            {
                mustStillBeOpen();
                asked = clock.GetTimestamp();
            }
        }
    }

    private static bool TryTake(ReadOnlySpan<byte> received, out ReadOnlySpan<byte> packet)
    {
        packet = default;
        if (received.Length < LengthBytes)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(received);
        if (length is 0 or > SftpConversation.PacketBytesMax)
        {
            throw new BrokenPacketException();
        }

        if (received.Length - LengthBytes < (int)length)
        {
            return false;
        }

        packet = received.Slice(LengthBytes, (int)length);
        return true;
    }

    private bool Send(ReplyBuffer replies)
    {
        var isSent = replies.Length == 0 || connection.Write(replies.Written);
        replies.Clear();
        return isSent;
    }
}
