namespace Ecluse.Host.Sftp;

public sealed class SftpConversationTests
{
    private const uint Ok = 0;
    private const uint EndOfFile = 1;
    private const uint NoSuchFile = 2;
    private const uint PermissionDenied = 3;
    private const uint Failure = 4;
    private const uint Unsupported = 8;
    private const string In = "/" + MemoryTree.Space;

    [Fact]
    public void Nothing_is_answered_before_the_version_is_agreed()
    {
        using var talk = new Talk(isBegun: false);

        Assert.Throws<BrokenPacketException>(() => talk.Say(Packets.Names(17, 1, "/")));
        Assert.Throws<BrokenPacketException>(() => talk.Say(Packets.Init(2)));
        Assert.Equal(2, talk.Say(Packets.Init()).Kind);
        Assert.Throws<BrokenPacketException>(() => talk.Say(Packets.Init()));
    }

    [Fact]
    public void Verbs_that_a_depot_does_not_know_are_refused()
    {
        using var talk = new Talk();
        talk.Opened("a");

        foreach (var (kind, names) in new (byte, string[])[]
        {
            (14, [In + "/dossier", "\0\0\0\0"]), (15, [In]), (19, [In + "/a"]), (20, ["/etc/passwd", In + "/lien"]),
            (18, [In + "/a", "/s-000000000000/a"]), (18, [In + "/a", "/a"]),
            (200, ["hardlink@openssh.com", In + "/a", In + "/b"]), (200, ["posix-rename@openssh.com", In + "/a", In + "/b"]),
            (200, ["copy-data", "x"]), (200, ["statvfs@openssh.com", "/"]), (200, ["lsetstat@openssh.com", In + "/a"]),
        })
        {
            Assert.Equal(Unsupported, talk.Say(Packets.Names(kind, 9, names)).Status);
        }

        Assert.Equal(["a"], talk.Tree.Objects.Keys);
    }

    [Fact]
    public void What_is_no_verb_of_version_three_ends_the_session()
    {
        using var talk = new Talk();

        Assert.All(Enumerable.Range(0, 256).Where(kind => kind is not (>= 3 and <= 20) and not 200),
            kind => Assert.Throws<BrokenPacketException>(() => talk.Say(Packets.Packet((byte)kind, Packets.U32(1), Packets.Str("/")))));
    }

    [Theory]
    [InlineData("../../../etc/passwd", NoSuchFile)]
    [InlineData("/s-0123456789a/x", NoSuchFile)]
    [InlineData(In + "x/a", NoSuchFile)]
    [InlineData(In + "/../../../../etc/shadow", NoSuchFile)]
    [InlineData("/a/b/c/d", PermissionDenied)]
    [InlineData(In + "/a\0b", PermissionDenied)]
    [InlineData(In + "/a\nb", PermissionDenied)]
    [InlineData(In + "/\u0085", PermissionDenied)]
    public void Paths_lead_nowhere_else(string path, uint status)
    {
        using var talk = new Talk();

        Assert.Equal(status, talk.Say(Packets.Names(17, 1, path)).Status);
        Assert.Equal(status, talk.Say(Packets.Open(1, path, 1)).Status);
        Assert.Equal(status, talk.Say(Packets.Open(1, path, 2 | 8 | 16)).Status);
    }

    [Fact]
    public void A_name_that_is_not_utf8_or_too_long_is_refused()
    {
        using var talk = new Talk();

        Assert.Equal(PermissionDenied, talk.Say(Packets.Packet(17, Packets.U32(1), Packets.Str([(byte)'/', 0xC3, 0x28]))).Status);
        Assert.Equal(PermissionDenied, talk.Say(Packets.Names(17, 1, In + "/" + new string('é', 128))).Status);
        Assert.Equal(NoSuchFile, talk.Say(Packets.Names(17, 1, In + "/" + new string('x', 255))).Status);
        Assert.Equal(PermissionDenied, talk.Say(Packets.Names(17, 1, new string('/', 1025))).Status);
    }

    [Fact]
    public void What_is_allowed_is_the_very_path_that_is_opened()
    {
        using var talk = new Talk();

        foreach (var spelling in new[] { In + "/a", In + "//a", In + "/./a", $"{In}/../{MemoryTree.Space}/a", MemoryTree.Space + "/a", "//" + MemoryTree.Space + "/x/../a/" })
        {
            var told = talk.Say(Packets.Names(16, 1, spelling));
            Assert.Contains(In + "/a", System.Text.Encoding.UTF8.GetString(told.Bytes), StringComparison.Ordinal);
            var handle = talk.Say(Packets.Open(1, spelling, 2 | 8 | 16)).Field;
            Assert.Equal(Ok, talk.Say(Packets.Close(1, handle)).Status);
        }

        Assert.Equal(["a"], talk.Tree.Objects.Keys);
    }

