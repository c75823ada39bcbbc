using System.Security.Cryptography;
using Ecluse.Accounts;
using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Signatures;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Sftp;

/// <summary>The keys that open the depot over SFTP. Each change has its act in the same transaction (rule 10).</summary>
internal sealed class SshKeyShelf(ServerParts parts, AccountShelf accounts)
{
    /// <summary>What the id of a certificate begins with.</summary>
    public const string CertificatePrefix = "c-";

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
        var now = parts.Clock.GetUtcNow();
        await using var state = parts.OpenState();
        return await (
            from key in state.Set<SshKeyRow>().AsNoTracking()
            join account in state.Set<AccountRow>().AsNoTracking() on key.Person equals account.Person
            where key.WithdrawnAt == null && account.ClosedAt == null && (key.Until == null || key.Until > now)
                && (key.Within == null || state.Set<SessionRow>().Any(session => session.TokenSha256 == key.Within && session.EndedAt == null))
            orderby key.EnrolledAt, key.Id
            select key).ToListAsync(cancellation);
    }

    /// <summary>Adds a key to a person's account; its comment is not kept.</summary>
    /// <exception cref="EcluseException"><c>SFTP-020</c>: it is, or was, on an account; <c>SFTP-023</c>: it signs for a laboratory (rule 3).</exception>
    public async Task AddAsync(string person, SshPublicKey key, CancellationToken cancellation)
    {
        await RefuseSignatorysAsync(key, cancellation);
        await KeepAsync(
            new SshKeyRow
            {
                Id = "k-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)),
                Person = person,
                PublicKey = LineOf(key),
                Sha256 = HashOf(key),
                EnrolledAt = parts.Clock.GetUtcNow(),
            },
            "account.ssh-key-added", cancellation);
    }

    /// <summary>The id of a certificate to come: <c>c-</c> and 12 hex digits.</summary>
    public static string NewCertificate() => CertificatePrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));

    /// <summary>Adds a key that a certificate names, for as long as that is good; the authority's key stands for it in the list of keys.</summary>
    /// <param name="who">Whose, and in which session.</param>
    /// <param name="id">Id of the certificate.</param>
    /// <param name="authority">Key that signed it.</param>
    /// <param name="subject">Key that it names.</param>
    /// <param name="until">When it ends.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <exception cref="EcluseException"><c>SFTP-011</c>: nothing would open; <c>SFTP-020</c>, <c>SFTP-023</c>: as for a key.</exception>
    public async Task AddCertificateAsync(
        SignedIn who, string id, SshPublicKey authority, SshPublicKey subject, DateTimeOffset until, CancellationToken cancellation)
    {
        if (who.Account is { Side: Side.Processor, IsBound: false })
        {
            throw SftpErrors.UndertakingMissing();
        }

        await RefuseSignatorysAsync(subject, cancellation);
        await KeepAsync(
            new SshKeyRow
            {
                Id = id,
                Person = who.Account.Person,
                PublicKey = LineOf(authority),
                Sha256 = HashOf(subject),
                EnrolledAt = parts.Clock.GetUtcNow(),
                Until = until,
                Within = who.Session,
            },
            "account.ssh-certificate-made", cancellation);
    }

    private async Task RefuseSignatorysAsync(SshPublicKey key, CancellationToken cancellation)
    {
        if ((await parts.Installation.Contracts.ListAsync(cancellation)).Any(one => one.Contract.Record.Signatories.Any(signatory => key.Equals(signatory.Key))))
        {
            throw SftpErrors.SignatorysKey();
        }
    }

    private async Task KeepAsync(SshKeyRow row, string act, CancellationToken cancellation)
    {
        await using (var state = parts.OpenState())
        {
            await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
            if (await state.Set<SshKeyRow>().AnyAsync(other => other.Sha256 == row.Sha256, cancellation))
            {
                throw SftpErrors.KeyTaken();
            }

            state.Add(row);
            await parts.AppendAsync(state, Done(act, row.Person, row.Sha256), cancellation);
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
        parts.Installation.Saw(new WatchEvent(now, EventKinds.KeyUsed) { Person = account.Person, Key = "ssh:" + id, Network = parts.Places.Of(network), Way = "sftp" });
        return account;
    }

    /// <summary>Notes that a key was turned away.</summary>
    public void NoteRefused(string id, string network, string code) => parts.Installation.Saw(
        new WatchEvent(parts.Clock.GetUtcNow(), EventKinds.SignInFailed) { Key = "ssh:" + id, Network = parts.Places.Of(network), Way = "sftp", Code = code });

    /// <summary>Asks whether a key opens: not withdrawn, its account open, and nothing missing on it.</summary>
    /// <exception cref="EcluseException"><c>SFTP-010</c>, <c>SFTP-011</c>: it opens nothing.</exception>
    public async Task<Account> MustOpenAsync(string id, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        var now = parts.Clock.GetUtcNow();

        // A certificate ends by its hour and with the session it was given in, whatever sshd still believes.
        var person = await state.Set<SshKeyRow>().AsNoTracking()
            .Where(row => row.Id == id && row.WithdrawnAt == null && (row.Until == null || row.Until > now)
                && (row.Within == null || state.Set<SessionRow>().Any(session => session.TokenSha256 == row.Within && session.EndedAt == null)))
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
