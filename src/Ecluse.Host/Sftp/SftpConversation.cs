using System.Text;
using Ecluse.Errors;

namespace Ecluse.Host.Sftp;

/// <summary>
/// Answers the packets of one session, one after the other (draft-ietf-secsh-filexfer-02, with <c>limits@openssh.com</c>). It knows
/// nothing of pipes, keys or disks.
/// </summary>
/// <param name="tree">What the person finds.</param>
/// <param name="mustStillBeOpen">Asked before every name; throws where the key no longer lets anybody in.</param>
internal sealed class SftpConversation(ISftpTree tree, Action mustStillBeOpen) : IDisposable
{
    /// <summary>Most bytes of a packet, its length not counted.</summary>
    public const int PacketBytesMax = 256 * 1024;

    /// <summary>Most bytes of one read or write that the client is told of.</summary>
    public const int PieceBytesMax = PacketBytesMax - 1024;

    private const uint Version = 3;
    private const string Limits = "limits@openssh.com";

    private readonly HandleTable handles = new();
    private bool isBegun;

    /// <summary>Whether the key no longer opens: the answer that says so is the last one.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Answers a packet.</summary>
    /// <param name="packet">Kind and fields, without the length.</param>
    /// <param name="replies">Where the one answer goes.</param>
    /// <exception cref="BrokenPacketException">It is none; the session is over.</exception>
    public void Answer(ReadOnlySpan<byte> packet, ReplyBuffer replies)
    {
        var reader = new PacketReader(packet);
        var kind = (PacketKind)reader.Byte();
        if (!isBegun || kind == PacketKind.Init)
        {
            Begin(kind, ref reader, replies);
            return;
        }

        var request = reader.UInt32();
        try
        {
            Answer(kind, request, ref reader, replies);
        }
        catch (EcluseException refused)
        {
            replies.Status(request, CodeOf(refused), WordsOf(refused));
        }
    }

    /// <summary>Lets go of everything that is open; uploads stay unfinished.</summary>
    public void Dispose() => handles.Dispose();

    /// <summary>What a refusal says to a client, whose language nobody knows.</summary>
    internal static string WordsOf(EcluseException refused) =>
        $"{refused.Code}: {refused.Problem.English} {refused.Remedy.English} · {refused.Problem.French} {refused.Remedy.French}";

    private static StatusCode CodeOf(EcluseException refused) => refused.Kind switch
    {
        ErrorKind.NotFound => StatusCode.NoSuchFile,
        ErrorKind.Refused when refused.Code == "SFTP-003" => StatusCode.Unsupported,
        ErrorKind.Refused when refused.Code is not ("SFTP-005" or "SFTP-007") => StatusCode.PermissionDenied,
        _ => StatusCode.Failure,
    };

    private void Begin(PacketKind kind, ref PacketReader reader, ReplyBuffer replies)
    {
        if (isBegun || kind != PacketKind.Init || reader.UInt32() < Version)
        {
            throw new BrokenPacketException();
        }

        isBegun = true;
        replies.BeginVersion().UInt32(Version).Text(Limits).Text("1").End();
    }

    private void Answer(PacketKind kind, uint request, ref PacketReader reader, ReplyBuffer replies)
    {
        switch (kind)
        {
            case PacketKind.Write:
                handles.Upload(reader.Bytes()).Write(reader.Offset(), reader.Bytes());
                break;
            case PacketKind.Read:
                Read(request, handles.Segment(reader.Bytes()), reader.Offset(), reader.UInt32(), replies);
                return;
            case PacketKind.Open:
                Open(request, SftpPath.Parse(reader.Bytes()), (OpenFlags)reader.UInt32(), ref reader, replies);
                return;
            case PacketKind.Close:
                handles.Close(reader.Bytes());
                break;
            case PacketKind.OpenDir:
                MustStillBeOpen();
                Handle(request, handles.Add(tree.List(SftpPath.Parse(reader.Bytes())) ?? throw SftpErrors.NothingThere()), replies);
                return;
            case PacketKind.ReadDir:
                List(request, handles.Listing(reader.Bytes()), replies);
                return;
            case PacketKind.RealPath:
                MustStillBeOpen();
                Name(request, SftpPath.Parse(reader.Bytes()), replies);
                return;
            case PacketKind.Stat or PacketKind.LStat:
                Attributes(request, Find(SftpPath.Parse(reader.Bytes())), replies);
                return;
            case PacketKind.FStat:
                Attributes(request, handles.Entry(reader.Bytes()), replies);
                return;
            case PacketKind.FSetStat:
                SetOpen(reader.Bytes(), ref reader);
                break;
            case PacketKind.SetStat:
                MustHave(Find(SftpPath.Parse(reader.Bytes())), ref reader);
                break;
            case PacketKind.Remove:
                MustStillBeOpen();
                tree.Remove(SftpPath.Parse(reader.Bytes()));
                break;
            case PacketKind.Rename:
                Rename(SftpPath.Parse(reader.Bytes()), SftpPath.Parse(reader.Bytes()));
                break;
            case PacketKind.Extended when Encoding.ASCII.GetString(reader.Bytes()) == Limits:
                replies.Begin(PacketKind.ExtendedReply, request)
                    .UInt64(PacketBytesMax).UInt64(PieceBytesMax).UInt64(PieceBytesMax).UInt64(HandleTable.CountMax).End();
                return;
            default:
                throw Unknown(kind);
        }

        replies.Status(request, StatusCode.Ok, "");
    }

