using System.Text;
using System.Text.Json;
using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Durability;
using Ecluse.Errors;
using Ecluse.Journal;

namespace Ecluse.Passages;

/// <summary>A log as it goes with a plan or with parcels, as hashes: no entry, no name.</summary>
/// <param name="Key">Its verifier key.</param>
/// <param name="Checkpoint">Its latest checkpoint, verbatim.</param>
/// <param name="Leaves">Leaf hashes, 32 bytes each, in order.</param>
public sealed record HandedLog(string Key, byte[] Checkpoint, byte[] Leaves)
{
    private const string KeyFile = "log.vkey";
    private const string Note = "log.checkpoint";
    private const string LeafFile = "log.leaves";

    /// <summary>What a journal hands over: everything under the checkpoint that it publishes now.</summary>
    public static async Task<HandedLog> OfAsync(IJournal journal, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var published = await journal.PublishAsync(cancellation);
        using var leaves = new MemoryStream();
        await foreach (var entry in journal.EntriesAsync(0, cancellation))
        {
            if (entry.Index < published.Size)
            {
                leaves.Write(MerkleTree.LeafHash(entry.ToBytes()));
            }
        }

        return new HandedLog(await journal.VerifierKeyAsync(cancellation), published.Note, leaves.ToArray());
    }

    /// <summary>Writes it into a folder that is handed over.</summary>
    public async Task WriteAsync(string folder, CancellationToken cancellation)
    {
        await WholeFile.WriteAsync(Path.Combine(folder, KeyFile), Key + "\n", cancellation);
        await WholeFile.WriteAsync(Path.Combine(folder, Note), Checkpoint, cancellation);
        await WholeFile.WriteAsync(Path.Combine(folder, LeafFile), Leaves, cancellation);
    }

    /// <summary>Reads it; nothing of it is believed yet.</summary>
    /// <exception cref="EcluseException"><c>PASSAGE-029</c>: something is missing.</exception>
    public static async Task<HandedLog> ReadAsync(string folder, CancellationToken cancellation)
    {
        foreach (var name in new[] { KeyFile, Note, LeafFile })
        {
            if (!File.Exists(Path.Combine(folder, name)))
            {
                throw PassageErrors.HandOverIncomplete(name);
            }
        }

        return new HandedLog(
            (await File.ReadAllTextAsync(Path.Combine(folder, KeyFile), cancellation)).Trim(),
            await File.ReadAllBytesAsync(Path.Combine(folder, Note), cancellation),
            await File.ReadAllBytesAsync(Path.Combine(folder, LeafFile), cancellation));
    }

    /// <summary>Refuses a log that does not extend the last one seen from the same side, or that is not the plan's.</summary>
    /// <param name="memory">Folder of what this gate saw.</param>
    /// <param name="side">Whose log it is: one memory each.</param>
    /// <param name="planned">The checkpoint in the signed plan, verbatim.</param>
    /// <returns>Remembers it; to be called once everything else has held.</returns>
    /// <exception cref="EcluseException"><c>PASSAGE-036</c>, <c>PASSAGE-037</c>.</exception>
    public Func<CancellationToken, Task> Check(string memory, string side, string planned)
    {
        ArgumentNullException.ThrowIfNull(side);
        var seen = new LogWitness(Key, Encoding.UTF8.GetString(Checkpoint));
        var file = Path.Combine(memory, Sha256Hex.Of(Encoding.UTF8.GetBytes(side))[..16] + ".json");
        seen.Check(Before(file), Leaves, planned);
        return async cancellation =>
        {
            Directory.CreateDirectory(memory);
            await WholeFile.WriteAsync(file, JsonSerializer.SerializeToUtf8Bytes(seen, GateForms.Default.LogWitness), cancellation);
        };
    }

    // A memory that cannot be read is not the same as none: it proves nothing, and nothing extends it.
    private static LogWitness? Before(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), GateForms.Default.LogWitness);
        }
        catch (JsonException)
        {
            return new LogWitness("", "");
        }
    }
}
