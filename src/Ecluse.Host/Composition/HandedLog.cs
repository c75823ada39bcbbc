using System.Text;
using System.Text.Json;
using Ecluse.Canonical;
using Ecluse.Errors;
using Ecluse.Journal;
using Ecluse.Passages;

namespace Ecluse.Host.Composition;

/// <summary>The source's log beside the parcels handed over, as hashes; and what a target gate saw of it last.</summary>
internal static class HandedLog
{
    private const string Key = "log.vkey";
    private const string Note = "log.checkpoint";
    private const string Leaves = "log.leaves";

    /// <summary>Writes the log's key, its latest checkpoint and its leaf hashes: no entry, no name.</summary>
    public static async Task WriteAsync(Installation installation, string folder, CancellationToken cancellation)
    {
        var (key, checkpoint, leaves) = await GatherAsync(installation, cancellation);
        await WholeFile.WriteAsync(Path.Combine(folder, Key), key, cancellation);
        await WholeFile.WriteAsync(Path.Combine(folder, Note), checkpoint, cancellation);
        await WholeFile.WriteAsync(Path.Combine(folder, Leaves), leaves, cancellation);
    }

    /// <summary>The same for wherever it goes.</summary>
    public static async Task<(byte[] Key, byte[] Checkpoint, byte[] Leaves)> GatherAsync(Installation installation, CancellationToken cancellation)
    {
        var published = await installation.Journal.PublishAsync(cancellation);
        using var leaves = new MemoryStream();
        await foreach (var entry in installation.Journal.EntriesAsync(0, cancellation))
        {
            if (entry.Index < published.Size)
            {
                leaves.Write(MerkleTree.LeafHash(entry.ToBytes()));
            }
        }

        return (Encoding.UTF8.GetBytes(await installation.Journal.VerifierKeyAsync(cancellation) + "\n"), published.Note, leaves.ToArray());
    }

    /// <summary>Refuses a log that does not extend the last one seen from that source gate, or that is not the plan's.</summary>
    /// <returns>Remembers it; to be called once everything else has held.</returns>
    /// <exception cref="EcluseException"><c>PASSAGE-029</c>, <c>PASSAGE-036</c>, <c>PASSAGE-037</c>.</exception>
    public static async Task<Func<Task>> CheckAsync(
        Installation installation, string folder, string sourceGate, string planned, CancellationToken cancellation)
    {
        foreach (var name in new[] { Key, Note, Leaves })
        {
            if (!File.Exists(Path.Combine(folder, name)))
            {
                throw PassageErrors.HandOverIncomplete(name);
            }
        }

        var seen = new LogWitness(
            (await File.ReadAllTextAsync(Path.Combine(folder, Key), cancellation)).Trim(),
            await File.ReadAllTextAsync(Path.Combine(folder, Note), cancellation));
        var memory = Path.Combine(
            installation.Data.Path, "gate", "seen", Sha256Hex.Of(Encoding.UTF8.GetBytes(sourceGate))[..16] + ".json");
        seen.Check(Read(memory), await File.ReadAllBytesAsync(Path.Combine(folder, Leaves), cancellation), planned);
        return async () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(memory)!);
            await WholeFile.WriteAsync(memory, JsonSerializer.SerializeToUtf8Bytes(seen), cancellation);
        };
    }

    // A memory that cannot be read is not the same as none: it proves nothing, and nothing extends it.
    private static LogWitness? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<LogWitness>(File.ReadAllBytes(path));
        }
        catch (JsonException)
        {
            return new LogWitness("", "");
        }
    }
}
