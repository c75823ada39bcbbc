using System.Text;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Journal;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Signatures;
using Ecluse.Testkit;

namespace Ecluse.Cli.Lock;

/// <summary>A passage that was stopped, and its certificate as the laboratory holds it.</summary>
public sealed class HandedCertificate : IAsyncLifetime
{
    internal PreparedPassage Passage { get; private set; } = null!;

    internal string File { get; private set; } = "";

    internal string Log { get; private set; } = "";

    internal byte[] Right { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Passage = await PreparedPassage.OpenAsync();
        await Passage.SealAsync();
        (await Passage.RunAsync("passage", "stop", Passage.Id)).Must(0);
        File = Path.Combine(Passage.Folder, "certificate.json");
        (await Passage.RunAsync("certificate", "show", Passage.Id, "-o", File)).Must(0);
        Log = await Passage.LogKeyAsync();
        Right = await System.IO.File.ReadAllBytesAsync(File);
    }

    public ValueTask DisposeAsync()
    {
        Passage.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>One certificate, handed over; each test tries to make another one of it.</summary>
public sealed class CertificateForgeryTests(HandedCertificate handed) : IClassFixture<HandedCertificate>
{
    private readonly PreparedPassage passage = handed.Passage;
    private readonly string log = handed.Log;
    private readonly string approval = handed.Passage.Plan + ".sig";
    private readonly byte[] right = handed.Right;

    [Fact]
    public async Task Any_altered_byte_is_refused()
    {
        (await VerifyAsync(right)).Must(0);
        var signature = await File.ReadAllTextAsync(approval);
        var sample = TestSizes.Of("certificate.bytes");
        var step = Math.Max(1, right.Length / sample);
        for (var at = TestSizes.Seed % step; at < right.Length; at += step)
        {
            var altered = right.ToArray();
            altered[at] ^= (byte)(1 << (at % 8));
            var refusal = Record.Exception(() => CertificateFile.Check(altered, log, signature));
            Assert.True(
                refusal is EcluseException { Kind: ErrorKind.SealBroken or ErrorKind.Refused },
                $"byte {at} ({(char)right[at]} → {(char)altered[at]}): {refusal?.GetType().Name ?? "accepted"} {refusal?.Message}");
        }

        TestSizes.Note("bytes of a certificate file altered one by one, each refused", $"every {step}. of {right.Length}");
        foreach (var at in new[] { 0, right.Length / 4, right.Length / 2, right.Length - 2 })
        {
            var altered = right.ToArray();
            altered[at] ^= 1;
            Assert.Contains((await VerifyAsync(altered)).Exit, new[] { (int)ErrorKind.SealBroken, (int)ErrorKind.Refused });
        }
    }

    [Fact]
    public async Task A_shortened_or_lengthened_file_is_refused()
    {
        foreach (var altered in new[] { right[..^1], right[..(right.Length / 2)], [], [.. right, (byte)'\n'], [.. right, .. right] })
        {
            Assert.Contains((await VerifyAsync(altered)).Exit, new[] { (int)ErrorKind.SealBroken, (int)ErrorKind.Refused });
        }
    }

    [Fact]
    public async Task A_certificate_rewritten_with_the_gates_own_key_does_not_fit_the_journal()
    {
        var whole = CanonicalDocument.Read<CertificateFile>(right);
        var certificate = CanonicalDocument.Read<Certificate>(whole.Certificate);
        await RefusedAsync("CERT-002", Sign(whole, certificate with { At = certificate.At.AddDays(-1) }));
        await RefusedAsync("CERT-002", Sign(whole, certificate with { Parcels = [] }));
        await RefusedAsync("CERT-002", Sign(whole, certificate with { Timing = "due" }));
        await RefusedAsync("CERT-003", Sign(whole, certificate with { Recipients = [] }));
        await RefusedAsync("CERT-001", Sign(whole, certificate with { PlanSha256 = new string('0', 64) }));
        var kept = certificate.Recipients[0] with { Fate = "destroyed", By = null, At = null, Signature = null };
        await RefusedAsync("CERT-003", Sign(whole, certificate with { Recipients = [kept] }));
        await RefusedAsync("CERT-003", Sign(whole, certificate with { Recipients = [kept with { Fate = "still-held-by-controller" }] }));
    }

    [Fact]
    public async Task A_certificate_signed_by_another_key_than_the_plans_gate_is_refused()
    {
        var whole = CanonicalDocument.Read<CertificateFile>(right);
        using var other = SshSigner.Generate("other gate");
        var forged = whole with { Signature = other.Sign(SignatureNamespaces.Certificate, whole.Certificate).Armor() };
        Assert.StartsWith("SIGN-", (await VerifyAsync(CanonicalDocument.Write(forged))).Must((int)ErrorKind.Refused).Code, StringComparison.Ordinal);
        var approved = whole with { Signature = whole.Signature.Replace("A", "B", StringComparison.Ordinal) };
        Assert.NotEqual(0, (await VerifyAsync(CanonicalDocument.Write(approved))).Exit);
    }

    [Fact]
    public async Task A_log_rewritten_by_its_own_operator_is_found_out()
    {
        var whole = CanonicalDocument.Read<CertificateFile>(right);
        var entries = await passage.EntriesAsync();
        var index = entries.FindIndex(entry => entry.AsSpan().SequenceEqual(whole.Entry));

        // Another history before the plan: the checkpoint in the signed plan is not of this log any more.
        entries[0] = Encoding.UTF8.GetString(entries[0]).Replace("journal.started", "journal.stopped", StringComparison.Ordinal) is var other
            ? Encoding.UTF8.GetBytes(other) : [];
        var rewritten = Rewrite(whole, entries, index);
        await RefusedAsync("CERT-004", rewritten);

        // The operator puts the new history's checkpoint into the plan as well: the signatory's own copy tells.
        var plan = CanonicalDocument.Read<Plan>(whole.Plan);
        var seen = Checkpoint.Open(Encoding.UTF8.GetBytes(plan.Checkpoint), NoteKey.Parse(log));
        var tree = Tree(entries);
        plan = plan with { Checkpoint = Encoding.UTF8.GetString(Sign(tree, seen.Size)) };
        var certificate = CanonicalDocument.Read<Certificate>(whole.Certificate);
        var planBytes = CanonicalDocument.Write(plan);
        var forged = Sign(whole, certificate with { PlanSha256 = Sha256Hex.Of(planBytes) }) with { Plan = planBytes };
        entries[index] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(whole.Entry).Replace(
            Sha256Hex.Of(whole.Certificate), Sha256Hex.Of(forged.Certificate), StringComparison.Ordinal));
        forged = Rewrite(forged with { Entry = entries[index] }, entries, index);
        var forgedFile = Path.Combine(passage.Folder, "rewritten.json");
        await File.WriteAllBytesAsync(forgedFile, CanonicalDocument.Write(forged));
        (await passage.RunAsync("certificate", "verify", forgedFile, "--log", log)).Must(0);
        (await passage.RunAsync("certificate", "verify", forgedFile, "--log", log, "--with", approval)).Refused("CERT-005", ErrorKind.SealBroken);
    }

    [Fact]
    public async Task An_approval_of_another_plan_is_no_witness()
    {
        var other = Path.Combine(passage.Folder, "other.json");
        await File.WriteAllBytesAsync(other, await File.ReadAllBytesAsync(passage.Plan));
        await File.AppendAllTextAsync(other, " ");
        using var director = SshSigner.Load(passage.Stage.DirectorKey);
        var signature = director.Sign(SignatureNamespaces.Plan, await File.ReadAllBytesAsync(other)).Armor();
        await File.WriteAllTextAsync(other + ".sig", signature);

        (await passage.RunAsync("certificate", "verify", handed.File, "--log", log, "--with", other + ".sig")).Refused("CERT-005", ErrorKind.SealBroken);
    }

    private async Task RefusedAsync(string code, CertificateFile forged) =>
        (await VerifyAsync(CanonicalDocument.Write(forged))).Refused(code, ErrorKind.SealBroken);

    private async Task<Ended> VerifyAsync(byte[] bytes)
    {
        var forged = Path.Combine(passage.Folder, "forged.json");
        await File.WriteAllBytesAsync(forged, bytes);
        return await passage.RunAsync("certificate", "verify", forged, "--log", log, "--with", approval);
    }

    private CertificateFile Sign(CertificateFile whole, Certificate certificate)
    {
        using var gate = SshSigner.Load(Path.Combine(passage.Stage.Data, "keys", "signing", "target-gate.key"));
        var bytes = CanonicalDocument.Write(certificate);
        return whole with { Certificate = bytes, Signature = gate.Sign(SignatureNamespaces.Certificate, bytes).Armor() };
    }

    private CertificateFile Rewrite(CertificateFile whole, List<byte[]> entries, int index)
    {
        var tree = Tree(entries);
        var seen = Checkpoint.Open(Encoding.UTF8.GetBytes(CanonicalDocument.Read<Plan>(whole.Plan).Checkpoint), NoteKey.Parse(log));
        return whole with
        {
            Entry = entries[index],
            Proof = new TlogProof(index, MerkleTree.Inclusion(index, tree.Size, tree.Subtree), Sign(tree, tree.Size)).ToBytes(),
            Consistency = MerkleTree.Consistency(seen.Size, tree.Size, tree.Subtree),
        };
    }

    private byte[] Sign(TreeBuilder tree, long size)
    {
        using var key = SshSigner.Load(Directory.GetFiles(Path.Combine(passage.Stage.Data, "keys", "signing"), "journal*.key").Single());
        var origin = NoteKey.Parse(log).Name;
        return new Checkpoint(origin, size, tree.Root(size)).Sign(new NoteSigner(origin, key));
    }

    private static TreeBuilder Tree(List<byte[]> entries)
    {
        var tree = new TreeBuilder();
        entries.ForEach(entry => tree.Add(entry));
        return tree;
    }
}
