using Ecluse.Acts;
using Ecluse.Journal;
using Ecluse.Signatures;

namespace Ecluse.Storage.Journal;

/// <summary>
/// Publishes a log: reads every entry, refuses to sign what would fork the log, writes the tiles, remembers the checkpoint
/// outside the data folder, and only then shows it.
/// </summary>
internal sealed class CheckpointSigner(JournalPlaces places, JournalLogRow log)
{
    private readonly NoteKey key = NoteKey.Parse(log.VerifierKey);
    private readonly LastSigned memory = new(places, log.Origin);

    public async Task<PublishedCheckpoint> PublishAsync(EcluseState state, CancellationToken cancellation)
    {
        using var alone = await memory.LockAsync(cancellation);
        var (tree, bundles) = await GrowAsync(state, cancellation);
        var remembered = memory.Read();
        Check(tree, Checkpoint.Open(remembered, key));
        WriteTiles(tree, bundles);
        var note = Sign(tree, remembered);
        AtomicFile.Replace(places.Checkpoint(log.Origin), note);
        return Published(note);
    }

    public PublishedCheckpoint? Latest() =>
        AtomicFile.Read(places.Checkpoint(log.Origin)) is { } note ? Published(note) : null;

    public byte[] SignFirst(SshSigner signer) =>
        new Checkpoint(log.Origin, 0, MerkleTree.EmptyRoot).Sign(new NoteSigner(log.Origin, signer));

    private async Task<(TreeBuilder Tree, List<byte[]> Bundles)> GrowAsync(
        EcluseState state, CancellationToken cancellation)
    {
        var tree = new TreeBuilder();
        var bundles = new List<byte[]>();
        var bundle = new List<byte[]>(Tile.FullWidth);
        await foreach (var entry in LogRows.BytesAsync(state, log.Number, 0, cancellation))
        {
            tree.Add(entry);
            bundle.Add(entry);
            if (bundle.Count == Tile.FullWidth)
            {
                bundles.Add(EntryBundle.Encode(bundle));
                bundle.Clear();
            }
        }

        if (bundle.Count > 0)
        {
            bundles.Add(EntryBundle.Encode(bundle));
        }

        return (tree, bundles);
    }

    /// <summary>The entries must begin with exactly those that were signed, and nobody must have signed more.</summary>
    private void Check(TreeBuilder tree, Checkpoint last)
    {
        if (tree.Size < last.Size)
        {
            throw JournalErrors.StateBehind(tree.Size, last.Size);
        }

        CheckExtends(tree, last);
        if (AtomicFile.Read(places.Checkpoint(log.Origin)) is { } note)
        {
            var shown = Checkpoint.Open(note, key);
            if (shown.Size > last.Size)
            {
                throw JournalErrors.MemoryBehind(last.Size, shown.Size);
            }

            CheckExtends(tree, shown);
        }
    }

    private static void CheckExtends(TreeBuilder tree, Checkpoint older)
    {
        var root = tree.Root(tree.Size);
        var extends = older.Size == 0
            ? older.Root.AsSpan().SequenceEqual(MerkleTree.EmptyRoot)
            : MerkleProof.VerifyConsistency(
                older.Size, tree.Size, older.Root, root, MerkleTree.Consistency(older.Size, tree.Size, tree.Subtree));
        if (!extends)
        {
            throw JournalErrors.Fork(older.Size);
        }
    }

    private void WriteTiles(TreeBuilder tree, List<byte[]> bundles)
    {
        foreach (var tile in Tile.Of(tree.Size))
        {
            var bytes = tile.Level == Tile.Entries ? bundles[(int)tile.Index] : tree.HashTile(tile);
            var path = places.Tile(log.Origin, tile);
            var there = AtomicFile.Read(path);
            if (there is null)
            {
                AtomicFile.Replace(path, bytes);
            }
            else if (!there.AsSpan().SequenceEqual(bytes))
            {
                throw JournalErrors.TileDiffers(Path.GetRelativePath(places.Data.Path, path));
            }
        }
    }

    private byte[] Sign(TreeBuilder tree, byte[] remembered)
    {
        var next = new Checkpoint(log.Origin, tree.Size, tree.Root(tree.Size));
        if (next.Equals(Checkpoint.Open(remembered, key)))
        {
            return remembered;
        }

        using var signer = SshSigner.Load(places.Key(log.Number));
        var note = next.Sign(new NoteSigner(log.Origin, signer));
        _ = Checkpoint.Open(note, key);
        memory.Swap(remembered, note);
        return note;
    }

    private PublishedCheckpoint Published(byte[] note)
    {
        var checkpoint = Checkpoint.Open(note, key);
        return new PublishedCheckpoint(note, checkpoint.Size, Convert.ToHexStringLower(checkpoint.Root));
    }
}
