using Ecluse.Cli.Demo;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Testkit;

namespace Ecluse.Cli.Lock;

/// <summary>Two data folders with a folder between: the source side holds no identity, the target side no way into the source.</summary>
public sealed class SeparateGatesTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private PreparedPassage source = null!;
    private DemoScript target = null!;

    private string Between => folder.Of("between");

    private string TargetData => Path.Combine(target.Folder, "data");

    private string SourceKeys => Path.Combine(source.Stage.Data, "keys", "passages");

    public async ValueTask InitializeAsync()
    {
        source = await PreparedPassage.PlanAsync();
        target = new DemoScript(
            new VerbContext(new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English), source.Clock),
            folder.Of("target"), Language.English);
        await AtTargetAsync("journal", "init");
        await AtTargetAsync("person", "add", "Paul Merlet", "--organisation", "Orlane Systèmes", "--role", "operator");
        var papers = source.Stage.Laboratory;
        await AtTargetAsync(
            "contract", "add", Path.Combine(papers, "contract.yaml"), "--controller", Path.Combine(papers, "contract.yaml.controller.sig"),
            "--processor", Path.Combine(papers, "contract.yaml.processor.sig"));
        await AtTargetAsync(
            "instruction", "add", Path.Combine(papers, "instruction.yaml"), "--signature", Path.Combine(papers, "instruction.yaml.sig"));
        Move("profiles/kalisil.profile.yaml");
        Copy("gate/allowed_signers");
        Split();
    }

    public ValueTask DisposeAsync()
    {
        source.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_passage_goes_from_one_to_the_other_and_each_side_certifies_its_own_part()
    {
        var offer = folder.Of("offer.json");
        await AtTargetAsync("target", "offer", "I-2026-001", "-o", offer);
        (await source.RunAsync("plan", "I-2026-001", "--offer", offer, "-o", source.Plan)).Must(0);
        (await source.RunAsync("sign", source.Plan, "--key", source.Stage.DirectorKey)).Must(0);
        var passage = (await source.RunAsync("passage", "open", source.Plan, "--signature", source.Plan + ".sig")).Must(0).Output.Split(':')[0];

        (await source.RunAsync("extract", passage, "--to", Between)).Must(0);
        Assert.False(File.Exists(Path.Combine(SourceKeys, PlanId(), "identity.txt")));
        Assert.True(File.Exists(Path.Combine(TargetData, "keys", "passages", PlanId(), "identity.txt")));
        Assert.All(Directory.EnumerateFiles(Between), file => Assert.True(
            file.EndsWith(".age", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal) || file.EndsWith(".sig", StringComparison.Ordinal)));
        (await source.RunAsync("load", Between)).Refused("PASSAGE-028");

        await AParcelThatIsNotTheOneSealedIsNotTakenIn();
        await AtTargetAsync("load", Between);
        await AtTargetAsync("reconcile", passage);
        await AcceptAsync(passage);
        await AtTargetAsync("erase", passage);
        await AtTargetAsync("certificate", "show", passage, "-o", folder.Of("target.json"));
        await AtTargetAsync("certificate", "verify", folder.Of("target.json"), "--log", LogKey(TargetData));

        (await source.RunAsync("passage", "stop", passage)).Must(0);
        var shown = (await source.RunAsync("certificate", "show", passage, "-o", folder.Of("source.json"))).Must(0);
        Assert.Contains("the target gate certifies", shown.Output, StringComparison.Ordinal);
        (await source.RunAsync("certificate", "verify", folder.Of("source.json"), "--log", LogKey(source.Stage.Data))).Must(0);
    }

    private async Task AParcelThatIsNotTheOneSealedIsNotTakenIn()
    {
        var parcel = Directory.EnumerateFiles(Between, "*.age").Order(StringComparer.Ordinal).First();
        var bytes = await File.ReadAllBytesAsync(parcel);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(parcel, bytes);
        var (exit, _, error) = await target.TryAsync(show: false, "load", Between);
        Assert.Equal((int)ErrorKind.SealBroken, exit);
        Assert.Contains("DEPOT-003", error, StringComparison.Ordinal);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(parcel, bytes);
    }

    private async Task AcceptAsync(string passage)
    {
        var acceptance = folder.Of("acceptance.json");
        await AtTargetAsync("passage", "sample", passage, "--line", "deux mouettes", "-o", acceptance, "--json");
        (await source.RunAsync("sign", acceptance, "--key", source.Stage.DirectorKey)).Must(0);
        await AtTargetAsync("passage", "accept", passage, "--acceptance", acceptance, "--signature", acceptance + ".sig");
    }

    private string PlanId() => CanonicalDocument.Read<Plans.Plan>(File.ReadAllBytes(source.Plan)).Id;

    private async Task AtTargetAsync(params string[] args)
    {
        var (exit, output, error) = await target.TryAsync(show: false, args);
        Assert.True(exit == 0, $"ecluse {args[0]} ended with {exit}\n{output}\n{error}");
    }

    // Each side has its own connection and no other.
    private void Split()
    {
        var file = Path.Combine(source.Stage.Data, "connections.yaml");
        var lines = File.ReadAllLines(file);
        File.WriteAllLines(file, lines.Where(line => line.StartsWith("megabus", StringComparison.Ordinal)));
        var other = Path.Combine(TargetData, "connections.yaml");
        File.WriteAllLines(other, lines.Where(line => line.StartsWith("kalisil", StringComparison.Ordinal)));
        File.SetUnixFileMode(other, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private void Move(string name)
    {
        Copy(name);
        File.Delete(Path.Combine(source.Stage.Data, name));
    }

    private void Copy(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(TargetData, name))!);
        File.Copy(Path.Combine(source.Stage.Data, name), Path.Combine(TargetData, name));
    }

    private static string LogKey(string data) =>
        Directory.EnumerateFiles(Path.Combine(data, "journal"), "vkey", SearchOption.AllDirectories).Single();
}
