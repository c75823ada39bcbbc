using System.Text;
using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Journal;
using Ecluse.Signatures;

namespace Ecluse.Fuzz.Targets;

/// <summary>The journal's files, as a stranger may hand them over.</summary>
internal static class JournalTargets
{
    private static readonly NoteSigner Log = new("journal.example", SshSigner.Generate("fuzz"));
    private static readonly byte[] Entry = new ActEntry(
        0, DateTimeOffset.UnixEpoch, new Act("passage.opened", "director", new Dictionary<string, string> { ["passage"] = "p-000000000000" },
            new Dictionary<string, string> { ["plan"] = new('0', 64) }, null), new Dictionary<string, string>()).ToBytes();

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("signed-note", Note, () => [Signed()]) { Words = ["\n\n", "— ", "journal.example ", "\n"] },
        new("checkpoint", CheckpointText, () => [Seeds.Text(SignedNote.Parse(Signed()).Text)]),
        new("note-key", Key, () => [Seeds.Text(Log.Key.ToString())]) { Words = ["+", "journal.example"] },
        new("log-proof", Proof, () => [new TlogProof(0, [], Signed(), [1, 2]).ToBytes(), new TlogProof(3, [new byte[32]], Signed()).ToBytes()])
        {
            Words = ["c2sp.org/tlog-proof@v1\n", "index ", "extra ", "\n\n"],
        },
        new("entry-bundle", Bundle, () => [EntryBundle.Encode([Entry, [], [1]])]),
        new("journal-entry", ReadEntry, () => [Entry]) { Words = ["\"intent\":", "\"hashes\":{", "\"commitments\":{", "null", "1"] },
        new("canonical-json", Json, () => [Entry, Seeds.Text("""{"a":[1,2.5,-0.001,1e+30,true,null],"é":"\u0001\"\\","𝛽":{}}""")])
        {
            Words = ["{", "}", "[", "]", ":", ",", "\"", "\\u", "\\ud83d\\ude00", "null", "true", "1e+30", "-0", "0.1"],
        },
    ];

    private static void Note(byte[] bytes)
    {
        var note = SignedNote.Parse(bytes);
        Must.BeEqual(bytes, note.ToBytes(), "a note is not the bytes that it was read from");
        _ = Checkpoint.Open(bytes, Log.Key);
    }

    private static void CheckpointText(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        Must.Hold(Checkpoint.Parse(text).ToText() == text, "a checkpoint is not the text that it was read from");
    }

    private static void Key(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        Must.Hold(NoteKey.Parse(text).ToString() == text.Trim(), "a verifier key is not the text that it was read from");
    }

    private static void Proof(byte[] bytes)
    {
        Must.BeEqual(bytes, TlogProof.Parse(bytes).ToBytes(), "a proof is not the bytes that it was read from");
        _ = ProofCheck.Verify(Entry, bytes, Log.Key.ToString());
    }

    private static void Bundle(byte[] bytes) =>
        Must.BeEqual(bytes, EntryBundle.Encode(EntryBundle.Decode(bytes, 3)), "a bundle is not the bytes that it was read from");

    private static void ReadEntry(byte[] bytes) =>
        Must.BeEqual(bytes, ActEntry.Read(bytes).ToBytes(), "an entry is not the bytes that it was read from");

    private static void Json(byte[] bytes) =>
        Must.BeEqual(bytes, CanonicalJson.Write(CanonicalJson.Read(bytes)), "canonical JSON is not the bytes that it was read from");

    private static byte[] Signed() => new Checkpoint(Log.Key.Name, 1, MerkleTree.LeafHash(Entry)).Sign(Log);
}
