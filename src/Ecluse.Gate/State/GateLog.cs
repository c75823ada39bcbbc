using System.Text;
using Ecluse.Canonical;
using Ecluse.Journal;
using Ecluse.Signatures;

namespace Ecluse.Gate.State;

/// <summary>
/// The book's entries as a log that anybody can check: a checkpoint under the log's own key, and proofs. Made anew from the entries
/// each time; whoever puts an older book in place of this one makes another log, and a gate that saw this one finds it out.
/// </summary>
internal sealed class GateLog(GateBook book, string keys)
{
    /// <summary>The latest checkpoint, signed now.</summary>
    public byte[] Checkpoint()
    {
        using var key = Key();
        var tree = Tree();
        return new Checkpoint(Signer(key).Key.Name, tree.Size, tree.Root(tree.Size)).Sign(Signer(key));
    }

    /// <summary>The log's verifier key.</summary>
    public string VerifierKey()
    {
        using var key = Key();
        return Signer(key).Key.ToString();
    }

    /// <summary>Exact bytes of an entry.</summary>
    public byte[] Entry(long index) => book.Entries[(int)index].ToBytes();

    /// <summary>Proof that an entry stands under the latest checkpoint.</summary>
    public byte[] Prove(long index)
    {
        var tree = Tree();
        return new TlogProof(index, MerkleTree.Inclusion(index, tree.Size, tree.Subtree), Checkpoint()).ToBytes();
    }

    private TreeBuilder Tree()
    {
        var tree = new TreeBuilder();
        foreach (var entry in book.Entries)
        {
            tree.Add(entry.ToBytes());
        }

        return tree;
    }

    private SshSigner Key()
    {
        var file = Path.Combine(keys, "log.key");
        if (!File.Exists(file))
        {
            using var made = SshSigner.Generate("ecluse-gate log");
            made.Save(file);
        }

        return SshSigner.Load(file);
    }

    private static NoteSigner Signer(SshSigner key) => new("ecluse-gate/" + Sha256Hex.Of(key.PublicKey.Blob)[..16], key);
}
