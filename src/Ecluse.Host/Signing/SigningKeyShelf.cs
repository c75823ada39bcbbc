using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Host.Accounts;
using Ecluse.Signatures;
using Ecluse.Storage.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Signing;

/// <summary>The public halves of signatories' passkeys. What a key may sign stands in the contract, never here.</summary>
internal sealed class SigningKeyShelf(ServerParts parts)
{
    /// <summary>A person's keys, the latest first.</summary>
    public async Task<IReadOnlyList<SigningPasskeyRow>> ListAsync(string person, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        return await state.Set<SigningPasskeyRow>().AsNoTracking().Where(row => row.Person == person)
            .OrderByDescending(row => row.EnrolledAt).ToListAsync(cancellation);
    }

    /// <summary>Keeps a new key with its act.</summary>
    public async Task AddAsync(Account account, byte[] credential, SshPublicKey key, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        state.Add(new SigningPasskeyRow
        {
            Credential = credential, Person = account.Person, PublicKey = key.ToLine(), EnrolledAt = parts.Clock.GetUtcNow(),
        });
        await parts.AppendAsync(
            state,
            new Act(
                "signing-key.enrolled", account.Person, new Dictionary<string, string> { ["person"] = account.Person },
                new Dictionary<string, string> { ["key"] = Sha256Hex.Of(key.Blob.ToArray()) }),
            cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
