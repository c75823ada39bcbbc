using System.Globalization;
using System.Text;
using System.Text.Json;
using Ecluse.Canonical;
using Ecluse.Cli;
using Ecluse.Cli.Demo;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Reconciliation;
using Ecluse.Records;
using Ecluse.Samples.Documents;
using Ecluse.Storage;
using Ecluse.Testkit;

namespace Ecluse.RealSystems;

/// <summary>
/// A passage between two systems that nobody here wrote, made by the commands that people type. Contract and people are
/// those of the invented laboratory; instruction and profiles are of the systems themselves.
/// </summary>
internal sealed class RealPassage : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly DemoScript script;
    private readonly DemoStage stage;
    private readonly VerbContext context;

    public RealPassage()
    {
        context = new VerbContext(
            new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English), TimeProvider.System);
        stage = new DemoStage(folder.Of("lab"), TimeProvider.System);
        script = new DemoScript(context, folder.Of("lab"), Language.English);
    }

    public string Id { get; private set; } = "";

    public string Plan => Path.Combine(script.Folder, "plan.json");

    public string Page => Path.Combine(script.Folder, "passage.html");

    public string Folder => script.Folder;

    /// <summary>Journal, keys, contract, instruction: everything that a plan needs.</summary>
    public async Task PrepareAsync(RealSide source, RealSide target, string instruction)
    {
        Directory.CreateDirectory(script.Folder);
        var signers = stage.MakeKeys();
        (await RunAsync("journal", "init")).Must(0);
        (await RunAsync("person", "add", "Nadia Kervella", "--organisation", "Solvane Santé", "--role", "operator")).Must(0);
        var now = TimeProvider.System.GetUtcNow();
        File.WriteAllBytes(In("contract.yaml"), SampleDocuments.Contract(signers, now.AddDays(-30), now.AddYears(2)));
        File.WriteAllText(In("instruction.yaml"), instruction.Replace(
            "ERASE-BY", now.AddDays(7).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), StringComparison.Ordinal));
        WriteSide(source);
        WriteSide(target);
        var connections = Path.Combine(stage.Data, "connections.yaml");
        File.WriteAllText(connections, source.Yaml("source", stage.Data) + target.Yaml("target", stage.Data));
        File.SetUnixFileMode(connections, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await SignAsync("contract.yaml", stage.DirectorKey, "controller");
        await SignAsync("contract.yaml", stage.VendorKey, "processor");
        (await RunAsync(
            "contract", "add", In("contract.yaml"), "--controller", In("contract.yaml.controller.sig"), "--processor",
            In("contract.yaml.processor.sig"))).Must(0);
        Directory.CreateDirectory(Path.Combine(stage.Data, "gate"));
        File.WriteAllText(
            Path.Combine(stage.Data, "gate", "allowed_signers"),
            (await RunAsync("contract", "show", "C-2026-001", "--allowed-signers")).Must(0).Output);
        await SignAsync("instruction.yaml", stage.DirectorKey, null);
        (await RunAsync("instruction", "add", In("instruction.yaml"), "--signature", In("instruction.yaml.sig"))).Must(0);
    }

    /// <summary>Exchanges a profile of the data folder for another text: a wrong mapping.</summary>
    public void WriteProfile(string name, string text) =>
        File.WriteAllText(Path.Combine(stage.Data, "profiles", $"{name}.profile.yaml"), text);

    /// <summary>What the dry run told on the terminal.</summary>
    public string Told { get; private set; } = "";

    /// <summary>The dry run.</summary>
    public async Task<Plan> PlanAsync()
    {
        File.Delete(Plan);
        Told = (await RunAsync("plan", "I-2026-001", "-o", Plan, "--page", Path.Combine(script.Folder, "plan.html"))).Must(0).Output;
        return CanonicalDocument.Read<Plan>(File.ReadAllBytes(Plan));
    }

    /// <summary>What the source gate reads under the instruction, shared records first.</summary>
    public async Task<IReadOnlyList<LabRecord>> ReadAsync()
    {
        await using var installation = await Installation.OpenAsync(new DataFolder(stage.Data), context.Clock, default);
        var instruction = await installation.Instructions.GetAsync("I-2026-001", default);
        var (profile, _) = installation.Gates.Profile(instruction.Source.Profile);
        await using var source = await installation.Gates.OpenSourceAsync(instruction.Source.Connection, profile, default);
        var records = new List<LabRecord>();
        await foreach (var (record, _) in source.ReadAsync(instruction.Scope, null, refusal => Assert.Fail(refusal.Why.Code), default))
        {
            records.Add(record.Copy());
        }

        return records;
    }

    /// <summary>Approval and the passage itself; whatever it says about the three legs.</summary>
    public async Task<Ended> ApproveAndRunAsync()
    {
        (await RunAsync("sign", Plan, "--key", stage.DirectorKey)).Must(0);
        Id = (await RunAsync("passage", "open", Plan, "--signature", Plan + ".sig")).Must(0).Output.Split(' ', ':')[0];
        return await RunAsync("passage", "run", Id);
    }

    /// <summary>From the sample of patients to the verified certificate.</summary>
    public async Task AcceptAndEraseAsync()
    {
        var acceptance = Path.Combine(script.Folder, "acceptance.json");
        Sample = JsonDocument.Parse((await RunAsync(
            "passage", "sample", Id, "--line", "trois mouettes", "-o", acceptance, "--json")).Must(0).Output);
        (await RunAsync("sign", acceptance, "--key", stage.DirectorKey)).Must(0);
        (await RunAsync("passage", "accept", Id, "--acceptance", acceptance, "--signature", acceptance + ".sig")).Must(0);
        (await RunAsync("erase", Id)).Must(0);
        var certificate = Path.Combine(script.Folder, "certificate.json");
        (await RunAsync("certificate", "show", Id, "-o", certificate, "--page", Path.Combine(script.Folder, "certificate.html"))).Must(0);
        var log = Directory.EnumerateFiles(Path.Combine(stage.Data, "journal"), "vkey", SearchOption.AllDirectories).Single();
        (await RunAsync("certificate", "verify", certificate, "--log", log, "--with", Plan + ".sig")).Must(0);
        (await RunAsync("journal", "verify")).Must(0);
    }

    /// <summary>What the director saw: raw rows of both systems side by side.</summary>
    public JsonDocument? Sample { get; private set; }

    /// <summary>The reconciliation's report.</summary>
    public async Task<ReconciliationReport> ReportAsync()
    {
        await using var installation = await Installation.OpenAsync(new DataFolder(stage.Data), context.Clock, default);
        var work = await installation.WorkAsync(Id, default);
        return CanonicalDocument.Read<ReconciliationReport>((await installation.Ledger.FindDocumentAsync(
            work.Passage.Id, DocumentKind.Reconciliation, default))!.Bytes);
    }

    /// <summary>Runs a command line in this process.</summary>
    public async Task<Ended> RunAsync(params string[] args)
    {
        var (exit, output, error) = await script.TryAsync(show: false, args);
        return new Ended(exit, output, error);
    }

    public void Dispose()
    {
        Sample?.Dispose();
        folder.Dispose();
    }

    private string In(string name)
    {
        Directory.CreateDirectory(stage.Laboratory);
        return Path.Combine(stage.Laboratory, name);
    }

    private void WriteSide(RealSide side)
    {
        var profiles = Directory.CreateDirectory(Path.Combine(stage.Data, "profiles")).FullName;
        File.Copy(
            Path.Combine(RepositoryRoot.Path, "samples", "profiles", side.Name, "profile.yaml"),
            Path.Combine(profiles, $"{side.Name}.profile.yaml"), overwrite: true);
    }

    private async Task SignAsync(string file, string key, string? party)
    {
        (await RunAsync("sign", In(file), "--key", key)).Must(0);
        if (party is not null)
        {
            File.Move(In(file + ".sig"), In($"{file}.{party}.sig"), overwrite: true);
        }
    }
}

/// <summary>One side of a passage: the system's name, which is its profile's, and its database.</summary>
internal sealed record RealSide(string Name, string Engine, int Port, string Database, string User, string Password)
{
    /// <summary>Name of the connection.</summary>
    public string Connection { get; init; } = Name;

    public string Yaml(string role, string data)
    {
        var file = Path.Combine(data, Connection + ".password");
        File.WriteAllText(file, Password);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {{Connection}}:
              engine: {{Engine}}
              role: {{role}}
              address: 127.0.0.1:{{Port}}
              database: {{Database}}
              user: {{User}}
              password: { file: {{file}} }

            """);
    }
}
