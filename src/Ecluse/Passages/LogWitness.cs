using System.Text;
using Ecluse.Errors;
using Ecluse.Journal;

namespace Ecluse.Passages;

/// <summary>
/// A gate is a witness of the other side's log (rule 10): the plan's checkpoint must be of the log that is handed over with the
/// parcels, and that log must extend the checkpoint that this gate saw last from the same source gate.
/// </summary>
/// <param name="VerifierKey">The log's key.</param>
/// <param name="Checkpoint">Its latest checkpoint, verbatim.</param>
public sealed record LogWitness(string VerifierKey, string Checkpoint)
{
    private const int LeafBytes = 32;

    /// <summary>Checks what was handed over.</summary>
    /// <param name="before">What this gate saw last; null the first time, when the signatory's plan vouches for the log.</param>
    /// <param name="leaves">Leaf hashes of the whole log, in order: hashes only, from which every root can be made again.</param>
    /// <param name="planned">The checkpoint in the signed plan, verbatim.</param>
    /// <exception cref="EcluseException"><c>PASSAGE-036</c>, <c>PASSAGE-037</c>.</exception>
    public void Check(LogWitness? before, byte[] leaves, string planned)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        ArgumentNullException.ThrowIfNull(planned);
        var latest = Open(this, Checkpoint) ?? throw PassageErrors.LogNotOfPlan();
        var tree = Tree(leaves);
        if (tree.Size != latest.Size || !Holds(tree, latest) || Open(this, planned) is not { } inPlan || !Holds(tree, inPlan))
        {
            throw PassageErrors.LogNotOfPlan();
        }

        if (before is not null && Open(before, before.Checkpoint) is var seen
            && (seen is null || before.VerifierKey != VerifierKey || !Holds(tree, seen)))
        {
            throw PassageErrors.LogNotExtended(seen?.Size ?? 0);
        }
    }

    private static bool Holds(TreeBuilder tree, Checkpoint checkpoint) => checkpoint.Size <= tree.Size
        && (checkpoint.Size == 0 || tree.Root(checkpoint.Size).AsSpan().SequenceEqual(checkpoint.Root));

    private static Checkpoint? Open(LogWitness log, string note)
    {
        try
        {
            return Journal.Checkpoint.Open(Encoding.UTF8.GetBytes(note), NoteKey.Parse(log.VerifierKey));
        }
        catch (EcluseException)
        {
            return null;
        }
    }

    private static TreeBuilder Tree(byte[] leaves)
    {
        var tree = new TreeBuilder();
        for (var at = 0; at + LeafBytes <= leaves.Length; at += LeafBytes)
        {
            tree.AddLeafHash(leaves[at..(at + LeafBytes)]);
        }

        return tree;
    }
}
