using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Ecluse.Journal;

/// <summary>Vectors in the tree (Journal/vectors), written by code that shares nothing with the product.</summary>
public sealed class OwnVectorTests
{
    private readonly JsonElement vectors = Load();
    private readonly TreeBuilder tree = new();

    public OwnVectorTests()
    {
        tree.Add([]);
        tree.Add([0]);
        for (var index = 2; index < 521; index++)
        {
            tree.Add(Encoding.UTF8.GetBytes($"entry {index} é"));
        }
    }

    [Fact]
    public void Roots_are_the_same() => Assert.All(vectors.GetProperty("roots").EnumerateObject(), vector =>
        Assert.Equal(vector.Value.GetString(), Convert.ToBase64String(tree.Root(int.Parse(vector.Name)))));

    [Fact]
    public void Inclusion_proofs_are_the_same() => Assert.All(vectors.GetProperty("inclusion").EnumerateArray(), vector =>
        Assert.Equal(Proof(vector), Base64(MerkleTree.Inclusion(Number(vector, "index"), Number(vector, "size"), tree.Subtree))));

    [Fact]
    public void Consistency_proofs_are_the_same() => Assert.All(vectors.GetProperty("consistency").EnumerateArray(), vector =>
        Assert.Equal(Proof(vector), Base64(MerkleTree.Consistency(Number(vector, "size1"), Number(vector, "size2"), tree.Subtree))));

    [Fact]
    public void The_signed_checkpoint_is_read()
    {
        var checkpoint = Checkpoint.Open(
            Encoding.UTF8.GetBytes(vectors.GetProperty("checkpoint").GetString()!),
            NoteKey.Parse(vectors.GetProperty("vkey").GetString()!));

        Assert.Equal(new Checkpoint("vectors.example/journal", 521, tree.Root(521)), checkpoint);
    }

    private static int Number(JsonElement vector, string name) => vector.GetProperty(name).GetInt32();

    private static IEnumerable<string?> Proof(JsonElement vector) =>
        vector.GetProperty("proof").EnumerateArray().Select(hash => hash.GetString());

    private static IEnumerable<string?> Base64(IEnumerable<byte[]> hashes) => hashes.Select(Convert.ToBase64String);

    private static JsonElement Load([CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "vectors", "journal.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }
}
