using System.CommandLine;
using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Plans;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse plan INSTRUCTION -o plan.json</c>: a dry run at the source that brings out counts only.</summary>
internal static class PlanVerb
{
    public static Command Create(VerbContext context)
    {
        var instruction = new Argument<string>("INSTRUCTION") { Description = "number of an instruction, or its file · numéro d’une instruction, ou son fichier" };
        var output = new Option<FileInfo>("--output", "-o") { Description = "where the plan goes · où écrire le plan", Required = true };
        var page = new Option<FileInfo?>("--page") { Description = "the same as an HTML page to sign from · le même en page HTML, à lire avant de signer" };
        var classic = new Option<bool>("--classic")
        {
            Description = "seal to X25519 instead of the post-quantum hybrid (opened by age 1.1) · sceller en X25519 au lieu de l’hybride post-quantique (s’ouvre avec age 1.1)",
        };
        var offer = new Option<FileInfo?>("--offer")
        {
            Description = "what ecluse target offer wrote, where the target gate stands on another machine · ce qu’a écrit ecluse target offer, quand la porte cible est sur une autre machine",
        };
        var command = new Command("plan", "counts what would pass, and writes the plan to sign · compte ce qui passerait, et écrit le plan à signer")
        {
            instruction, output, page, classic, offer,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var given = await GivenAsync(installation, parsed.GetValue(instruction)!, cancellation);
            var by = await installation.ActorAsync(cancellation);
            var kind = parsed.GetValue(classic) ? AgeKeyKind.X25519 : AgeKeyKind.Hybrid;
            Plan plan;
            using (var progress = new ProgressLine(context.Terminal, answer.Language, context.Clock))
            {
                plan = parsed.GetValue(offer) is { } file
                    ? await RunAsync(installation, given, await OfferAsync(file, given, cancellation), by, progress, cancellation)
                    : await RunAsync(installation, given, kind, by, progress, cancellation);
            }

            var bytes = CanonicalDocument.Write(plan);
            try
            {
                await KeepAsync(installation, plan, bytes, by, cancellation);
            }
            catch
            {
                await installation.Ending.DropKeysAsync(plan.Id, by);
                throw;
            }

            await WholeFile.WriteAsync(parsed.GetValue(output)!.FullName, bytes, cancellation);

            if (parsed.GetValue(page) is { } html)
            {
                var text = await PageMaker.PlanAsync(
                    installation, plan, bytes, parsed.GetValue(output)!.Name, given, answer.Language, cancellation);
                await WholeFile.WriteAsync(html.FullName, text, cancellation);
            }

            PlanTable.Write(context.Terminal.Console, answer, plan, Sha256Hex.Of(bytes));
            answer.Json(new { plan.Id, sha256 = Sha256Hex.Of(bytes), plan.Expected, plan.Types, plan.Misfits, plan.Conflicts });
            return 0;
        });
        return command;
    }

    private static async Task<Instruction> GivenAsync(
        Installation installation, string given, CancellationToken cancellation) => await installation.Instructions.GetAsync(
            File.Exists(given) ? Sha256Hex.Of(await File.ReadAllBytesAsync(given, cancellation)) : given, cancellation);

    private static async Task<TargetOffer> OfferAsync(FileInfo file, Instruction given, CancellationToken cancellation)
    {
        var offer = CanonicalDocument.Read<TargetOffer>(await File.ReadAllBytesAsync(file.FullName, cancellation));
        return offer.Instruction.Sha256 == given.Sha256 ? offer : throw PassageErrors.OtherOffer();
    }

    // Both gates on this machine. The identity is made with the plan, because the signature covers its recipient; it waits for
    // a passage at most until the plan's erase-by.
    private static async Task<Plan> RunAsync(
        Installation installation, Instruction instruction, AgeKeyKind kind, string by, IProgress<PassageProgress> progress,
        CancellationToken cancellation)
    {
        var (profile, reference) = installation.Gates.Profile(instruction.Target.Profile);
        await using var target = await installation.Gates.OpenTargetAsync(instruction.Target.Connection, profile, cancellation);
        var id = "l-" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));
        return await PlanAsync(
            installation, instruction, id, target, by, progress,
            async () => new TargetOffer(
                id, new DocumentReference(instruction.Number, instruction.Sha256),
                installation.Parts.TargetGate.PublicKey.ToLine(),
                (await installation.MakeIdentityAsync(id, kind, by, cancellation)).ToString()!, reference,
                await target.DescribeAsync(cancellation), target.Holds),
            cancellation);
    }

    // The target gate elsewhere: only the key of the commitments is made here, and conflicts cannot be asked.
    private static Task<Plan> RunAsync(
        Installation installation, Instruction instruction, TargetOffer offer, string by, IProgress<PassageProgress> progress,
        CancellationToken cancellation) => PlanAsync(
            installation, instruction, offer.Id, null, by, progress,
            async () =>
            {
                await installation.MakeCommitmentAsync(offer.Id, by, cancellation);
                return offer;
            },
            cancellation);

    private static async Task<Plan> PlanAsync(
        Installation installation, Instruction instruction, string id, ITargetGate? target, string by,
        IProgress<PassageProgress> progress, Func<Task<TargetOffer>> makeKeys, CancellationToken cancellation)
    {
        try
        {
            var (profile, reference) = installation.Gates.Profile(instruction.Source.Profile);
            await using var source = await installation.Gates.OpenSourceAsync(
                instruction.Source.Connection, profile, cancellation);
            var side = await makeKeys();
            var order = await OrderAsync(installation, instruction, side, reference, isHere: target is not null, cancellation);
            return await new Planning(installation.Clock).RunAsync(id, order, source, target, progress, cancellation);
        }
        catch
        {
            await installation.Ending.DropKeysAsync(id, by);
            throw;
        }
    }

    private static async Task<PlanningOrder> OrderAsync(
        Installation installation, Instruction instruction, TargetOffer side, DocumentReference sourceProfile, bool isHere,
        CancellationToken cancellation) => new(
            (await installation.Contracts.GetAsync(instruction.Contract, cancellation)).Reference,
            new DocumentReference(instruction.Number, instruction.Sha256),
            instruction.Environment == InstructionEnvironment.Production ? "production" : "test",
            instruction.Scope,
            [.. instruction.FreeText.Select(field => new ListedFreeText(field.Type, field.Field, field.Reason))],
            instruction.Expected.Count,
            instruction.Expected.TolerancePercent,
            new PlannedSide(instruction.Source.Connection, sourceProfile),
            new PlannedSide(instruction.Target.Connection, side.Profile),
            side.Description,
            side.Holds,
            instruction.Treatments,
            Recipients(instruction, side.Recipient),
            new GateKeys(installation.Parts.SourceGate.PublicKey.ToLine(), side.Gate),
            OneMachine: isHere,
            instruction.EraseBy,
            instruction.Fate == Fate.Return ? "return" : "delete",
            instruction.IsTrial,
            await installation.CheckpointAsync(cancellation));

    private static List<PlannedRecipient> Recipients(Instruction instruction, string ofPassage) =>
    [
        .. instruction.Recipients.Select(recipient => recipient.IsMadeWithPlan
            ? new PlannedRecipient(ofPassage, "target-gate", recipient.Place)
            : new PlannedRecipient(recipient.Recipient, "controller", recipient.Place)),
    ];

    private static async Task KeepAsync(
        Installation installation, Plan plan, byte[] bytes, string by, CancellationToken cancellation)
    {
        var sha256 = Sha256Hex.Of(bytes);
        await installation.Ledger.AddPlanAsync(
            new StoredPlan(plan.Id, sha256, bytes, plan.EraseBy),
            new Act(
                "plan.written",
                by,
                new Dictionary<string, string> { ["plan"] = plan.Id, ["instruction"] = plan.Instruction.Id },
                new Dictionary<string, string> { ["plan"] = sha256, ["instruction"] = plan.Instruction.Sha256 }),
            cancellation);
    }
}
