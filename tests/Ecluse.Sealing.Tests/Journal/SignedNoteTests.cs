using System.Text;
using Ecluse.Errors;
using Ecluse.Signatures;

namespace Ecluse.Journal;

public sealed class SignedNoteTests : IDisposable
{
    private readonly SshSigner key = SshSigner.Generate("log");
    private readonly NoteSigner log;

    public SignedNoteTests() => log = new NoteSigner("lab.example/journal", key);

    [Fact]
    public void Comes_back_from_its_bytes_and_verifies()
    {
        var bytes = SignedNote.Sign("one\ntwo é\n", log).ToBytes();

        var note = SignedNote.Parse(bytes);

        note.Verify(NoteKey.Parse(log.Key.ToString()));
        Assert.Equal("one\ntwo é\n", note.Text);
        Assert.Equal(bytes, note.ToBytes());
    }

    [Fact]
    public void Is_refused_with_any_flipped_bit()
    {
        var bytes = new Checkpoint("lab.example/journal", 12, MerkleTree.EmptyRoot).Sign(log);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.ThrowsAny<EcluseException>(() => Checkpoint.Open(bytes, log.Key));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Equal(12, Checkpoint.Open(bytes, log.Key).Size);
    }

    [Fact]
    public void Takes_up_to_a_hundred_signatures_and_a_mebibyte_and_not_one_more()
    {
        var line = Encoding.UTF8.GetString(SignedNote.Sign("text\n", log).ToBytes()).Split("\n\n")[1];
        Assert.Equal(100, SignedNote.Parse(Of("text\n\n" + string.Concat(Enumerable.Repeat(line, 100)))).Signatures.Count);
        Malformed(Of("text\n\n" + string.Concat(Enumerable.Repeat(line, 101))));

        var room = (1 << 20) - line.Length - Encoding.UTF8.GetByteCount("—") + 1 - 2;
        Assert.Equal(1 << 20, Of(new string('x', room) + "\n\n" + line).Length);
        Assert.Single(SignedNote.Parse(Of(new string('x', room) + "\n\n" + line)).Signatures);
        Malformed(Of(new string('x', room + 1) + "\n\n" + line));
    }

    [Fact]
    public void Signs_no_text_that_could_not_be_read_back()
    {
        Assert.Equal("JOURNAL-001", Assert.Throws<EcluseException>(() => SignedNote.Sign("no newline", log)).Code);
        Assert.Equal("JOURNAL-001", Assert.Throws<EcluseException>(() => SignedNote.Sign("a\tb\n", log)).Code);
        Assert.Throws<ArgumentNullException>(() => SignedNote.Sign(null!, log));
        Assert.Throws<ArgumentNullException>(() => SignedNote.Sign("text\n", null!));
    }

    [Fact]
    public void Is_refused_where_it_is_not_UTF_8_has_nothing_before_the_blank_line_or_a_signature_without_bytes()
    {
        var bytes = SignedNote.Sign("text\n", log).ToBytes();
        bytes[0] = 0xFF;
        var refused = Malformed(bytes);
        Assert.Contains("signed note", refused.Problem.English, StringComparison.Ordinal);
        Assert.Contains("note signée", refused.Problem.French, StringComparison.Ordinal);
        Malformed(Of("text\n\n— lab.example/journal AAAAAA==\n"));
        Assert.Single(SignedNote.Parse(Of("text\n\n— lab.example/journal AAAAAAA=\n")).Signatures[0].Bytes.ToArray());
    }

    [Fact]
    public void Verified_against_no_key_or_two_says_whose_signature_is_missing()
    {
        using var other = SshSigner.Generate("");
        var note = SignedNote.Sign("text\n", log);
        var stranger = new NoteSigner("stranger.example", other);
        Assert.Equal("JOURNAL-003", Assert.Throws<EcluseException>(() => note.Verify()).Code);
        Assert.Contains("stranger.example", Assert.Throws<EcluseException>(() => note.Verify(stranger.Key)).Problem.English, StringComparison.Ordinal);
        note.Verify(stranger.Key, log.Key);
        note.Verify(log.Key, log.Key);
    }

