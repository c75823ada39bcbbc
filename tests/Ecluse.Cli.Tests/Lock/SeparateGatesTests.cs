using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Signatures;

namespace Ecluse.Cli.Lock;

/// <summary>Two data folders with a folder between: the source side holds no identity, the target side no way into the Source.</summary>
public sealed class SeparateGatesTests : IAsyncLifetime
{
    private TwoPremises premises = null!;

    private PreparedPassage Source => premises.Source;

    private string Between => premises.Between;

    private string TargetData => premises.TargetData;

    private string SourceKeys => Path.Combine(Source.Stage.Data, "keys", "passages");

    public async ValueTask InitializeAsync() => premises = await TwoPremises.BuildAsync();

    public ValueTask DisposeAsync()
    {
        premises.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_passage_goes_from_one_to_the_other_and_each_side_certifies_its_own_part()
    {
        var passage = await ExtractAsync();
        Assert.False(File.Exists(Path.Combine(SourceKeys, PlanId(), "identity.txt")));
        Assert.True(File.Exists(Path.Combine(TargetData, "keys", "passages", PlanId(), "identity.txt")));
        Assert.All(Directory.EnumerateFiles(Between), file => Assert.Contains(Path.GetExtension(file)[1..], (string[])["age", "json", "sig", "vkey", "checkpoint", "leaves"]));
        (await Source.RunAsync("load", Between)).Refused("PASSAGE-028");

        await AParcelThatIsNotTheOneSealedIsNotTakenIn();
        (await TryAtTargetAsync("load", Between)).Must((int)ErrorKind.PartlyDone);
        await TheSourcesFiguresLeaveOutWhomTheTargetRejectedAsync(passage);
        await TheSignatorySeesBothSidesAsync(passage);
        await AtTargetAsync("erase", passage);
        await AtTargetAsync("certificate", "show", passage, "-o", premises.Of("target.json"));
        await AtTargetAsync("certificate", "verify", premises.Of("target.json"), "--log", LogKey(TargetData));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(TargetData, "depot"), "*", SearchOption.AllDirectories));

