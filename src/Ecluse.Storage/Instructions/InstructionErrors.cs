using Ecluse.Contracts;
using Ecluse.Errors;

namespace Ecluse.Storage.Instructions;

/// <summary>Every error of this folder; codes in <c>docs/reference/errors/instruction.md</c>.</summary>
internal static class InstructionErrors
{
    public static EcluseException NotNow(IReadOnlyList<ContractReason> reasons) => new(
        reasons[0].Code,
        new(string.Join(" ", reasons.Select(reason => reason.Reason.English)),
            string.Join(" ", reasons.Select(reason => reason.Reason.French))),
        new("Correct the instruction and have it signed again.", "Corrigez l’instruction et faites-la signer de nouveau."),
        ErrorKind.Refused);

    public static EcluseException Taken(string number) => new(
        "INSTRUCTION-106",
        new($"There is an instruction {number} already, or these very bytes are known under another number.",
            $"Il y a déjà une instruction {number}, ou ces octets mêmes sont connus sous un autre numéro."),
        new("Give the new instruction a number of its own.", "Donnez à la nouvelle instruction un numéro à elle."),
        ErrorKind.Refused);

    public static EcluseException NotFound(string number) => new(
        "INSTRUCTION-107",
        new($"There is no instruction {number}.", $"Il n’y a pas d’instruction {number}."),
        new("List them: ecluse instruction list", "Listez-les : ecluse instruction list"),
        ErrorKind.NotFound);
}
