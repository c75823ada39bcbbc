namespace Ecluse.Journal;

/// <summary>Checks an entry against a log with the log's public key alone: no data folder, no connection.</summary>
public static class ProofCheck
{
    /// <summary>Checks that the log has signed a checkpoint whose tree holds this entry.</summary>
    /// <param name="entry">Exact bytes of the entry.</param>
    /// <param name="proof">Bytes of the <c>.tlog-proof</c> file.</param>
    /// <param name="vkey">The log's verifier key.</param>
    /// <returns>The checkpoint and the entry's index.</returns>
    /// <exception cref="Errors.EcluseException">
    /// <c>JOURNAL-001</c> malformed; <c>JOURNAL-003</c> not signed by the log; <c>JOURNAL-004</c> of another log;
    /// <c>JOURNAL-005</c> the entry is not where the proof says.
    /// </exception>
    public static (Checkpoint Checkpoint, long Index) Verify(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> proof, string vkey)
    {
        var read = TlogProof.Parse(proof);
        var checkpoint = Checkpoint.Open(read.Checkpoint, NoteKey.Parse(vkey));
        return MerkleProof.VerifyInclusion(
            read.Index, checkpoint.Size, MerkleTree.LeafHash(entry), read.Hashes, checkpoint.Root)
                ? (checkpoint, read.Index)
                : throw FormatErrors.NotIncluded(read.Index);
    }
}
