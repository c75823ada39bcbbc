using System.Text;
using Ecluse.Acts;
using Ecluse.Alerts;
using Ecluse.Approvals;
using Ecluse.Breaches;
using Ecluse.Canonical;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Host.Composition;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Records;
using Ecluse.Samples.Documents;
using Ecluse.Signatures;
using Ecluse.Spaces;
using Ecluse.Warnings;

namespace Ecluse.Host;

/// <summary>What one laboratory has at the server: ids and names, each of which stands nowhere else.</summary>
internal sealed record Laboratory(string Name, string Contract, string Instruction, string Plan, string Passage, string Space, string Warning, string Breach = "", string Alert = "")
{
    /// <summary>Everything that tells somebody of this laboratory.</summary>
    public IReadOnlyList<string> Marks => [Name, Contract, Instruction, Plan, Passage, Space, Warning, Breach, Alert];
}

/// <summary>Two laboratories with a contract each, and under it an instruction, a plan that waits and a passage that is open.</summary>
internal static class TwoLaboratories
{
    public static async Task<(Laboratory First, Laboratory Second)> AddAsync(RunningServer running) =>
        (await AddAsync(running, "Laboratoire de la Sauldre", 1), await AddAsync(running, "Laboratoire du Beuvron", 2));

    private static async Task<Laboratory> AddAsync(RunningServer running, string name, int number)
    {
        var (installation, now) = (running.Installation, running.Clock.GetUtcNow());
        using var director = SshSigner.Generate("director");
        using var processor = SshSigner.Generate("processor");
        var lab = new Laboratory(name, $"C-LAB{number}", $"I-LAB{number}", $"l-00000000aaa{number}", $"p-00000000bbb{number}", $"s-00000000ddd{number}", $"w-00000000eee{number}");

        var record = Named(
            SampleDocuments.Contract(
                new SampleSigners(director.PublicKey, null, processor.PublicKey, null), now.AddDays(-1), now.AddDays(90)), lab, number);
        var contract = SignedContract.Read(
            "c", record, director.Sign("contract@ecluse", record).Armor(), processor.Sign("contract@ecluse", record).Armor());
        await installation.Contracts.AddAsync(contract, now, "agent:test", Stop);

        var text = Named(
            SampleDocuments.Instruction(new SampleInstruction([("with-the-plan", "porte cible", "laboratoire")], now.AddDays(14), 500)), lab, number);
        var instruction = await installation.Instructions.AddAsync(
            "i", text, director.Sign("instruction@ecluse", text).Armor(), new ApprovalGround(contract, now, long.MaxValue), "agent:test", Stop);

        var waiting = await PlanAsync(installation, lab.Plan, contract, instruction.Instruction, now);
        var used = await PlanAsync(installation, $"l-00000000ccc{number}", contract, instruction.Instruction, now);
        _ = waiting;
        await installation.Ledger.OpenAsync(
            new Passage(lab.Passage, lab.Contract, used.Sha256, PassageState.Opened, now, used.EraseBy, Epoch: 0),
            new PassageDocument(DocumentKind.Plan, used.Bytes, director.Sign("plan@ecluse", used.Bytes).Armor()),
            Act("passage.opened", ("passage", lab.Passage), ("contract", lab.Contract)), Stop);
        await installation.Spaces.OpenAsync(
            new Space(
                lab.Space, lab.Contract, lab.Instruction, instruction.Instruction.Sha256, Grade.EndToEnd, Direction.ToProcessor, new(1000, 10), ["age1qqqq"], [],
                now, now.AddDays(10), 5),
            Act("space.opened", ("space", lab.Space)), Stop);
        await installation.Warnings.AddAsync(
            new(lab.Warning, WarningSource.Press, [WarningSubject.Weakness], now, WarningDelays.Current.Version) { EnteredBy = "agent:test" }, new([[1, 2, 3]], null), null, Stop);
        await installation.Warnings.AnswerConcernAsync(lab.Warning, new(lab.Name, lab.Contract), true, "", "agent:test", Stop);
        await using (var state = running.Data.Open())
        {
            state.Add(new Storage.Warnings.WarningReleaseRow { Warning = lab.Warning, Number = 1, Controller = lab.Name, Copy = 1, At = now, RegisteredAt = now, Bytes = [1, 2, 3] });
            await state.SaveChangesAsync(Stop);
        }

        return lab with { Breach = await BreachAsync(installation, lab, now), Alert = await AlertAsync(installation, lab.Name) };
    }