    [Fact]
    public void Checkpoints_are_the_same_by_origin_size_and_root_together()
    {
        var one = new Checkpoint("lab.example/journal", 12, MerkleTree.EmptyRoot);
        Assert.Equal(one, new Checkpoint("lab.example/journal", 12, [.. MerkleTree.EmptyRoot]));
        Assert.Equal(one.GetHashCode(), new Checkpoint("lab.example/journal", 12, [.. MerkleTree.EmptyRoot]).GetHashCode());
        Assert.False(one.Equals(null));
        Assert.NotEqual(one, one with { Origin = "other" });
        Assert.NotEqual(one, one with { Size = 13 });
        Assert.NotEqual(one, one with { Root = new byte[32] });
        Assert.NotEqual(one, new Checkpoint("other", 13, MerkleTree.EmptyRoot));
    }

    [Theory]
    [InlineData("")]
    [InlineData("one\n12\n")]
    [InlineData("one\n12\nROOT\nmore")]
    [InlineData("one\n12\nROOT\n\n")]
    [InlineData("\n12\nROOT\n")]
    [InlineData("one\n12\nAAAA\n")]
    public void A_checkpoint_is_three_lines_and_nothing_else(string text)
    {
        var root = Convert.ToBase64String(MerkleTree.EmptyRoot);
        Assert.Equal(12, Checkpoint.Parse($"one\n12\n{root}\n").Size);
        var refused = Assert.Throws<EcluseException>(() => Checkpoint.Parse(text.Replace("ROOT", root, StringComparison.Ordinal)));
        Assert.Equal("JOURNAL-001", refused.Code);
        Assert.Contains("checkpoint", refused.Problem.English, StringComparison.Ordinal);
        Assert.Contains("point de contrôle", refused.Problem.French, StringComparison.Ordinal);
    }

    private static byte[] Of(string note) => Encoding.UTF8.GetBytes(note);

    private static EcluseException Malformed(byte[] note)
    {
        var refused = Assert.Throws<EcluseException>(() => SignedNote.Parse(note));
        Assert.Equal("JOURNAL-001", refused.Code);
        return refused;
    }

    [Theory]
    [InlineData("12\0")]
    [InlineData("012")]
    [InlineData("+12")]
    [InlineData("-0")]
    [InlineData("")]
    [InlineData("9223372036854775808")]
    public void A_checkpoints_size_has_one_way_to_be_written(string size)
    {
        var text = new Checkpoint("lab.example/journal", 12, MerkleTree.EmptyRoot).ToText();

        Assert.Throws<EcluseException>(() => Checkpoint.Parse(text.Replace("\n12\n", $"\n{size}\n", StringComparison.Ordinal)));
    }

    [Fact]
    public void Passes_over_signatures_by_strangers_but_not_over_a_bad_one_by_a_friend()
    {
        using var strangersKey = SshSigner.Generate("");
        var stranger = new NoteSigner("stranger.example", strangersKey);
        var ours = Encoding.UTF8.GetString(SignedNote.Sign("text\n", log).ToBytes());
        var theirLine = Encoding.UTF8.GetString(SignedNote.Sign("other\n", stranger).ToBytes()).Split("\n\n")[1];
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(ours + theirLine));

        note.Verify(log.Key);

        Assert.Equal("JOURNAL-003", Code(() => note.Verify(log.Key, stranger.Key)));
        Assert.Equal("JOURNAL-003", Code(() => note.Verify(stranger.Key)));
        Assert.Equal("JOURNAL-003", Code(() => note.Verify()));
    }

    [Fact]
    public void Of_another_log_is_no_checkpoint_of_this_one()
    {
        var foreign = new Checkpoint("other.example", 1, MerkleTree.EmptyRoot).Sign(log);

        Assert.Equal("JOURNAL-004", Code(() => Checkpoint.Open(foreign, log.Key)));
    }

    [Theory]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— a\n")]
    [InlineData("text\n\n— a AAAA\n")]
    [InlineData("text\n\n— a+b AAAAAAA=\n")]
    [InlineData("text\n\n- a AAAAAAA=\n")]
    [InlineData("text\n\n— a AAAAAAA=")]
    [InlineData("te\rxt\n\n— a AAAAAAA=\n")]
    public void That_is_malformed_is_refused(string note) =>
        Assert.Equal("JOURNAL-001", Code(() => SignedNote.Parse(Encoding.UTF8.GetBytes(note))));

    [Theory]
    [InlineData("origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n")]
    [InlineData("origin\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("origin\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("origin\n1\n47DEQpj8\n")]
    [InlineData("\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("origin\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    public void Whose_text_is_no_checkpoint_is_refused(string text) =>
        Assert.Equal("JOURNAL-001", Code(() => Checkpoint.Parse(text)));

    public void Dispose() => key.Dispose();

    private static string Code(Action act) => Assert.Throws<EcluseException>(act).Code;
}
