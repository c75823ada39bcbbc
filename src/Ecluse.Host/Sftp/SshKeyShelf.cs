using System.Security.Cryptography;
using Ecluse.Accounts;
using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Signatures;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Sftp;

/// <summary>The keys that open the depot over SFTP. Each change has its act in the same transaction (rule 10).</summary>
internal sealed class SshKeyShelf(ServerParts parts, AccountShelf accounts)
{
    /// <summary>Told the id of a key that opens nothing any more.</summary>
    public event Action<string>? Withdrawn;

    /// <summary>Told whenever another set of keys opens.</summary>
    public event Action? Changed;

    /// <summary>A person's keys, those that were withdrawn too.</summary>
    public async Task<IReadOnlyList<SshKeyRow>> ListAsync(string person, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        return await state.Set<SshKeyRow>().AsNoTracking().Where(row => row.Person == person).OrderBy(row => row.EnrolledAt).ToListAsync(cancellation);
    }

    /// <summary>Every key that opens.</summary>
    public async Task<IReadOnlyList<SshKeyRow>> OpeningAsync(CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        return await (
            from key in state.Set<SshKeyRow>().AsNoTracking()
            join account in state.Set<AccountRow>().AsNoTracking() on key.Person equals account.Person
            where key.WithdrawnAt == null && account.ClosedAt == null
            orderby key.EnrolledAt, key.Id
            select key).ToListAsync(cancellation);
    }

    /// <summary>Adds a key to a person's account; its comment is not kept.</summary>
    /// <exception cref="EcluseException"><c>SFTP-020</c>: it is, or was, on an account; <c>SFTP-023</c>: it signs for a laboratory (rule 3).</exception>
    public async Task AddAsync(string person, SshPublicKey key, CancellationToken cancellation)
    {
        var hash = HashOf(key);
        if ((await parts.Installation.Contracts.ListAsync(cancellation)).Any(one => one.Contract.Record.Signatories.Any(signatory => key.Equals(signatory.Key))))
        {
            throw SftpErrors.SignatorysKey();
        }

        await using (var state = parts.OpenState())
        {
            await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
            if (await state.Set<SshKeyRow>().AnyAsync(row => row.Sha256 == hash, cancellation))
            {
                throw SftpErrors.KeyTaken();
            }

            state.Add(new SshKeyRow
            {
                Id = "k-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)),
                Person = person,
                PublicKey = LineOf(key),
                Sha256 = hash,
                EnrolledAt = parts.Clock.GetUtcNow(),
            });
            await parts.AppendAsync(state, Done("account.ssh-key-added", person, hash), cancellation);
            await state.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        Changed?.Invoke();
    }

    /// <summary>Takes a key away; its sessions end.</summary>
    /// <returns>False where the person has no such key that opens.</returns>
    public async Task<bool> WithdrawAsync(string person, string id, CancellationToken cancellation)
    {
        await using (var state = parts.OpenState())
        {
            await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
            if (await state.Set<SshKeyRow>().SingleOrDefaultAsync(
                one => one.Id == id && one.Person == person && one.WithdrawnAt == null, cancellation) is not { } row)
            {
                return false;
            }

            row.WithdrawnAt = parts.Clock.GetUtcNow();
            await parts.AppendAsync(state, Done("account.ssh-key-withdrawn", person, row.Sha256), cancellation);
            await state.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        Withdrawn?.Invoke(id);
        Changed?.Invoke();
        return true;
    }

    /// <summary>Whose key it is; its use is noted.</summary>
    /// <exception cref="EcluseException"><c>SFTP-010</c>, <c>SFTP-011</c>: it opens nothing.</exception>
    public async Task<Account> AdmitAsync(string id, string network, CancellationToken cancellation)
    {
        var account = await MustOpenAsync(id, cancellation);
        var now = parts.Clock.GetUtcNow();
        await using var state = parts.OpenState();
        await state.Set<SshKeyRow>().Where(row => row.Id == id).ExecuteUpdateAsync(
            row => row.SetProperty(key => key.SeenAt, now).SetProperty(key => key.Network, network), cancellation);
        return account;
    }

    /// <summary>Asks whether a key opens: not withdrawn, its account open, and nothing missing on it.</summary>
    /// <exception cref="EcluseException"><c>SFTP-010</c>, <c>SFTP-011</c>: it opens nothing.</exception>
    public async Task<Account> MustOpenAsync(string id, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        var person = await state.Set<SshKeyRow>().AsNoTracking().Where(row => row.Id == id && row.WithdrawnAt == null)
            .Select(row => row.Person).SingleOrDefaultAsync(cancellation);
        var account = person is null ? null : await accounts.FindAsync(person, cancellation);
        return account switch
        {
            null => throw SftpErrors.KeyOpensNothing(),
            { Side: Side.Processor, IsBound: false } => throw SftpErrors.UndertakingMissing(),
            _ => account,
        };
    }

    /// <summary>Notes that an account's keys came from two networks at once.</summary>
    public async Task NoteSharedAsync(string person, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        await parts.AppendAsync(
            state, new Act("account.shared-use", "agent:ecluse", new Dictionary<string, string> { ["person"] = person }, new Dictionary<string, string>()), cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Keys of the processor's people, withdrawn ones too: none of them signs for a laboratory (rule 3).</summary>
    public static async Task<IReadOnlyList<SshPublicKey>> ProcessorKeysAsync(EcluseState state, CancellationToken cancellation) =>
        [.. (await (
            from key in state.Set<SshKeyRow>().AsNoTracking()
            join person in state.Set<PersonRow>().AsNoTracking() on key.Person equals person.Id
            where person.Controller == null
            select key.PublicKey).ToListAsync(cancellation)).Select(SshPublicKey.Parse)];

    /// <summary>SHA-256 of a key's bytes, lower-case hex: by this the journal names it.</summary>
    public static string HashOf(SshPublicKey key) => Convert.ToHexStringLower(SHA256.HashData(key.Blob));

    private static string LineOf(SshPublicKey key) => SshPublicKey.FromBlob(key.Blob).ToLine();

    private static Act Done(string name, string person, string key) => new(
        name, person, new Dictionary<string, string> { ["person"] = person }, new Dictionary<string, string> { ["key"] = key });
}