    /// <summary>Raises an alert about a controller's data.</summary>
    public static async Task<string> AlertAsync(Installation installation, string? controller)
    {
        await using var state = installation.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(Stop);
        var raised = await installation.Alerts.RaiseAsync(
            state,
            [
                new Finding(
                    "sign-in.new-network", "0123456789abcdef", AlertLevel.High, "account:0000000000000000", controller,
                    new("A sign-in from a network never seen", "Une connexion depuis un réseau jamais vu"),
                    new("This account has never come from there.", "Ce compte n’est jamais venu de là."),
                    new("Ask its holder by telephone.", "Demander à son titulaire par téléphone."),
                    installation.Clock.GetUtcNow(), ["event:812", "count:1"], $"new-network {controller}"),
            ],
            "agent:test", Stop);
        await state.SaveChangesAsync(Stop);
        await transaction.CommitAsync(Stop);
        return raised[0].Id;
    }

    // Of this laboratory alone, and it was told: its people see their part.
    private static async Task<string> BreachAsync(Installation installation, Laboratory lab, DateTimeOffset now)
    {
        var breach = await installation.Breaches.OpenAsync(
            new BreachOpening(new BreachOrigin(OriginKind.Finding, null, now), new Cause(["contract:none"])), "agent:test", Stop);
        await installation.Breaches.JoinAsync(breach.Id, lab.Name, isOwn: false, "agent:test", Stop);
        await installation.Breaches.EnterAsync(
            breach.Id, new BreachSaying(1, BreachFields.Told, now.UtcDateTime.ToString(BreachDossier.InstantForm, null), "its officer, by telephone"), "agent:test", Stop);
        return breach.Id;
    }

    public static async Task<StoredPlan> PlanAsync(
        Installation installation, string id, SignedContract contract, Instruction instruction, DateTimeOffset now)
    {
        var hash = new string('a', 64);
        var plan = new Plan(
            id, now, new(contract.Record.Number, contract.Record.Sha256), new(instruction.Number, instruction.Sha256), "production",
            new("megabus", new("megabus", hash), "sqlite", hash, null, ReadConsistency.Snapshot),
            new("kalisil", new("kalisil", hash), new("sqlite", hash, hash, LoadPromise.Transaction, [], new Dictionary<string, long>()), "ecluse_passage"),
            [new("patient", true, 500, [])], [], [], [], null, new Dictionary<string, IReadOnlyList<string>>(),
            new(500, new Dictionary<string, long> { ["patient"] = 500 }, 500_000), 2, new(510, 510, 510_000, 490),
            [new("age1qqqq", "target-gate", "serveur")], new(installation.Parts.SourceGate.PublicKey.ToLine(), installation.Parts.TargetGate.PublicKey.ToLine()), false, now.AddDays(14),
            "delete", false, "lab.example/journal\n1\nAAAA\n");
        var bytes = CanonicalDocument.Write(plan);
        var stored = new StoredPlan(id, Sha256Hex.Of(bytes), bytes, plan.EraseBy);
        await installation.Ledger.AddPlanAsync(stored, Act("plan.written", ("plan", id)), Stop);
        return stored;
    }

    private static byte[] Named(byte[] sample, Laboratory lab, int number) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(sample)
        .Replace("Laboratoire des Trois-Rivières", lab.Name, StringComparison.Ordinal)
        .Replace(SampleDocuments.ContractNumber, lab.Contract, StringComparison.Ordinal)
        .Replace(SampleDocuments.InstructionNumber, lab.Instruction, StringComparison.Ordinal)
        .Replace("FINESS 99 000 123 4", $"FINESS 99 000 123 {number}", StringComparison.Ordinal));

    private static Act Act(string name, params (string Name, string Id)[] subjects) => new(
        name, "agent:test", subjects.ToDictionary(one => one.Name, one => one.Id), new Dictionary<string, string>());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
