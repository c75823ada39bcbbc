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
