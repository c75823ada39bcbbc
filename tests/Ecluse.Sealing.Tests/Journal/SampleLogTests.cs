using System.Text;
using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Testkit;

namespace Ecluse.Journal;

/// <summary>Logs and probes that nobody here wrote (samples/tlog).</summary>
public sealed class SampleLogTests
{
    private const string TesseraKey = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

    [Fact]
    public void Every_probe_of_an_inclusion_proof_is_judged_as_it_says() => Assert.Equal(98, Probes("inclusion", probe =>
        MerkleProof.VerifyInclusion(
            Number(probe, "leafIdx"), Number(probe, "treeSize"), Hash(probe, "leafHash"), Proof(probe), Hash(probe, "root"))));

    [Fact]
    public void Every_probe_of_a_consistency_proof_is_judged_as_it_says() => Assert.Equal(98, Probes("consistency", probe =>
        MerkleProof.VerifyConsistency(
            Number(probe, "size1"), Number(probe, "size2"), Hash(probe, "root1"), Hash(probe, "root2"), Proof(probe))));

    [Fact]
    public void The_15_entry_log_is_rebuilt_byte_for_byte_from_its_entries()
    {
        var folder = Path.Combine(Folder(), "tessera", "testdata", "log");
        var entries = EntryBundle.Decode(File.ReadAllBytes(Path.Combine(folder, new Tile(Tile.Entries, 0, 15).Path)), 15);
        var tree = new TreeBuilder();
        for (var size = 0; size <= 15; size++)
        {
            var checkpoint = Checkpoint.Open(
                File.ReadAllBytes(Path.Combine(folder, $"checkpoint.{size}")), NoteKey.Parse(TesseraKey));
            Assert.Equal(size, checkpoint.Size);
            Assert.Equal(checkpoint.Root, tree.Root(size));
            foreach (var tile in Tile.Of(size))
            {
                Assert.Equal(
                    File.ReadAllBytes(Path.Combine(folder, tile.Path)),
                    tile.Level < 0 ? EntryBundle.Encode(entries.Take(size)) : tree.HashTile(tile));
            }

            tree.Add(size < 15 ? entries[size] : []);
        }
    }

    [Fact]
    public void The_300_entry_mirror_has_the_root_that_its_mirror_cosigned()
    {
        var folder = Directory.GetDirectories(Skylight("witness", "mirror")).Single();
        var note = SignedNote.Parse(File.ReadAllBytes(Path.Combine(folder, "checkpoint")));
        note.Verify(NoteKey.Parse("mirror.example.org+3fb148ef+BAAjjch9GyYz0sJsJx7ALhbdAtz2ov0unbzSl1vMp94O"));

        var checkpoint = Checkpoint.Parse(note.Text);
        var tree = new TiledTree(checkpoint.Size, tile => File.ReadAllBytes(Path.Combine(folder, tile.Path)));

        Assert.Equal(300, checkpoint.Size);
        Assert.Equal(checkpoint.Root, MerkleTree.Root(300, tree.Subtree));
    }

    [Fact]
    public void A_witness_s_cosignature_holds_until_a_bit_is_changed()
    {
        var folder = Directory.GetDirectories(Skylight("witness")).Single(name => !name.EndsWith("mirror", StringComparison.Ordinal));
        var bytes = File.ReadAllBytes(Path.Combine(folder, "checkpoint"));
        var witness = NoteKey.Parse("witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN");

        SignedNote.Parse(bytes).Verify(witness);

        bytes[0] ^= 1;
        Assert.Equal("JOURNAL-003", Assert.Throws<EcluseException>(() => SignedNote.Parse(bytes).Verify(witness)).Code);
    }

