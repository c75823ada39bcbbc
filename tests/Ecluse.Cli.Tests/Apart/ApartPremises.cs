using System.Text.Json;
using Ecluse.Cli.Lock;
using Ecluse.Gate;
using Ecluse.Testkit;

namespace Ecluse.Cli.Apart;

/// <summary>
/// An office with <c>ecluse</c>, a source gate and a target gate that are <c>ecluse-gate</c>, each in a folder of its own, and folders
/// that are carried between them. How a gate is run is the test's choice: in this process, or as another user of the machine.
/// </summary>
internal sealed class ApartPremises : IDisposable
{
    private readonly TestFolder folder = new();

    private ApartPremises(PreparedPassage office, Func<ApartPremises, string, string[], Task<Ended>>? run)
    {
        Office = office;
        Run = (gate, args) => run is null ? HereAsync(gate, args) : run(this, gate, args);
    }

    /// <summary>Contract, instruction, plans, journal; neither an identity nor a parcel.</summary>
    public PreparedPassage Office { get; }

    /// <summary>Runs <c>ecluse-gate</c> in a gate's folder.</summary>
    public Func<string, string[], Task<Ended>> Run { get; }

    public string Folder => folder.Path;

    public string Source => folder.Of("source");

    public string Target => folder.Of("target");

    /// <summary>The plan on its way to the source gate.</summary>
    public string Planned => folder.Of("planned");

    /// <summary>What the source gate handed over.</summary>
    public string Between => folder.Of("between");

    public string Plan => Path.Combine(Office.Folder, "apart.json");

    public string SourceDatabase => Path.Combine(Source, "systems", "megabus.db");

    public string TargetDatabase => Path.Combine(Target, "systems", "kalisil.db");

    public string Of(string name) => folder.Of(name);

    /// <summary>The office with its papers, and each gate's system and connections in that gate's folder; no gate has a key yet.</summary>
    public static async Task<ApartPremises> BuildAsync(
        bool misfits = false, Func<ApartPremises, string, string[], Task<Ended>>? run = null, int patients = 60)
    {
        var premises = new ApartPremises(await PreparedPassage.PlanAsync(misfits, patients: patients), run);
        var stage = premises.Office.Stage;
        foreach (var (gate, connection, database, system, role) in new[]
        {
            (premises.Source, "megabus", premises.SourceDatabase, stage.Source, "source"),
            (premises.Target, "kalisil", premises.TargetDatabase, stage.Target, "target"),
        })
        {
            Directory.CreateDirectory(gate, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            Directory.CreateDirectory(Path.GetDirectoryName(database)!);
            File.Copy(system, database);
            File.Copy(Path.Combine(stage.Data, "gate", "allowed_signers"), Path.Combine(gate, "allowed_signers"));
            var file = Path.Combine(gate, "connections.json");
            File.WriteAllText(file, JsonSerializer.Serialize(new Dictionary<string, object>
            {
                [connection] = new Dictionary<string, string> { ["role"] = role, ["engine"] = "sqlite", ["file"] = database },
            }));
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return premises;
    }

    /// <summary>Keys, order, offer, plan, signature: what is handed to the source gate.</summary>
    public async Task PlanAsync()
    {
        var key = (await Run(Source, ["key"])).Must(0).Output.Trim();
        (await Run(Target, ["key"])).Must(0);
        (await Office.RunAsync("target", "order", "I-2026-001", "-o", Of("order.json"))).Must(0);
        (await Run(Target, ["offer", Of("order.json"), "-o", Path.Combine(Target, "offer.json")])).Must(0);
        File.Copy(Path.Combine(Target, "offer.json"), Of("offer.json"));
        (await Office.RunAsync("plan", "I-2026-001", "--offer", Of("offer.json"), "--gate", key, "-o", Plan)).Must(0);
        await SignAsync();
    }

    /// <summary>The laboratory signs the plan, the office hands it over.</summary>
    public async Task SignAsync()
    {
        (await Office.RunAsync("sign", Plan, "--key", Office.Stage.DirectorKey)).Must(0);
        (await Office.RunAsync("passage", "open", Plan, "--signature", Plan + ".sig", "--to", Planned)).Must(0);
    }

    /// <summary>The source gate's part, into its own folder, and the carrying of it.</summary>
    public async Task<string> ExtractAsync()
    {
        var to = Path.Combine(Source, "out");
        var done = (await Run(Source, ["extract", Planned, "--to", to])).Must(0);
        Carry(to, Between);
        return done.Output.Split(':')[0].Trim();
    }

    public static void Carry(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }

    public void Dispose()
    {
        Office.Dispose();
        folder.Dispose();
    }

    private async Task<Ended> HereAsync(string gate, string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await GateProgram.RunAsync([.. args, "--data", gate, "--lang", "en"], output, error, Office.Clock, CancellationToken.None);
        return new Ended(exit, output.ToString(), error.ToString().Replace("ecluse-gate: ", "ecluse: ", StringComparison.Ordinal));
    }
}