    [Fact]
    public void Times_and_modes_are_taken_and_forgotten_and_a_size_is_not()
    {
        using var talk = new Talk();
        var handle = talk.Opened("a");
        talk.Say(Packets.Write(1, handle, 0, new byte[10]));
        var mode = new[] { Packets.U32(4 | 8), Packets.U32(0x1FF), Packets.U32(1), Packets.U32(2) };

        Assert.Equal(Ok, talk.Say(Packets.Packet(10, [Packets.U32(1), Packets.Str(handle), .. mode])).Status);
        Assert.Equal(Ok, talk.Say(Packets.Packet(9, [Packets.U32(1), Packets.Str(In + "/a"), .. mode])).Status);
        Assert.Equal(Failure, talk.Say(Packets.Packet(10, Packets.U32(1), Packets.Str(handle), Packets.U32(1), Packets.U64(4))).Status);
        Assert.Equal(Ok, talk.Say(Packets.Packet(10, Packets.U32(1), Packets.Str(handle), Packets.U32(1), Packets.U64(10))).Status);
    }

    [Fact]
    public void Sixty_four_handles_are_enough()
    {
        using var talk = new Talk();
        var handles = Enumerable.Range(0, 64).Select(_ => talk.Say(Packets.Names(11, 1, "/")).Field).ToList();

        Assert.Equal(PermissionDenied, talk.Say(Packets.Names(11, 1, "/")).Status);
        Assert.Equal(PermissionDenied, talk.Say(Packets.Open(1, In + "/a", 2 | 8)).Status);
        Assert.Empty(talk.Tree.Objects);
        Assert.Equal(Ok, talk.Say(Packets.Close(1, handles[0])).Status);
        Assert.Equal(102, talk.Say(Packets.Names(11, 1, "/")).Kind);
    }

    [Fact]
    public void A_handle_is_good_for_what_it_was_given_for()
    {
        using var talk = new Talk();
        var (upload, folder) = (talk.Opened("a"), talk.Say(Packets.Names(11, 1, "/")).Field);

        Assert.Equal(PermissionDenied, talk.Say(Packets.Read(1, upload, 0, 10)).Status);
        Assert.Equal(PermissionDenied, talk.Say(Packets.Write(1, folder, 0, [1])).Status);
        Assert.Equal(PermissionDenied, talk.Say(Packets.Write(1, [9, 9, 9, 9], 0, [1])).Status);
        Assert.Equal(PermissionDenied, talk.Say(Packets.Close(1, [])).Status);
        Assert.Equal(Ok, talk.Say(Packets.Close(1, upload)).Status);
        Assert.Equal(PermissionDenied, talk.Say(Packets.Close(1, upload)).Status);
    }

    [Fact]
    public void Reading_gives_what_lies_there_and_then_its_end()
    {
        using var talk = new Talk();
        var bytes = Enumerable.Range(0, 300_000).Select(number => unchecked((byte)number)).ToArray();
        talk.Tree.Objects["a"] = new MemoryStream(bytes);
        var handle = talk.Opened("a", 1);

        Assert.Equal(bytes[100..200], talk.Say(Packets.Read(1, handle, 100, 100)).Field);
        Assert.Equal(SftpConversation.PieceBytesMax, talk.Say(Packets.Read(1, handle, 0, uint.MaxValue)).Field.Length);
        Assert.Equal(bytes[^5..], talk.Say(Packets.Read(1, handle, 299_995, 100)).Field);
        Assert.Equal(EndOfFile, talk.Say(Packets.Read(1, handle, 300_000, 1)).Status);
        Assert.Equal(EndOfFile, talk.Say(Packets.Read(1, handle, long.MaxValue, 1)).Status);
        Assert.Throws<BrokenPacketException>(() => talk.Say(Packets.Read(1, handle, ulong.MaxValue, 1)));
    }

    [Fact]
    public void A_long_folder_is_listed_whole_a_piece_at_a_time()
    {
        using var talk = new Talk();
        for (var number = 0; number < 250; number++)
        {
            talk.Tree.Objects[$"o-{number}"] = new MemoryStream();
        }

        var handle = talk.Say(Packets.Names(11, 1, In)).Field;
        var pieces = Enumerable.Range(0, 3).Select(_ => talk.Say(Packets.Packet(12, Packets.U32(1), Packets.Str(handle)))).ToList();

        Assert.Equal([100, 100, 50], pieces.Select(piece => (int)BitConverter.ToUInt32([.. piece.Bytes[5..9].Reverse()])));
        Assert.Equal(EndOfFile, talk.Say(Packets.Packet(12, Packets.U32(1), Packets.Str(handle))).Status);
    }

    [Fact]
    public void Once_the_key_opens_nothing_the_next_name_is_the_last()
    {
        var isOpen = true;
        using var talk = new Talk(mustStillBeOpen: () => _ = isOpen ? 0 : throw SftpErrors.KeyOpensNothing());
        Assert.Equal(105, talk.Say(Packets.Names(17, 1, "/")).Kind);
        Assert.False(talk.IsOver);

        isOpen = false;
        Assert.Equal(PermissionDenied, talk.Say(Packets.Names(17, 1, "/")).Status);
        Assert.True(talk.IsOver);
    }

    [Fact]
    public void A_refusal_speaks_both_languages_and_repeats_nothing_that_was_typed()
    {
        using var talk = new Talk();

        var words = talk.Say(Packets.Open(1, In + "/../Dupont Marie/2 85 05", 1)).Words;

        Assert.StartsWith("SFTP-", words, StringComparison.Ordinal);
        Assert.Contains("Rien sous ce chemin", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Dupont", words, StringComparison.Ordinal);
    }
}
