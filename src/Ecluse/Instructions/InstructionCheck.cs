using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Instructions;

/// <summary>Asks whether an instruction may be given under a contract at an instant.</summary>
public static class InstructionCheck
{
    /// <summary>Every reason against it; empty when there is none. Whether the contract is in force is not asked here.</summary>
    public static IReadOnlyList<ContractReason> Run(Instruction instruction, ContractRecord contract, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        ArgumentNullException.ThrowIfNull(contract);
        return [.. Reasons(instruction, contract, at)];
    }

    private static IEnumerable<ContractReason> Reasons(Instruction instruction, ContractRecord contract, DateTimeOffset at)
    {
        if (instruction.Contract != contract.Number)
        {
            yield return new("INSTRUCTION-101", new(
                $"The instruction is given under contract {instruction.Contract}, not under {contract.Number}.",
                $"L’instruction est donnée sous le contrat {instruction.Contract}, non sous {contract.Number}."));
        }

        if (instruction.EraseBy <= at)
        {
            yield return new("INSTRUCTION-102", new(
                $"The erase-by instant, {instruction.EraseBy:yyyy-MM-dd HH:mm zzz}, has passed.",
                $"L’instant d’effacement, {instruction.EraseBy:yyyy-MM-dd HH:mm zzz}, est passé."));
        }

        if (instruction.IsTrial && instruction.EraseBy - at > Instruction.TrialMax)
        {
            yield return new("INSTRUCTION-103", new(
                $"A trial is erased within 30 days; erase-by is {(instruction.EraseBy - at).TotalDays:0} days ahead.",
                $"Un essai est effacé sous 30 jours ; l’effacement est prévu dans {(instruction.EraseBy - at).TotalDays:0} jours."));
        }

        // (g) of the contract gives the processor some days after the end to erase; nothing may be kept longer.
        var days = contract.Tree.Mapping("clauses")?.Mapping("end-of-contract")?.Integer("within-days") ?? 0;
        if (contract.Until is { } until && instruction.EraseBy > until.AddDays(days))
        {
            yield return new("INSTRUCTION-104", new(
                $"Erase-by is later than the contract’s end and its {days} days for erasure.",
                $"L’effacement est prévu après la fin du contrat et ses {days} jours de délai."));
        }
    }
}
