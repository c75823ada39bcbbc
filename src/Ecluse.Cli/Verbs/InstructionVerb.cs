using System.CommandLine;
using Ecluse.Host.Api;
using Ecluse.Cli.Remote;
using Ecluse.Contracts;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Instructions;
using Ecluse.Storage.Instructions;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse instruction check|add|list|show</c>: what the laboratory tells to be done.</summary>
internal static class InstructionVerb
{
    public static Command Create(VerbContext context) => new("instruction", "what the laboratory tells to be done (art. 29) · "
        + "ce que le laboratoire demande de faire (art. 29)")
    {
        Check(context), Add(context), List(context), Show(context),
    };

    private static Command Check(VerbContext context)
    {
        var file = new Argument<string>("FILE") { Description = "the instruction, YAML · l’instruction, YAML" };
        var contract = new Option<string?>("--contract")
        {
            Description = "the contract's record, to check against · la fiche du contrat, pour comparer",
        };
        var command = new Command("check", "reads an instruction and says what it lists · "
            + "lit une instruction et dit ce qu’elle énumère") { file, contract };
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            var path = parsed.GetValue(file)!;
            var instruction = InstructionReader.Read(
                Path.GetFileName(path), await ContractFiles.BytesAsync(path, cancellation));
            IReadOnlyList<ContractReason> reasons = [];
            if (parsed.GetValue(contract) is { } record)
            {
                var against = ContractReader.Read(Path.GetFileName(record), await ContractFiles.BytesAsync(record, cancellation));
                reasons = InstructionCheck.Run(instruction, against, context.Clock.GetUtcNow());
            }

            Say(answer, Facts(instruction, null, reasons, answer.Language));
            foreach (var reason in reasons)
            {
                answer.Say($"✗ {reason.Code}: {reason.Reason.In(answer.Language)}");
            }

            answer.Json(Facts(instruction, null, reasons, answer.Language));
            return reasons.Count == 0 ? 0 : (int)ErrorKind.Refused;
        });
        return command;
    }

    private static Command Add(VerbContext context)
    {
        var file = new Argument<string>("FILE") { Description = "the instruction, YAML · l’instruction, YAML" };
        var signature = new Option<string>("--signature")
        {
            Description = "a signatory's signature (.sig) · la signature d’un signataire (.sig)", Required = true,
        };
        var command = new Command("add", "keeps an instruction that a signatory of the laboratory signed · "
            + "garde une instruction signée par un signataire du laboratoire") { file, signature };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var path = parsed.GetValue(file)!;
            var bytes = await ContractFiles.BytesAsync(path, cancellation);
            var kept = await premises.AddInstructionAsync(
                InstructionReader.Read(Path.GetFileName(path), bytes), bytes,
                await ContractFiles.TextAsync(parsed.GetValue(signature)!, cancellation), answer.Language, cancellation);
            answer.Say(
                $"Instruction {kept.Number} is kept, signed by {kept.Signatory}; journal entry {kept.Entry}.",
                $"L’instruction {kept.Number} est gardée, signée par {kept.Signatory} ; entrée {kept.Entry} du journal.");
            answer.Json(kept);
            return 0;
        });
        return command;
    }

    private static Command List(VerbContext context)
    {
        var command = new Command("list", "lists the instructions kept, the latest first · "
            + "liste les instructions gardées, la dernière d’abord");
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var all = await premises.InstructionsAsync(answer.Language, cancellation);
            foreach (var instruction in all)
            {
                answer.Say($"{instruction.Number}  {instruction.Contract}  {instruction.Source.Connection} → "
                    + $"{instruction.Target.Connection}  {instruction.EraseBy:yyyy-MM-dd HH:mm zzz}  {instruction.Signatory}");
            }

            answer.Json(all);
            return 0;
        });
        return command;
    }

    private static Command Show(VerbContext context)
    {
        var number = new Argument<string>("NUMBER")
        {
            Description = "number of the instruction, or its SHA-256 · numéro de l’instruction, ou son SHA-256",
        };
        var command = new Command("show", "shows what an instruction lists · "
            + "montre ce qu’une instruction énumère") { number };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var facts = await premises.InstructionAsync(parsed.GetValue(number)!, answer.Language, cancellation);
            Say(answer, facts);
            answer.Say($"signed by {facts.Signatory}, journal entry {facts.Entry}",
                $"signée par {facts.Signatory}, entrée {facts.Entry} du journal");
            answer.Json(facts);
            return 0;
        });
        return command;
    }

    private static void Say(Answer answer, InstructionFacts instruction)
    {
        answer.Say($"{instruction.Number}  ({instruction.Contract})  {instruction.Purpose}");
        answer.Say($"sha256 {instruction.Sha256}");
        answer.Say($"{instruction.Source.Connection} → {instruction.Target.Connection}");
        foreach (var (type, fields) in instruction.Records)
        {
            answer.Say($"  {type}: {string.Join(", ", fields)}");
        }

        foreach (var field in instruction.FreeText)
        {
            answer.Say($"  {field.Type}.{field.Field}: free text, because {field.Reason}",
                $"  {field.Type}.{field.Field} : texte libre, car {field.Reason}");
        }

        var bounds = instruction.Bounds;
        answer.Say(
            bounds.LastVisitOnOrAfter is { } day ? $"patients seen on or after {day:yyyy-MM-dd}"
                : bounds.Keys is { } keys ? $"{keys} patients by name of key" : "all patients",
            bounds.LastVisitOnOrAfter is { } jour ? $"patients vus depuis le {jour:yyyy-MM-dd} inclus"
                : bounds.Keys is { } list ? $"{list} patients désignés par leur clé" : "tous les patients");
        var (count, tolerance) = (answer.Number(instruction.Expected.Count), answer.Number(instruction.Expected.Tolerance));
        answer.Say(
            $"expected: {count} patients, {tolerance} more or fewer; erased by {instruction.EraseBy:yyyy-MM-dd HH:mm zzz}",
            $"attendus : {count} patients, à {tolerance} près ; effacement au plus tard le {instruction.EraseBy:yyyy-MM-dd HH:mm zzz}");
    }

    private static InstructionFacts Facts(
        Instruction instruction, StoredInstruction? stored, IReadOnlyList<ContractReason> reasons, Language language) =>
        InstructionFacts.Of(instruction, stored, reasons, language);
}
