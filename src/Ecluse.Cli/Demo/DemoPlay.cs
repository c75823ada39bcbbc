using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Samples;

namespace Ecluse.Cli.Demo;

/// <summary>The whole lock on the sample laboratory, command by command; the director's part is played by the machine.</summary>
internal sealed class DemoPlay(DemoScript script, DemoStage stage)
{
    private string Plan => Path.Combine(script.Folder, "plan.json");

    private string Acceptance => Path.Combine(script.Folder, "acceptance.json");

    /// <summary>Folder of the demonstration.</summary>
    public string Folder => script.Folder;

    /// <summary>Id of the passage, once it is open.</summary>
    public string Passage { get; private set; } = "";

    /// <summary>From the two systems to an open passage.</summary>
    public async Task OpenAsync(SampleOptions options, TimeSpan eraseIn)
    {
        await PlanAsync(options, eraseIn);
        script.Step("Approval: the director signs the plan", "Approbation : la directrice signe le plan");
        await script.QuietAsync("sign", Plan, "--key", stage.DirectorKey);
        var opened = await script.RunAsync("passage", "open", Plan, "--signature", Plan + ".sig");
        Passage = opened.Split(' ', ':')[0];
    }

    /// <summary>From the two systems to a plan that nobody has signed.</summary>
    public async Task PlanAsync(SampleOptions options, TimeSpan eraseIn)
    {
        await InstructAsync(options, eraseIn);
        script.Step("Plan: counts only, before anything moves", "Plan : des comptes seulement, avant que rien ne bouge");
        await script.RunAsync("plan", "I-2026-001", "-o", Plan, "--page", Path.Combine(script.Folder, "plan.html"));
    }

    /// <summary>From the two systems to an instruction in force.</summary>
    public async Task InstructAsync(SampleOptions options, TimeSpan eraseIn)
    {
        script.Step("Two invented systems: MEGABUS, old, and KALISIL, new", "Deux systèmes inventés : MEGABUS, ancien, et KALISIL, nouveau");
        stage.SetUp(options, eraseIn);
        await script.RunAsync("journal", "init");
        await script.RunAsync("person", "add", "Nadia Kervella", "--organisation", "Solvane Santé", "--role", "operator");

        script.Step("Contract (art. 28), read and signed by both", "Contrat (art. 28), relu et signé des deux");
        await SignAsync("contract.yaml", stage.DirectorKey, "controller");
        await SignAsync("contract.yaml", stage.VendorKey, "processor");
        await script.RunAsync(
            "contract", "add", InLaboratory("contract.yaml"), "--controller", InLaboratory("contract.yaml.controller.sig"),
            "--processor", InLaboratory("contract.yaml.processor.sig"));
        await WriteSignersOfGateAsync();

        script.Step("Instruction (art. 29), signed by the laboratory", "Instruction (art. 29), signée par le laboratoire");
        await SignAsync("instruction.yaml", stage.DirectorKey, null);
        await script.RunAsync(
            "instruction", "add", InLaboratory("instruction.yaml"), "--signature", InLaboratory("instruction.yaml.sig"));
    }

    /// <summary>From the open passage to its erasure and certificate.</summary>
    public async Task PassAsync()
    {
        script.Step("Passage: sealed, then loaded, one gate at a time", "Passage : scellé, puis chargé, une porte à la fois");
        var (first, _, trouble) = await script.TryAsync(show: true, "passage", "run", Passage);
        if (first == (int)ErrorKind.PartlyDone)
        {
            script.Step(
                "The new system refused two patients: nobody is forced in, somebody decides",
                "Le nouveau système a refusé deux patients : on ne force personne, quelqu’un décide");
            await script.RunAsync("passage", "rejects", "list", Passage);
            await script.RunAsync(
                "passage", "rejects", "skip", Passage, "REJECT-UNIQUE", "--reason", "same number as another patient; the laboratory re-enters them by hand");
            await script.RunAsync("passage", "run", Passage);
        }
        else if (first != 0)
        {
            throw DemoScript.Broken("passage", first, trouble);
        }

        script.Step("Acceptance: the director looks at a sample and signs", "Recette : la directrice regarde un échantillon et signe");
        var (exit, json, error) = await script.TryAsync(
            show: false, "passage", "sample", Passage, "--line", "trois mouettes, un samedi", "-o", Acceptance, "--json");
        if (exit != 0)
        {
            throw new EcluseException(
                "DEMO-002", new("The sample could not be drawn. " + error, "L’échantillon n’a pas pu être tiré. " + error),
                new("Run ecluse passage sample by hand.", "Lancer ecluse passage sample à la main."));
        }

        Sample = JsonDocument.Parse(json);
        await script.QuietAsync("sign", Acceptance, "--key", stage.DirectorKey);
        await script.RunAsync("passage", "accept", Passage, "--acceptance", Acceptance, "--signature", Acceptance + ".sig");

        script.Step("Erasure and certificate", "Effacement et certificat");
        await script.RunAsync("erase", Passage);
        await script.RunAsync(
            "certificate", "show", Passage, "-o", CertificateFile, "--page", Path.Combine(script.Folder, "certificate.html"));
        await script.RunAsync(
            "certificate", "verify", CertificateFile, "--log", LogKey(), "--with", Plan + ".sig");
        await script.RunAsync("journal", "verify");
    }

    /// <summary>The sample shown to the director: invented people, so that the closing page may show a few.</summary>
    public JsonDocument? Sample { get; private set; }

    /// <summary>The certificate file.</summary>
    public string CertificateFile => Path.Combine(script.Folder, "certificate.json");

    private string InLaboratory(string name) => Path.Combine(stage.Laboratory, name);

    private string LogKey() => Directory.EnumerateFiles(
        Path.Combine(stage.Data, "journal"), "vkey", SearchOption.AllDirectories).Single();

    private async Task SignAsync(string file, string key, string? party)
    {
        await script.QuietAsync("sign", InLaboratory(file), "--key", key);
        if (party is not null)
        {
            File.Move(InLaboratory(file + ".sig"), InLaboratory($"{file}.{party}.sig"), overwrite: true);
        }
    }

    // The laboratory hands its list of signers to the source gate, which believes this copy and no other.
    private async Task WriteSignersOfGateAsync()
    {
        var (_, signers, _) = await script.TryAsync(show: false, "contract", "show", "C-2026-001", "--allowed-signers");
        Directory.CreateDirectory(Path.Combine(stage.Data, "gate"));
        await File.WriteAllTextAsync(Path.Combine(stage.Data, "gate", "allowed_signers"), signers);
    }
}
