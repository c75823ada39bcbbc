using System.Text;
using Ecluse.Acts;
using Ecluse.Connections;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Journal;
using Ecluse.Keys;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Signatures;
using Ecluse.Testkit;

namespace Ecluse.Cli.Lock;

/// <summary>Whatever byte of a file is turned, cut or doubled, its reader answers with one of our errors or reads it; nothing unforeseen.</summary>
public sealed class FlippedByteTests
{
    [Fact]
    public async Task Every_reader_of_a_file_answers_any_altered_byte_with_an_error_of_ours()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await passage.SealAsync();
        var log = await passage.LogKeyAsync();
        var manifest = await passage.WithAsync((installation, work) =>
            installation.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Manifest, default));
        var checkpoint = await passage.WithInstallationAsync(installation => installation.CheckpointAsync(default));
        var proof = await passage.WithInstallationAsync(installation => installation.Journal.ProveAsync(2, default));
        var identity = Directory.GetFiles(passage.Of("keys", "passages"), "identity.txt", SearchOption.AllDirectories).Single();
        var flipped = Path.Combine(passage.Folder, "flipped.yaml");

        Try("plan", await File.ReadAllBytesAsync(passage.Plan), bytes => CanonicalDocument.Read<Plan>(bytes));
        Try("manifest", manifest!.Bytes, bytes => CanonicalDocument.Read<Manifest>(bytes));
        Try("signature", Encoding.UTF8.GetBytes(manifest.Signature!), bytes => SshSignature.Parse(Encoding.UTF8.GetString(bytes)));
        Try("allowed signers", await File.ReadAllBytesAsync(passage.Of("gate", "allowed_signers")),
            bytes => AllowedSigners.Parse(Encoding.UTF8.GetString(bytes), TimeZoneInfo.Utc));
        Try("checkpoint", Encoding.UTF8.GetBytes(checkpoint), bytes => Checkpoint.Open(bytes, NoteKey.Parse(log)));
        Try("verifier key", Encoding.UTF8.GetBytes(log), bytes => NoteKey.Parse(Encoding.UTF8.GetString(bytes)));
        Try("proof", proof, bytes => TlogProof.Parse(bytes));
        Try("journal entry", (await passage.EntriesAsync())[^1], bytes => ActEntry.Read(bytes));
        Try("identity", await File.ReadAllBytesAsync(identity), bytes => IdentityFile.Read(new MemoryStream(bytes)).Dispose());
        foreach (var profile in new[] { "megabus", "kalisil" })
        {
            Try(profile, await File.ReadAllBytesAsync(passage.Of("profiles", profile + ".profile.yaml")), bytes => ProfileReader.Read(bytes, profile));
        }

        Try("connections", await File.ReadAllBytesAsync(passage.Of("connections.yaml")), bytes =>
        {
            File.WriteAllBytes(flipped, bytes);
            File.SetUnixFileMode(flipped, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            ConnectionsFile.Read(flipped);
        });

        foreach (var document in new[] { "contract", "instruction" })
        {
            await TryVerbAsync(passage, document, flipped);
        }
    }

    // As people meet it: the command line never says that it did not foresee this.
    private static async Task TryVerbAsync(PreparedPassage passage, string document, string flipped)
    {
        var right = await File.ReadAllBytesAsync(Path.Combine(passage.Stage.Laboratory, document + ".yaml"));
        var random = new Random(TestSizes.Seed);
        for (var i = 0; i < TestSizes.Of("flipped.bytes") / 4; i++)
        {
            await File.WriteAllBytesAsync(flipped, Altered(right, random));
            var ended = await passage.RunAsync(document, "check", flipped);
            Assert.False(ended.Error.Contains("CLI-001", StringComparison.Ordinal), $"{document} {i}: {ended.Error}");
        }
    }

    private static void Try(string what, byte[] right, Action<byte[]> read)
    {
        read(right);
        var random = new Random(TestSizes.Seed);
        for (var i = 0; i < TestSizes.Of("flipped.bytes"); i++)
        {
            var altered = Altered(right, random);
            var error = Record.Exception(() => read(altered));
            Assert.True(error is null or EcluseException, $"{what}, alteration {i} of seed {TestSizes.Seed}: {error}");
        }

        TestSizes.Note($"altered {what}, each taken or refused by an error of ours", $"{TestSizes.Of("flipped.bytes")} alterations");
    }

    private static byte[] Altered(byte[] right, Random random)
    {
        var at = random.Next(right.Length);
        var altered = right.ToArray();
        switch (random.Next(5))
        {
            case 0:
                return altered[..at];
            case 1:
                return [.. altered[..at], .. altered[Math.Min(at + 1 + random.Next(20), right.Length)..]];
            case 2:
                return [.. altered[..at], .. altered[Math.Max(0, at - random.Next(40))..]];
            default:
                altered[at] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)(altered[at] ^ (1 << random.Next(8)));
                return altered;
        }
    }
}
