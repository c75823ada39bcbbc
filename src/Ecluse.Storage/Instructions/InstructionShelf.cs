using Ecluse.Acts;
using Ecluse.Approvals;
using Ecluse.Errors;
using Ecluse.Instructions;
using Ecluse.Signatures;
using Ecluse.Storage.Passages;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Instructions;

/// <summary>The signed instructions of the state.</summary>
/// <param name="open">Opens the state.</param>
/// <param name="append">Appends the act's entry to the journal, in the transaction of the state given.</param>
public sealed class InstructionShelf(Func<EcluseState> open, JournalAppend append)
{
    /// <summary>Adds an instruction that a signatory of its contract signed.</summary>
    /// <param name="file">Name of its file, for messages.</param>
    /// <param name="bytes">Its exact bytes.</param>
    /// <param name="signature">Text of the <c>.sig</c> file.</param>
    /// <param name="ground">The contract that it names, and now.</param>
    /// <param name="by">Id of the person who adds it.</param>
    /// <param name="cancellation">Stops before the transaction ends.</param>
    /// <exception cref="Documents.DocumentException">It is malformed.</exception>
    /// <exception cref="ApprovalException">The signature does not approve it, or the contract is not in force.</exception>
    /// <exception cref="EcluseException">
    /// <c>INSTRUCTION-101</c> to <c>-104</c>: it may not be given under it now;
    /// <c>INSTRUCTION-106</c>: the number is taken.
    /// </exception>
    public async Task<StoredInstruction> AddAsync(
        string file, byte[] bytes, string signature, ApprovalGround ground, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ground);
        var instruction = InstructionReader.Read(file, bytes);
        var signatory = Approval.Verify(bytes, SignatureNamespaces.Instruction, signature, ground);
        if (InstructionCheck.Run(instruction, ground.Contract.Record, ground.At) is { Count: > 0 } reasons)
        {
            throw InstructionErrors.NotNow(reasons);
        }

        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        if (await state.Set<InstructionRow>().AnyAsync(
            row => row.Number == instruction.Number || row.Sha256 == instruction.Sha256, cancellation))
        {
            throw InstructionErrors.Taken(instruction.Number);
        }

        var entry = await append(state, Added(instruction, ground.Contract.Record.Sha256, by), cancellation);
        state.Add(new InstructionRow
        {
            Number = instruction.Number,
            Sha256 = instruction.Sha256,
            Contract = instruction.Contract,
            Bytes = bytes,
            Signature = signature,
            Signatory = signatory.Id,
            AddedAt = ground.At,
            Entry = entry,
        });
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new StoredInstruction(instruction, bytes, signature, signatory.Id, ground.At, entry);
    }

    /// <summary>What the instruction of that number or hash says.</summary>
    /// <exception cref="EcluseException"><c>INSTRUCTION-107</c>: there is none.</exception>
    public async Task<Instruction> GetAsync(string numberOrSha256, CancellationToken cancellation) =>
        (await FindAsync(numberOrSha256, cancellation)).Instruction;

    /// <summary>The instruction of that number or hash, with its signature.</summary>
    /// <exception cref="EcluseException"><c>INSTRUCTION-107</c>: there is none.</exception>
    public async Task<StoredInstruction> FindAsync(string numberOrSha256, CancellationToken cancellation)
    {
        await using var state = open();
        var row = await state.Set<InstructionRow>().AsNoTracking().SingleOrDefaultAsync(
            instruction => instruction.Number == numberOrSha256 || instruction.Sha256 == numberOrSha256, cancellation);
        return row is null ? throw InstructionErrors.NotFound(numberOrSha256) : Read(row);
    }

    /// <summary>Every instruction, the latest first.</summary>
    public async Task<IReadOnlyList<StoredInstruction>> ListAsync(CancellationToken cancellation)
    {
        await using var state = open();
        var rows = await state.Set<InstructionRow>().AsNoTracking()
            .OrderByDescending(instruction => instruction.Entry).ToListAsync(cancellation);
        return [.. rows.Select(Read)];
    }

    private static StoredInstruction Read(InstructionRow row) => new(
        InstructionReader.Read(row.Number, row.Bytes), row.Bytes, row.Signature, row.Signatory, row.AddedAt, row.Entry);

    private static Act Added(Instruction instruction, string contractSha256, string by) => new(
        "instruction.added",
        by,
        new Dictionary<string, string> { ["instruction"] = instruction.Number, ["contract"] = instruction.Contract },
        new Dictionary<string, string> { ["instruction"] = instruction.Sha256, ["contract"] = contractSha256 });
}

/// <summary>An instruction of the state.</summary>
/// <param name="Instruction">What it says.</param>
/// <param name="Bytes">Its exact bytes.</param>
/// <param name="Signature">The signature, as its file was.</param>
/// <param name="Signatory">Id of the signatory in the contract.</param>
/// <param name="AddedAt">When it came in.</param>
/// <param name="Entry">Index of the journal's entry.</param>
public sealed record StoredInstruction(
    Instruction Instruction, byte[] Bytes, string Signature, string Signatory, DateTimeOffset AddedAt, long Entry);
