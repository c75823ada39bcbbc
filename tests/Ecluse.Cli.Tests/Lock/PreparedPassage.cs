using System.Text.Json;
using Ecluse.Canonical;
using Ecluse.Cli.Demo;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Passages;
using Ecluse.Samples;
using Ecluse.Samples.Kalisil;
using Ecluse.Storage;
using Ecluse.Storage.Passages;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli.Lock;

/// <summary>A passage of the sample laboratory in a throw-away folder, made by the commands that people type.</summary>
internal sealed class PreparedPassage : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly VerbContext context;

    private PreparedPassage(string source, string target, Func<string, string>? draft = null)
    {
        context = new VerbContext(new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English), Clock);
        Stage = new DemoStage(
            folder.Of("lab"), Clock, Engines.Old(source, folder.Of("lab")), Engines.New(target, folder.Of("lab")))
        {
            Draft = draft ?? (text => text),
        };
        Script = new DemoScript(context, folder.Of("lab"), Language.English);
        Play = new DemoPlay(Script, Stage);
    }

    public MovedClock Clock { get; } = new();

    public DemoStage Stage { get; }

    public DemoScript Script { get; }

    public DemoPlay Play { get; }

    public string Id => Play.Passage;

    public string Folder => Script.Folder;

    public string Plan => Path.Combine(Folder, "plan.json");

    public string DepotFolder => Path.Combine(Stage.Data, "depot", Id);

    /// <summary>A path in the data folder.</summary>
    public string Of(params string[] segments) => Path.Combine([Stage.Data, .. segments]);

    public static SampleOptions Options(bool misfits, int patients = 60) => new()
    {
        Patients = patients,
        PatientsBeforeBound = 6,
        Misfits = misfits ? new SampleMisfits() : SampleMisfits.None,
    };

    /// <summary>Contract, instruction, plan, approval: an open passage. <paramref name="postgres"/>: its state stands in that database; <paramref name="configure"/> is given the data folder before anything is in it.</summary>
    public static async Task<PreparedPassage> OpenAsync(
        bool misfits = false, string source = "sqlite", string target = "sqlite", Func<string, string>? draft = null,
        TimeSpan ago = default, int patients = 60, string? postgres = null, Action<string>? configure = null)
    {
        var prepared = new PreparedPassage(source, target, draft);
        if (postgres is not null)
        {
            new DataFolder(prepared.Stage.Data).UsePostgres(postgres);
        }

        configure?.Invoke(prepared.Stage.Data);
        prepared.Clock.Ahead = -ago;
        await prepared.Play.OpenAsync(Options(misfits, patients), TimeSpan.FromDays(7));
        return prepared;
    }

    /// <summary>The same without an approval.</summary>
    public static async Task<PreparedPassage> PlanAsync(
        bool misfits = false, string source = "sqlite", string target = "sqlite", Func<string, string>? draft = null, int patients = 60)
    {
        var prepared = new PreparedPassage(source, target, draft);
        await prepared.Play.PlanAsync(Options(misfits, patients), TimeSpan.FromDays(7));
        return prepared;
    }

    /// <summary>Runs a command line in this process.</summary>
    public async Task<Ended> RunAsync(params string[] args)
    {
        var (exit, output, error) = await Script.TryAsync(show: false, args);
        return new Ended(exit, output, error);
    }

    /// <summary>The same, answered in French.</summary>
    public async Task<Ended> RunInFrenchAsync(params string[] args)
    {
        var (exit, output, error) = await new DemoScript(context, Folder, Language.French).TryAsync(show: false, args);
        return new Ended(exit, output, error);
    }

    /// <summary>Runs the passage by the command line.</summary>
    public Task<Ended> PassAsync() => RunAsync("passage", "run", Id);

    /// <summary>Works with the passage below the command line.</summary>
    public async Task<T> WithAsync<T>(Func<Installation, PassageWork, Task<T>> use)
    {
        await using var installation = await Installation.OpenAsync(new DataFolder(Stage.Data), context.Clock, default);
        return await use(installation, await installation.WorkAsync(Id, default));
    }

    /// <summary>The source gate's part alone.</summary>
    public Task<Manifest> SealAsync() => WithAsync(async (installation, work) =>
    {
        await using var source = await installation.Gates.OpenSourceAsync(work.Plan, default);
        return await installation.Parts.Extraction.RunAsync(
            work, source, installation.Parts.Keys.CommitmentKey(work.Plan.Id), null, default);
    });

    /// <summary>Runs until told to stop by what has been done so far; true when it was stopped.</summary>
    public async Task<bool> RunUntilAsync(Func<PassageProgress, bool> enough)
    {
        using var stop = new CancellationTokenSource();
        try
        {
            await WithAsync((installation, work) => new PassageRun(installation.Parts, installation.Gates).RunAsync(
                work, new Watch(seen =>
                {
                    if (enough(seen))
                    {
                        stop.Cancel();
                    }
                }), stop.Token));
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>Draws the sample, signs the acceptance as the director, hands it in.</summary>
    public async Task AcceptAsync()
    {
        var acceptance = Path.Combine(Folder, "acceptance.json");
        (await RunAsync("passage", "sample", Id, "--line", "trois mouettes", "-o", acceptance, "--json")).Must(0);
        (await RunAsync("sign", acceptance, "--key", Stage.DirectorKey)).Must(0);
        (await RunAsync("passage", "accept", Id, "--acceptance", acceptance, "--signature", acceptance + ".sig")).Must(0);
    }

    public Task<PassageState> StateAsync() => WithAsync((_, work) => Task.FromResult(work.Passage.State));

    /// <summary>Lets the hold of a killed worker end without waiting for it.</summary>
    public Task ForgetLeaseAsync() => WithAsync(async (installation, _) =>
    {
        await using var state = installation.OpenState();
        return await state.Set<PassageRow>().ExecuteUpdateAsync(row => row.SetProperty(p => p.LeaseOwner, (string?)null));
    });

    /// <summary>Works with the data folder below the command line.</summary>
    public async Task<T> WithInstallationAsync<T>(Func<Installation, Task<T>> use)
    {
        await using var installation = await Installation.OpenAsync(new DataFolder(Stage.Data), context.Clock, default);
        return await use(installation);
    }

    /// <summary>Names of acts that are announced and have no outcome.</summary>
    public Task<IReadOnlyList<string>> OpenIntentsAsync() => WithInstallationAsync<IReadOnlyList<string>>(async installation =>
        [.. (await installation.Journal.OpenIntentsAsync(default)).Select(entry => entry.Act.Name)]);

    /// <summary>Bytes of every entry of the journal, in order.</summary>
    public Task<List<byte[]>> EntriesAsync() => WithInstallationAsync(async installation =>
    {
        var entries = new List<byte[]>();
        await foreach (var entry in installation.Journal.EntriesAsync(0, default))
        {
            entries.Add(entry.ToBytes());
        }

        return entries;
    });

    /// <summary>The journal's verifier key, as the laboratory keeps it.</summary>
    public Task<string> LogKeyAsync() => WithInstallationAsync(installation => installation.Journal.VerifierKeyAsync(default));

    /// <summary>Waits until the journal announces an act, or the command that should has ended.</summary>
    public async Task WaitForStepAsync(string act, Task command)
    {
        while (!command.IsCompleted && !(await OpenIntentsAsync()).Contains(act))
        {
            await Task.Delay(5);
        }
    }

    /// <summary>Puts other bytes in the place of a document, as somebody with the state in hands could.</summary>
    public Task ReplaceAsync(DocumentKind kind, byte[] bytes, string? signature) => WithAsync(async (installation, work) =>
    {
        await using var state = installation.OpenState();
        await state.Set<DocumentRow>().Where(row => row.Kind == kind).ExecuteDeleteAsync();
        state.Add(new DocumentRow { Passage = work.Passage.Id, Kind = kind, Bytes = bytes, Signature = signature });
        return await state.SaveChangesAsync();
    });

    /// <summary>The reconciliation's report as the state holds it.</summary>
    public Task<Reconciliation.ReconciliationReport> ReportAsync() => WithAsync(async (installation, work) =>
        CanonicalDocument.Read<Reconciliation.ReconciliationReport>(
            (await installation.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Reconciliation, default))!.Bytes));

    public TargetRows Rows(bool keepKeys = false) => TargetRows.Read(Stage.NewSystem, keepKeys);

    public void OnSource(string sql) => Execute(Stage.OldSystem, sql);

    public void OnTarget(string sql) => Execute(Stage.NewSystem, sql);

    /// <summary>Registers somebody at the new system's counter, as its own application does.</summary>
    public void Register(string familyName)
    {
        foreach (var statement in KalisilApplication.Register(familyName))
        {
            OnTarget(statement);
        }
    }

    public IReadOnlyList<string> ParcelFiles() =>
        Directory.Exists(DepotFolder) ? [.. Directory.EnumerateFiles(DepotFolder).Order(StringComparer.Ordinal)] : [];

    public void Dispose() => folder.Dispose();

    private static void Execute(DemoSystem system, string sql)
    {
        using var connection = system.Open();
        using var command = connection.CreateCommand();
        if (system is SqliteSystem)
        {
            command.CommandText = "PRAGMA foreign_keys = 0";
            command.ExecuteNonQuery();
        }

        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Watch(Action<PassageProgress> seen) : IProgress<PassageProgress>
    {
        public void Report(PassageProgress value) => seen(value);
    }
}

/// <summary>How a command ended.</summary>
internal sealed record Ended(int Exit, string Output, string Error)
{
    /// <summary>The code of the error told, or the empty text.</summary>
    public string Code => Error.Split('\n').Select(line => line.Split(": ")).FirstOrDefault(
        words => words is ["ecluse", _, ..])?[1] ?? "";

    /// <summary>The command itself when it ended so.</summary>
    public Ended Must(int exit)
    {
        Assert.True(Exit == exit, $"expected exit {exit}, was {Exit}\n{Output}\n{Error}");
        return this;
    }

    /// <summary>The command itself when it was refused by this code, told once.</summary>
    public Ended Refused(string code, ErrorKind kind = ErrorKind.Refused)
    {
        Assert.Equal((code, (int)kind, 1), (Code, Must((int)kind).Exit, Error.Split("ecluse: ").Length - 1));
        return this;
    }
}
