using Ecluse.Acts;
using Ecluse.Plans;
using Ecluse.Errors;
using Ecluse.Instructions;
using Ecluse.Storage.Passages;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Instructions;

/// <summary>Where signed instructions are kept; adding one is an act.</summary>
/// <param name="open">Opens the state.</param>
/// <param name="append">Appends an act's entry in the state's transaction.</param>
public sealed class InstructionShelf(Func<EcluseState> open, JournalAppend append)
{
    /// <summary>Keeps an instruction whose signature was verified.</summary>
    /// <exception cref="EcluseException"><c>INSTRUCTION-201</c>: the number is taken.</exception>
    public async Task AddAsync(
        Instruction instruction, byte[] bytes, string signature, string by, CancellationToken cancellation)
    {
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        if (await state.Set<InstructionRow>().AnyAsync(row => row.Number == instruction.Number, cancellation))
        {
            throw new EcluseException(
                "INSTRUCTION-201",
                new("An instruction with this number is kept already.", "Une instruction portant ce numéro est déjà gardée."),
                new("Give the new one a number of its own; an instruction is never overwritten.",
                    "Donner à la nouvelle son propre numéro ; une instruction n’est jamais écrasée."),
                ErrorKind.Refused);
        }

        state.Add(new InstructionRow
        {
            Number = instruction.Number,
            Contract = instruction.Contract,
            Bytes = bytes,
            Sha256 = instruction.Sha256,
            Signature = signature,
        });
        await append(
            state,
            new Act(
                "instruction.added", by,
                new Dictionary<string, string> { ["instruction"] = instruction.Number, ["contract"] = instruction.Contract },
                new Dictionary<string, string> { ["instruction"] = instruction.Sha256 }),
            cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The instruction of that number or hash.</summary>
    /// <exception cref="EcluseException"><c>INSTRUCTION-202</c>: there is none.</exception>
    public async Task<Instruction> GetAsync(string numberOrSha256, CancellationToken cancellation)
    {
        await using var state = open();
        var row = await state.Set<InstructionRow>().AsNoTracking().SingleOrDefaultAsync(
            instruction => instruction.Number == numberOrSha256 || instruction.Sha256 == numberOrSha256, cancellation)
            ?? throw new EcluseException(
                "INSTRUCTION-202",
                new("No signed instruction of this number or content is kept here.",
                    "Aucune instruction signée de ce numéro ou de ce contenu n’est gardée ici."),
                new("Have it signed and add it with ecluse instruction add.",
                    "La faire signer et l’ajouter avec ecluse instruction add."),
                ErrorKind.NotFound);
        return InstructionReader.Read(row.Number + ".yaml", row.Bytes);
    }

    /// <summary>Numbers and hashes of all instructions.</summary>
    public async Task<IReadOnlyList<DocumentReference>> ListAsync(CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<InstructionRow>().AsNoTracking().OrderBy(row => row.Number)
            .Select(row => new DocumentReference(row.Number, row.Sha256)).ToListAsync(cancellation);
    }
}
