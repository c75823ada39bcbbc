using Ecluse.Errors;
using Ecluse.Journal;

namespace Ecluse.Acts;

/// <summary>
/// Reads a journal without trusting its writer: shares with it only the public formats, rebuilds root and tiles from the
/// raw entries, and says by index what is wrong.
/// </summary>
/// <param name="log">The log's verifier key.</param>
public sealed class JournalVerifier(NoteKey log)
{
    /// <summary>Checks everything; faults are findings, never exceptions.</summary>
    public async Task<JournalReport> VerifyAsync(JournalEvidence evidence, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var findings = new List<JournalFinding>();
        var checkpoint = Open(evidence.Checkpoint, findings);
        var signedLeaves = SignedLeaves(evidence, checkpoint);
        var sequence = new EntrySequence(findings, signedLeaves);
        var tree = new TreeBuilder();
        try
        {
            await foreach (var entry in evidence.Entries.WithCancellation(cancellation))
            {
                sequence.Take(entry);
                tree.Add(entry);
            }
        }
        catch (EcluseException malformed)
        {
            findings.Add(new(JournalFault.NotAnEntry, tree.Size, malformed.Problem));
        }

        var published = Math.Min(checkpoint?.Size ?? 0, tree.Size);
        if (checkpoint is not null)
        {
            CheckRoot(tree, checkpoint, evidence, findings);
        }

        CheckOlder(tree, evidence.Older ?? [], findings);
        return new JournalReport(
            tree.Size, published, Convert.ToHexStringLower(tree.Root(published)),
            [.. findings.OrderBy(finding => finding.Index ?? long.MaxValue)], [.. sequence.OpenIntents]);
    }

    private Checkpoint? Open(byte[]? note, List<JournalFinding> findings)
    {
        try
        {
            return note is null ? null : Checkpoint.Open(note, log);
        }
        catch (EcluseException refused)
        {
            findings.Add(new(JournalFault.BadCheckpoint, null, refused.Problem));
            return null;
        }
    }

    /// <summary>Leaf hashes from the tiles, once the tiles have proved to give the signed root; else nothing.</summary>
    private static Func<long, byte[]?> SignedLeaves(JournalEvidence evidence, Checkpoint? checkpoint)
    {
        if (checkpoint is null || evidence.Tile is null)
        {
            return _ => null;
        }

        try
        {
            var tree = new TiledTree(checkpoint.Size, tile => evidence.Tile(tile) ?? []);
            return MerkleTree.Root(checkpoint.Size, tree.Subtree).AsSpan().SequenceEqual(checkpoint.Root)
                ? index => index < checkpoint.Size ? tree.Subtree(0, index) : null
                : _ => null;
        }
        catch (EcluseException)
        {
            return _ => null;
        }
    }

    private static void CheckRoot(
        TreeBuilder tree, Checkpoint checkpoint, JournalEvidence evidence, List<JournalFinding> findings)
    {
        if (tree.Size < checkpoint.Size)
        {
            findings.Add(new(JournalFault.OutOfSequence, tree.Size, new(
                $"The checkpoint counts {checkpoint.Size} entries; {tree.Size} are there.",
                $"Le point de contrôle compte {checkpoint.Size} entrées ; il y en a {tree.Size}.")));
        }
        else if (!tree.Root(checkpoint.Size).AsSpan().SequenceEqual(checkpoint.Root))
        {
            findings.Add(new(JournalFault.RootDiffers, null, new(
                $"The {checkpoint.Size} entries do not give the root that was signed.",
                $"Les {checkpoint.Size} entrées ne donnent pas la racine signée.")));
        }
        else if (evidence.Tile is not null)
        {
            CheckTiles(tree, checkpoint.Size, evidence.Tile, findings);
        }
    }

    private static void CheckTiles(
        TreeBuilder tree, long size, Func<Tile, byte[]?> read, List<JournalFinding> findings)
    {
        foreach (var tile in Tile.Of(size).Where(tile => tile.Level >= 0))
        {
            if (read(tile)?.AsSpan().SequenceEqual(tree.HashTile(tile)) != true)
            {
                findings.Add(new(JournalFault.TileDiffers, null, new(
                    $"{tile.Path} is missing or not what the entries give.",
                    $"{tile.Path} manque ou n’est pas ce que donnent les entrées.")));
            }
        }
    }

    private void CheckOlder(TreeBuilder tree, IReadOnlyList<byte[]> older, List<JournalFinding> findings)
    {
        foreach (var note in older)
        {
            var seen = Open(note, findings);
            if (seen is not null
                && (seen.Size > tree.Size || !tree.Root(seen.Size).AsSpan().SequenceEqual(seen.Root)))
            {
                findings.Add(new(JournalFault.Rewritten, null, new(
                    $"The log does not continue the checkpoint of {seen.Size} entries that it once signed: "
                    + "it was rewritten or restored.",
                    $"Le journal ne prolonge pas le point de contrôle de {seen.Size} entrées qu’il a signé jadis : "
                    + "il a été réécrit ou restauré.")));
            }
        }
    }
}
