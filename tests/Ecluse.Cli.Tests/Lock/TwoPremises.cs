using Ecluse.Cli.Demo;
using Ecluse.Errors;
using Ecluse.Testkit;

namespace Ecluse.Cli.Lock;

/// <summary>
/// Two data folders with a folder between: the source side holds no identity, the target side no way into the source. Two of the
/// sample's patients are refused by the target.
/// </summary>
internal sealed class TwoPremises : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly DemoScript target;

    private TwoPremises(PreparedPassage source)
    {
        Source = source;
        target = new DemoScript(
            new VerbContext(new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English), source.Clock),
            folder.Of("target"), Language.English);
    }

    /// <summary>The source's side, with both systems and the papers.</summary>
    public PreparedPassage Source { get; }

    /// <summary>The folder that travels.</summary>
    public string Between => folder.Of("between");

    /// <summary>Folder of everything that is not the source's side.</summary>
    public string Folder => folder.Path;

    public string TargetData => Path.Combine(target.Folder, "data");

    public string Of(string name) => folder.Of(name);

    public static async Task<TwoPremises> BuildAsync(Func<string, string>? draft = null)
    {
        var premises = new TwoPremises(await PreparedPassage.PlanAsync(misfits: true, draft: draft));
        await premises.FoundAsync();
        return premises;
    }

    /// <summary>Runs a command at the target.</summary>
    public async Task<Ended> AtTargetAsync(params string[] args)
    {
        var (exit, output, error) = await target.TryAsync(show: false, args);
        return new Ended(exit, output, error);
    }

    /// <summary>Signs the plan and opens the passage at the source.</summary>
    public async Task<string> OpenAsync()
    {
        (await Source.RunAsync("sign", Source.Plan, "--key", Source.Stage.DirectorKey)).Must(0);
        return (await Source.RunAsync("passage", "open", Source.Plan, "--signature", Source.Plan + ".sig")).Must(0).Output.Split(':')[0];
    }

    public void Dispose()
    {
        Source.Dispose();
        folder.Dispose();
    }

    private async Task FoundAsync()
    {
        var papers = Source.Stage.Laboratory;
        (await AtTargetAsync("journal", "init")).Must(0);
        (await AtTargetAsync("person", "add", "Paul Merlet", "--organisation", "Orlane Systèmes", "--role", "operator")).Must(0);
        (await AtTargetAsync(
            "contract", "add", Path.Combine(papers, "contract.yaml"), "--controller", Path.Combine(papers, "contract.yaml.controller.sig"),
            "--processor", Path.Combine(papers, "contract.yaml.processor.sig"))).Must(0);
        (await AtTargetAsync(
            "instruction", "add", Path.Combine(papers, "instruction.yaml"), "--signature", Path.Combine(papers, "instruction.yaml.sig"))).Must(0);
        Copy("profiles/kalisil.profile.yaml");
        File.Delete(Path.Combine(Source.Stage.Data, "profiles/kalisil.profile.yaml"));
        Copy("gate/allowed_signers");
        Split();
    }

    // Each side has its own connection and no other.
    private void Split()
    {
        var file = Path.Combine(Source.Stage.Data, "connections.yaml");
        var lines = File.ReadAllLines(file);
        File.WriteAllLines(file, lines.Where(line => line.StartsWith("megabus", StringComparison.Ordinal)));
        var other = Path.Combine(TargetData, "connections.yaml");
        File.WriteAllLines(other, lines.Where(line => line.StartsWith("kalisil", StringComparison.Ordinal)));
        File.SetUnixFileMode(other, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private void Copy(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(TargetData, name))!);
        File.Copy(Path.Combine(Source.Stage.Data, name), Path.Combine(TargetData, name));
    }
}
