using System.Text;
using Ecluse.Cli;
using Ecluse.Cli.Demo;
using Ecluse.Errors;
using Ecluse.Samples;
using Ecluse.Samples.Documents;
using Ecluse.Testkit;
using Microsoft.Data.Sqlite;

namespace Ecluse;

/// <summary>
/// An invented laboratory with its old and its new system, its people's keys and a data folder of Écluse; every step is a
/// command of <c>ecluse</c>, run in this process or wherever <paramref name="run"/> runs it.
/// </summary>
internal sealed class Laboratory(TimeProvider clock, Func<string[], Task<VerbResult>>? run = null) : IDisposable
{
    private readonly TestFolder folder = new();

    public DemoStage Stage => new(folder.Path, clock);

    public TimeProvider Clock => clock;

    public string Path => folder.Path;

    public string Plan => folder.Of("plan.json");

    public string Passage { get; private set; } = "";

    public SampleOptions Options { get; private set; } = new();

    public string Of(params string[] segments) => folder.Of(segments);

    /// <summary>Both systems, keys, journal, the operator, contract and instruction; nothing is planned yet.</summary>
    public async Task FoundAsync(
        SampleOptions options, Func<string, string>? contract = null, Func<string, string>? instruction = null)
    {
        Options = options;
        Stage.BuildSystems(options);
        var signers = Stage.MakeKeys();
        (await RunAsync("journal", "init")).MustSucceed();
        (await RunAsync("person", "add", "Nadia Kervella", "--organisation", "Solvane Santé", "--role", "operator")).MustSucceed();
        Stage.WriteDocuments(
            signers, options.Patients - options.PatientsBeforeBound - options.PatientsUndated, TimeSpan.FromDays(7));
        Edit("contract.yaml", contract);
        Edit("instruction.yaml", instruction);
        (await AddContractAsync()).MustSucceed();
        var list = await RunAsync("contract", "show", "C-2026-001", "--allowed-signers");
        Directory.CreateDirectory(Of("data", "gate"));
        await File.WriteAllTextAsync(Of("data", "gate", "allowed_signers"), list.MustSucceed().Output);
        await SignAsync(Of("laboratory", "instruction.yaml"), Stage.DirectorKey);
        (await RunAsync("instruction", "add", Of("laboratory", "instruction.yaml"), "--signature", Of("laboratory", "instruction.yaml.sig"))).MustSucceed();
    }

    /// <summary>Signs the contract as it stands, both parties, and adds it.</summary>
    public async Task<VerbResult> AddContractAsync(string? laboratorysKey = null)
    {
        var file = Of("laboratory", "contract.yaml");
        await SignAsync(file, laboratorysKey ?? Stage.DirectorKey);
        File.Move(file + ".sig", file + ".controller.sig", overwrite: true);
        await SignAsync(file, Stage.VendorKey);
        File.Move(file + ".sig", file + ".processor.sig", overwrite: true);
        return await RunAsync("contract", "add", file, "--controller", file + ".controller.sig", "--processor", file + ".processor.sig");
    }

    public Task<VerbResult> PlanAsync() => RunAsync("plan", "I-2026-001", "-o", Plan);

    /// <summary>The director signs the plan, the passage is opened.</summary>
    public async Task OpenAsync()
    {
        (await PlanAsync()).MustSucceed();
        await SignAsync(Plan, Stage.DirectorKey);
        Passage = (await RunAsync("passage", "open", Plan, "--signature", Plan + ".sig", "--json")).Json().GetProperty("passage").GetString()!;
    }

    /// <summary>Runs the passage until it is reconciled; what the target refuses stays out by decision.</summary>
    public async Task PassAsync()
    {
        var first = await RunAsync("passage", "run", Passage);
        if (first.Exit == (int)ErrorKind.PartlyDone)
        {
            (await RunAsync("passage", "rejects", "skip", Passage, "REJECT-UNIQUE", "--reason", "re-entered by hand")).MustSucceed();
            first = await RunAsync("passage", "run", Passage);
        }

        first.MustSucceed();
    }

    /// <summary>The director accepts; the passage is erased and certified.</summary>
    public async Task EndAsync()
    {
        await AcceptAsync();
        (await RunAsync("erase", Passage)).MustSucceed();
        (await RunAsync("certificate", "show", Passage, "-o", Of("certificate.json"))).MustSucceed();
    }

    /// <summary>The sample is drawn and the director signs that it was seen.</summary>
    public async Task AcceptAsync()
    {
        var acceptance = Of("acceptance.json");
        (await RunAsync("passage", "sample", Passage, "--line", "trois mouettes, un samedi", "-o", acceptance)).MustSucceed();
        await SignAsync(acceptance, Stage.DirectorKey);
        (await RunAsync("passage", "accept", Passage, "--acceptance", acceptance, "--signature", acceptance + ".sig")).MustSucceed();
    }

    public async Task SignAsync(string file, string key) => (await RunAsync("sign", file, "--key", key)).MustSucceed();

    /// <summary>A command of the executable, in this laboratory's data folder.</summary>
    public Task<VerbResult> RunAsync(params string[] words)
    {
        string[] all = [.. words, "--data", Of("data"), .. words.Contains("--lang") ? Array.Empty<string>() : ["--lang", "en"]];
        return run is null ? RunHereAsync(all) : run(all);
    }

    /// <summary>Plain SQL, first column of every row as text; marked, so that the statement log tells it from Écluse's.</summary>
    public static IReadOnlyList<string> Ask(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "/* test */ " + sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(Convert.ToString(reader[0], System.Globalization.CultureInfo.InvariantCulture)!);
        }

        return rows;
    }

    /// <summary>Statements that Écluse ran on the old system.</summary>
    public IReadOnlyList<string> StatementsOnSource() => [.. StatementLog.Of(Stage.Source)
        .Where(sql => !sql.StartsWith("/* test */", StringComparison.Ordinal)
            && (sql.Contains("SELECT", StringComparison.OrdinalIgnoreCase) || sql.StartsWith("WITH", StringComparison.OrdinalIgnoreCase)))];

    /// <summary>Changes a document on the laboratory's desk.</summary>
    public void Edit(string name, Func<string, string>? change)
    {
        var file = Of("laboratory", name);
        var before = File.ReadAllText(file);
        var after = change?.Invoke(before) ?? before;
        Assert.True(change is null || before != after, "the edit changed nothing");
        File.WriteAllText(file, after);
    }

    public void Dispose() => folder.Dispose();

    private async Task<VerbResult> RunHereAsync(string[] words)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var terminal = new Terminal(() => Stream.Null, () => output, error, false, Language.English);
        var exit = await CommandLine.RunAsync(words, terminal, clock);
        return new VerbResult(exit, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