        (await Source.RunAsync("passage", "stop", passage)).Must(0);
        var shown = (await Source.RunAsync("certificate", "show", passage, "-o", premises.Of("source.json"))).Must(0);
        Assert.Contains("the target gate certifies", shown.Output, StringComparison.Ordinal);
        (await Source.RunAsync("certificate", "verify", premises.Of("source.json"), "--log", LogKey(Source.Stage.Data))).Must(0);
        (await Source.RunAsync("journal", "verify")).Must(0);
        await AtTargetAsync("journal", "verify");
    }

    [Fact]
    public async Task A_target_gate_refuses_a_log_that_does_not_extend_what_it_saw_and_a_manifest_of_a_gate_that_the_plan_does_not_name()
    {
        await ExtractAsync();
        await SpoiledAsync("log.leaves", bytes => bytes.AsSpan(bytes.Length - 32).Reverse(), "PASSAGE-037");
        await SpoiledAsync("log.checkpoint", bytes => bytes[^5] ^= 1, "PASSAGE-037");
        await SpoiledAsync("manifest.json.sig", bytes =>
        {
            using var stranger = SshSigner.Generate("another gate");
            var signature = stranger.Sign(SignatureNamespaces.Manifest, File.ReadAllBytes(Path.Combine(Between, "manifest.json"))).Armor();
            System.Text.Encoding.ASCII.GetBytes(signature).AsSpan().CopyTo(bytes);
        }, "MANIFEST-009");
        (await TryAtTargetAsync("load", Between)).Must((int)ErrorKind.PartlyDone);

        // This gate has since seen a longer log of that source gate: an older one, as a restored or rewritten log is, comes too late.
        var seen = Directory.EnumerateFiles(Path.Combine(TargetData, "gate", "seen")).Single();
        (await Source.RunAsync("person", "add", "Hugo Marchal", "--organisation", "Solvane Santé", "--role", "auditor")).Must(0);
        (await Source.RunAsync("journal", "show")).Must(0);
        var later = await Source.WithInstallationAsync(installation => installation.CheckpointAsync(default));
        await File.WriteAllTextAsync(seen, System.Text.Json.JsonSerializer.Serialize(new Passages.LogWitness(await Source.LogKeyAsync(), later)));
        (await TryAtTargetAsync("load", Between)).Refused("PASSAGE-036", ErrorKind.SealBroken);
    }

    private async Task<string> ExtractAsync()
    {
        await AtTargetAsync("target", "offer", "I-2026-001", "-o", premises.Of("offer.json"));
        (await Source.RunAsync("plan", "I-2026-001", "--offer", premises.Of("offer.json"), "-o", Source.Plan)).Must(0);
        var passage = await premises.OpenAsync();
        (await Source.RunAsync("extract", passage, "--to", Between)).Must(0);
        return passage;
    }

    private async Task TheSourcesFiguresLeaveOutWhomTheTargetRejectedAsync(string passage)
    {
        (await TryAtTargetAsync("reconcile", passage)).Must((int)ErrorKind.PartlyDone);
        await AtTargetAsync("passage", "rejects", "skip", passage, "REJECT-UNIQUE", "--reason", "saisis à la main");
        Assert.Contains("still count the rejected", (await TryAtTargetAsync("reconcile", passage)).Must((int)ErrorKind.PartlyDone).Output, StringComparison.Ordinal);

        var (question, answer) = (premises.Of("question.json"), premises.Of("answer"));
        await AtTargetAsync("passage", "ask", passage, "-o", question);
        (await Source.RunAsync("passage", "answer", passage, "--question", question, "--to", answer)).Must(0);
        var sample = premises.Of("acceptance.json");
        (await TryAtTargetAsync("passage", "sample", passage, "--line", "x", "--answer", answer, "-o", sample)).Refused("PASSAGE-035");
        await AtTargetAsync("reconcile", passage, "--answer", answer);
    }

    private async Task TheSignatorySeesBothSidesAsync(string passage)
    {
        var (question, answer, acceptance) = (premises.Of("drawn.json"), premises.Of("drawn"), premises.Of("acceptance.json"));
        string[] sample = ["passage", "sample", passage, "--line", "deux mouettes", "-o", acceptance];
        (await TryAtTargetAsync(sample)).Refused("PASSAGE-034");
        (await TryAtTargetAsync([.. sample, "--answer", premises.Of("answer")])).Refused("PASSAGE-035");
        await AtTargetAsync("passage", "ask", passage, "--line", "deux mouettes", "-o", question);
        await AQuestionOfSomebodyElseIsNotAnsweredAsync(passage, question);
        (await Source.RunAsync("passage", "answer", passage, "--question", question, "--to", answer)).Must(0);
        var shown = System.Text.Json.JsonDocument.Parse((await TryAtTargetAsync([.. sample, "--answer", answer, "--json"])).Must(0).Output).RootElement;

        var (before, after) = (Rows("before"), Rows("after"));
        Assert.True(before.Count >= 30, $"{before.Count} shown");
        Assert.Equal(after.Keys.Order(StringComparer.Ordinal), before.Keys.Order(StringComparer.Ordinal));
        Assert.All(before.Values, rows => Assert.Contains("FICPAT", rows, StringComparison.Ordinal));
        Assert.All(after.Values, rows => Assert.Contains("patient", rows, StringComparison.Ordinal));

        (await Source.RunAsync("sign", acceptance, "--key", Source.Stage.DirectorKey)).Must(0);
        await AtTargetAsync("passage", "accept", passage, "--acceptance", acceptance, "--signature", acceptance + ".sig");

        Dictionary<string, string> Rows(string side) => shown.GetProperty(side).EnumerateArray().ToDictionary(
            patient => patient.GetProperty("patient").GetString()!, patient => patient.GetProperty("rows").GetRawText());
    }

    // Neither a question that the target gate did not sign, nor one whose sample the line does not draw.
    private async Task AQuestionOfSomebodyElseIsNotAnsweredAsync(string passage, string question)
    {
        var (bytes, signature) = (await File.ReadAllBytesAsync(question), await File.ReadAllTextAsync(question + ".sig"));
        var asked = CanonicalDocument.Read<Reconciliation.Question>(bytes);
        using var gate = SshSigner.Load(Path.Combine(TargetData, "keys", "signing", "target-gate.key"));
        using var stranger = SshSigner.Generate("stranger");
        foreach (var (chosen, by) in new[] { (asked, stranger), (asked with { Line = "la ligne d’un autre" }, gate) })
        {
            var forged = CanonicalDocument.Write(chosen);
            await File.WriteAllBytesAsync(question, forged);
            await File.WriteAllTextAsync(question + ".sig", by.Sign(SignatureNamespaces.Question, forged).Armor());
            (await Source.RunAsync("passage", "answer", passage, "--question", question, "--to", premises.Of("forged"))).Refused("PASSAGE-035");
        }

        Assert.False(Directory.Exists(premises.Of("forged")));
        await File.WriteAllBytesAsync(question, bytes);
        await File.WriteAllTextAsync(question + ".sig", signature);
    }

    private async Task SpoiledAsync(string name, Action<byte[]> spoil, string code)
    {
        var path = Path.Combine(Between, name);
        var right = await File.ReadAllBytesAsync(path);
        var wrong = right.ToArray();
        spoil(wrong);
        await File.WriteAllBytesAsync(path, wrong);
        Assert.Equal(code, (await TryAtTargetAsync("load", Between)).Code);
        await File.WriteAllBytesAsync(path, right);
        Assert.False(Directory.Exists(Path.Combine(TargetData, "gate", "seen")));
    }

    private async Task AParcelThatIsNotTheOneSealedIsNotTakenIn()
    {
        var parcel = Directory.EnumerateFiles(Between, "*.age").Order(StringComparer.Ordinal).First();
        var bytes = await File.ReadAllBytesAsync(parcel);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(parcel, bytes);
        (await TryAtTargetAsync("load", Between)).Refused("DEPOT-003", ErrorKind.SealBroken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(parcel, bytes);
    }

    private string PlanId() => CanonicalDocument.Read<Plans.Plan>(File.ReadAllBytes(Source.Plan)).Id;

    private async Task AtTargetAsync(params string[] args) => (await TryAtTargetAsync(args)).Must(0);

    private Task<Ended> TryAtTargetAsync(params string[] args) => premises.AtTargetAsync(args);

    private static string LogKey(string data) =>
        Directory.EnumerateFiles(Path.Combine(data, "journal"), "vkey", SearchOption.AllDirectories).Single();
}
