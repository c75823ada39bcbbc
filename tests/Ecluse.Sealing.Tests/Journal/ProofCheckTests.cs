using System.Text;
using Ecluse.Errors;
using Ecluse.Signatures;

namespace Ecluse.Journal;

public sealed class ProofCheckTests : IDisposable
{
    private readonly SshSigner key = SshSigner.Generate("log");
    private readonly NoteSigner log;
    private readonly byte[] entry = "{\"act\":\"passage.opened\"}"u8.ToArray();
    private readonly byte[] proof;

    public ProofCheckTests()
    {
        log = new NoteSigner("lab.example/journal", key);
        var tree = new TreeBuilder();
        for (var index = 0; index < 300; index++)
        {
            tree.Add(index == 270 ? entry : Encoding.UTF8.GetBytes($"{index}"));
        }

        var checkpoint = new Checkpoint("lab.example/journal", 300, tree.Root(300)).Sign(log);
        proof = new TlogProof(270, MerkleTree.Inclusion(270, 300, tree.Subtree), checkpoint).ToBytes();
    }

    [Fact]
    public void Finds_an_entry_with_nothing_but_the_log_s_key()
    {
        var (checkpoint, index) = ProofCheck.Verify(entry, proof, log.Key.ToString());

        Assert.Equal((300, 270), (checkpoint.Size, index));
    }

    [Fact]
    public void Refuses_another_entry_and_another_log()
    {
        using var otherKey = SshSigner.Generate("");

        Assert.Equal("JOURNAL-005", Code(() => ProofCheck.Verify([.. entry, 10], proof, log.Key.ToString())));
        Assert.Equal("JOURNAL-003", Code(() =>
            ProofCheck.Verify(entry, proof, new NoteSigner("lab.example/journal", otherKey).Key.ToString())));
    }

    [Fact]
    public void Refuses_a_proof_with_any_flipped_bit()
    {
        for (var bit = 0; bit < proof.Length * 8; bit++)
        {
            proof[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.ThrowsAny<EcluseException>(() => ProofCheck.Verify(entry, proof, log.Key.ToString()));
            proof[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    public void Dispose() => key.Dispose();

    private static string Code(Action act) => Assert.Throws<EcluseException>(act).Code;
}