    private static EcluseException Unknown(PacketKind kind) => kind switch
    {
        PacketKind.MkDir or PacketKind.RmDir => SftpErrors.NotAVerb("folders of one's own", "de dossiers à soi"),
        PacketKind.SymLink or PacketKind.ReadLink => SftpErrors.NotAVerb("links", "de liens"),
        PacketKind.Extended => SftpErrors.NotAVerb("this extension", "cette extension"),
        _ => throw new BrokenPacketException(),
    };

    private static void Handle(uint request, uint handle, ReplyBuffer replies) =>
        replies.Begin(PacketKind.Handle, request).UInt32(sizeof(uint)).UInt32(handle).End();

    private static void Attributes(uint request, SftpEntry entry, ReplyBuffer replies) =>
        replies.Begin(PacketKind.Attributes, request).Attributes(entry).End();

    private static void Name(uint request, SftpPath path, ReplyBuffer replies) =>
        replies.Begin(PacketKind.Name, request).UInt32(1).Text(path.ToClient()).Text(path.ToClient()).UInt32(0).End();

    private static long? MustHave(SftpEntry entry, ref PacketReader reader) =>
        reader.Attributes() is not { } size ? null : size == entry.Size ? size : throw SftpErrors.SizeRefused(entry.Size);

    private void SetOpen(ReadOnlySpan<byte> handle, ref PacketReader reader)
    {
        if (MustHave(handles.Entry(handle), ref reader) is not null && handles.IsUpload(handle))
        {
            handles.Upload(handle).SizeWasSet();
        }
    }

    private static void Read(uint request, ISftpSegment segment, long offset, uint wanted, ReplyBuffer replies)
    {
        if (offset >= segment.Length)
        {
            replies.Status(request, StatusCode.EndOfFile, "");
            return;
        }

        var count = (int)Math.Min(Math.Min(wanted, PieceBytesMax), segment.Length - offset);
        replies.Begin(PacketKind.Data, request).UInt32((uint)count);
        try
        {
            replies.Filled(segment.Read(offset, replies.Room(count)[..count]));
        }
        catch
        {
            replies.Abandon();
            throw;
        }

        replies.End();
    }

    private static void List(uint request, Listing listing, ReplyBuffer replies)
    {
        if (listing.IsAtEnd)
        {
            replies.Status(request, StatusCode.EndOfFile, "");
            return;
        }

        replies.Begin(PacketKind.Name, request);
        var (counted, count) = (replies.Length, 0u);
        replies.UInt32(0);
        while (count < Listing.AtOnce && listing.Next() is { } entry)
        {
            replies.Text(entry.Name).Text(Listing.Line(entry)).Attributes(entry);
            count++;
        }

        replies.UInt32At(counted, count);
        replies.End();
    }

    private void MustStillBeOpen()
    {
        IsOver = true;
        mustStillBeOpen();
        IsOver = false;
    }

    private SftpEntry Find(SftpPath path)
    {
        MustStillBeOpen();
        return path.Depth == 0
            ? new SftpEntry("/", 0, DateTimeOffset.UnixEpoch, IsFolder: true)
            : tree.Find(path) ?? throw SftpErrors.NothingThere();
    }

    private void Open(uint request, SftpPath path, OpenFlags how, ref PacketReader reader, ReplyBuffer replies)
    {
        reader.Attributes();
        MustStillBeOpen();
        handles.MustHaveRoom();
        var handle = how.HasFlag(OpenFlags.Write)
            ? handles.Add(new WriteWindow(how.HasFlag(OpenFlags.Read)
                ? throw SftpErrors.NotAVerb("reading what is being written", "de lecture de ce qui s’écrit")
                : tree.Write(path, how), how.HasFlag(OpenFlags.Append)))
            : handles.Add(tree.Read(path));
        Handle(request, handle, replies);
    }

    private void Rename(SftpPath from, SftpPath to)
    {
        MustStillBeOpen();
        if (from.Depth != 2 || to.Depth != 2 || from.Space != to.Space)
        {
            throw SftpErrors.NotAVerb("renaming from one space to another", "de renommage d’un espace à l’autre");
        }

        if (!from.Equals(to))
        {
            tree.Rename(from, to);
        }
    }
}