    [Fact]
    public void Every_vector_of_notes_keys_and_proofs_behaves_as_it_says()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder(), "vectors.json")));
        var notes = vectors.RootElement.GetProperty("signed_note");
        var example = notes.GetProperty("spec_example");
        SignedNote.Parse(Encoding.UTF8.GetBytes(Text(example, "note"))).Verify(NoteKey.Parse(Text(example, "vkey")));
        Assert.All(notes.GetProperty("vkeys_ok").EnumerateArray(), vkey =>
            Assert.Equal(vkey.GetString(), NoteKey.Parse(vkey.GetString()!).ToString()));
        Assert.All(notes.GetProperty("vkeys_bad").EnumerateArray(), vkey =>
            Assert.Throws<EcluseException>(() => NoteKey.Parse(Text(vkey, "vkey"))));

        var proofs = vectors.RootElement.GetProperty("tlog_proof");
        Assert.All(proofs.GetProperty("format_ok").EnumerateArray(), vector =>
        {
            var bytes = Encoding.UTF8.GetBytes(Text(vector, "text"));
            var proof = TlogProof.Parse(bytes);
            Assert.Equal(Number(vector, "index"), proof.Index);
            Assert.Equal(vector.GetProperty("hashes").EnumerateArray().Select(hash => hash.GetBytesFromBase64()), proof.Hashes);
            Assert.Equal(bytes, proof.ToBytes());
        });
        Assert.All(proofs.GetProperty("format_bad").EnumerateArray(), vector =>
            Assert.Throws<EcluseException>(() => TlogProof.Parse(Encoding.UTF8.GetBytes(Text(vector, "text")))));
    }

    [Fact]
    public void The_constants_of_the_tree_are_those_of_the_vectors()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder(), "vectors.json")));
        var constants = vectors.RootElement.GetProperty("rfc6962");

        Assert.Equal(Text(constants, "empty_root_b64"), Convert.ToBase64String(MerkleTree.EmptyRoot));
        Assert.Equal(Text(constants, "leaf_empty_hex"), Convert.ToHexStringLower(MerkleTree.LeafHash([])));
    }

    /// <summary>A subtree that starts at a multiple of its width is a tree of its own: same proof, index from its start.</summary>
    [Fact]
    public void Every_probe_of_a_well_placed_subtree_is_judged_as_it_says() => Assert.Equal(204, Probes("subtreeinclusion", probe =>
    {
        var (start, end) = (Number(probe, "start"), Number(probe, "end"));
        var width = 1L;
        while (width < end - start)
        {
            width *= 2;
        }

        return start >= 0 && start < end && start % width == 0 && MerkleProof.VerifyInclusion(
            Number(probe, "leafIdx") - start, end - start, Hash(probe, "leafHash"), Proof(probe), Hash(probe, "root"));
    }));

    /// <summary>From leaf 0 on it is an ordinary proof of consistency; other starts are not of tiled logs.</summary>
    [Fact]
    public void Every_probe_of_a_subtree_from_the_first_leaf_is_judged_as_it_says() => Assert.Equal(102, Probes(
        "subtreeconsistency",
        probe => MerkleProof.VerifyConsistency(
            Number(probe, "end"), Number(probe, "size"), Hash(probe, "root1"), Hash(probe, "root2"), Proof(probe)),
        probe => Number(probe, "start") == 0));

    private static int Probes(string kind, Func<JsonElement, bool> holds, Func<JsonElement, bool>? concerns = null)
    {
        var (count, wrong) = (0, new List<string>());
        foreach (var file in Directory.GetFiles(
            Path.Combine(Folder(), "merkle", "testdata", kind), "*.json", SearchOption.AllDirectories))
        {
            using var probe = JsonDocument.Parse(File.ReadAllBytes(file));
            if (concerns?.Invoke(probe.RootElement) == false)
            {
                continue;
            }

            count++;

            // Two rules of ours are stricter than a few probes: roots have 32 bytes, and nothing is proved from nothing.
            var refused = probe.RootElement.GetProperty("wantErr").GetBoolean()
                || (probe.RootElement.TryGetProperty("root1", out _) && Hash(probe.RootElement, "root1").Length == 12)
                || (probe.RootElement.TryGetProperty("start", out _) && Number(probe.RootElement, "end") == 0);
            if (holds(probe.RootElement) == refused)
            {
                wrong.Add(Path.GetRelativePath(Folder(), file));
            }
        }

        Assert.Empty(wrong);
        return count;
    }

    private static string Folder()
    {
        var folder = SampleFolder.Find("tlog");
        Assert.SkipWhen(folder is null, "samples/tlog");
        return folder!;
    }

    private static string Skylight(params string[] names) =>
        Path.Combine([Folder(), "sunlight", "cmd", "skylight", "testdata", .. names]);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>Some probes give sizes beyond 2^63, which no log of ours has: any number that no tree fits does.</summary>
    private static long Number(JsonElement element, string name) =>
        element.GetProperty(name).TryGetInt64(out var number) ? number : -1;

    private static byte[] Hash(JsonElement element, string name) =>
        element.GetProperty(name).ValueKind == JsonValueKind.Null ? [] : element.GetProperty(name).GetBytesFromBase64();

    private static byte[][] Proof(JsonElement element) => element.GetProperty("proof").ValueKind == JsonValueKind.Null
        ? []
        : [.. element.GetProperty("proof").EnumerateArray().Select(hash => hash.GetBytesFromBase64())];
}
