using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Contracts;
using Ecluse.Plans;
using Ecluse.Errors;
using Ecluse.Storage.Passages;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Contracts;

/// <summary>Where contract records are kept; adding one is an act.</summary>
/// <param name="open">Opens the state.</param>
/// <param name="append">Appends an act's entry in the state's transaction.</param>
public sealed class ContractShelf(Func<EcluseState> open, JournalAppend append)
{
    /// <summary>Keeps a contract that was checked.</summary>
    /// <exception cref="EcluseException"><c>CONTRACT-201</c>: the number is taken.</exception>
    public async Task AddAsync(
        string number, byte[] bytes, string controller, string processor, string by, CancellationToken cancellation)
    {
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        if (await state.Set<ContractRow>().AnyAsync(contract => contract.Number == number, cancellation))
        {
            throw new EcluseException(
                "CONTRACT-201",
                new("A contract with this number is kept already.", "Un contrat portant ce numéro est déjà gardé."),
                new("Give the new record a number of its own; a contract is never overwritten.",
                    "Donner au nouvel enregistrement son propre numéro ; un contrat n’est jamais écrasé."),
                ErrorKind.Refused);
        }

        var sha256 = Sha256Hex.Of(bytes);
        state.Add(new ContractRow
        {
            Number = number, Bytes = bytes, Sha256 = sha256, ControllerSignature = controller, ProcessorSignature = processor,
        });
        await append(
            state,
            new Act(
                "contract.added", by, new Dictionary<string, string> { ["contract"] = number },
                new Dictionary<string, string> { ["contract"] = sha256 }),
            cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The contract of that number, signatures verified again.</summary>
    /// <exception cref="EcluseException"><c>CONTRACT-202</c>: there is none.</exception>
    public async Task<(SignedContract Contract, DocumentReference Reference)> GetAsync(
        string number, CancellationToken cancellation)
    {
        await using var state = open();
        var row = await state.Set<ContractRow>().AsNoTracking()
            .SingleOrDefaultAsync(contract => contract.Number == number, cancellation)
            ?? throw new EcluseException(
                "CONTRACT-202",
                new("No contract of this number is kept here.", "Aucun contrat de ce numéro n’est gardé ici."),
                new("Add it with ecluse contract add, or list them with ecluse contract list.",
                    "L’ajouter avec ecluse contract add, ou les lister avec ecluse contract list."),
                ErrorKind.NotFound);
        return (
            SignedContract.Read(number + ".yaml", row.Bytes, row.ControllerSignature, row.ProcessorSignature),
            new DocumentReference(number, row.Sha256));
    }

    /// <summary>Numbers and hashes of all contracts.</summary>
    public async Task<IReadOnlyList<DocumentReference>> ListAsync(CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<ContractRow>().AsNoTracking().OrderBy(contract => contract.Number)
            .Select(contract => new DocumentReference(contract.Number, contract.Sha256)).ToListAsync(cancellation);
    }
}
