using System.Security.Cryptography;
using Ecluse.Accounts;
using Ecluse.Acts;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Accounts;

/// <summary>Accounts and their passkeys in the state; what changes one is journaled in the same transaction (rule 10).</summary>
internal sealed class AccountShelf(ServerParts parts)
{
    /// <summary>How long an invitation is good.</summary>
    public static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);

    /// <summary>So long after its end an invitation is forgotten.</summary>
    public static readonly TimeSpan InvitationKept = TimeSpan.FromDays(30);

    /// <summary>The id of somebody new: random, never used before and never again.</summary>
    public static string NewPerson() => "person:" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Enrols a person with a first passkey: person, account and key stand together or not at all.</summary>
    /// <param name="account">Who it will be.</param>
    /// <param name="passkey">The passkey, attested.</param>
    /// <param name="invitation">Hash of the invitation's code, which is used up with it; null for the first person.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <returns>False when the invitation was used meanwhile: nothing is kept then.</returns>
    public Task<bool> EnrolAsync(Account account, UserPasskeyInfo passkey, string? invitation, CancellationToken cancellation) => EnrolAsync(
        account, invitation,
        async (state, now) =>
        {
            state.Add(RowOf(account.Person, passkey, now));
            await parts.AppendAsync(state, Done("account.enrolled", account.Person, account.Person, passkey), cancellation);
        },
        cancellation);

    /// <summary>Enrols an invited person whom their organisation's identity provider vouched for.</summary>
    /// <param name="account">Who it will be.</param>
    /// <param name="provider">Name of the provider.</param>
    /// <param name="subject">Who they are there, hashed.</param>
    /// <param name="invitation">Hash of the invitation's code, which is used up with it.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <returns>False when the invitation was used meanwhile: nothing is kept then.</returns>
    /// <exception cref="Errors.EcluseException"><c>OIDC-009</c>.</exception>
    public Task<bool> EnrolLinkedAsync(Account account, string provider, string subject, string invitation, CancellationToken cancellation) => EnrolAsync(
        account, invitation,
        async (state, now) =>
        {
            await Providers.ProviderLinks.AddAsync(state, account.Person, provider, subject, now, cancellation);
            await parts.AppendAsync(state, Done("account.enrolled", account.Person, account.Person, passkey: null), cancellation);
            await parts.AppendAsync(state, Providers.ProviderLinks.Done("account.provider-linked", account.Person), cancellation);
        },
        cancellation);

    /// <summary>Invites somebody to enrol once with a code.</summary>
    public async Task InviteAsync(Account invited, string codeSha256, Account by, CancellationToken cancellation)
    {
        var now = parts.Clock.GetUtcNow();
        await using var state = parts.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        state.Add(new InvitationRow
        {
            CodeSha256 = codeSha256,
            Person = invited.Person,
            Name = invited.Name,
            Organisation = invited.Organisation,
            Controller = invited.Controller,
            Role = RoleNames.Of(invited.Role),
            By = by.Person,
            At = now,
            Until = now + InvitationLasts,
        });
        await parts.AppendAsync(state, Done("account.invited", by.Person, invited.Person, passkey: null), cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Forgets invitations a while after they were used or ran out.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        var before = parts.Clock.GetUtcNow() - InvitationKept;
        await using var state = parts.OpenState();
        await state.Set<InvitationRow>().Where(row => row.Until < before || row.UsedAt < before).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Who may enrol with a code; null for one that is none, is over or was used.</summary>
    public async Task<Account?> FindInvitedAsync(string codeSha256, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        return await Good(state, codeSha256, parts.Clock.GetUtcNow()).AsNoTracking().SingleOrDefaultAsync(cancellation) is { } row
            && RoleNames.Parse(row.Role) is { } role
                ? new Account(row.Person, row.Name, row.Organisation, role, row.Controller)
                : null;
    }

    /// <summary>Everybody with an open account and when a session of theirs was last used; and who is invited.</summary>
    public async Task<SeenPeople> PeopleAsync(CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        var now = parts.Clock.GetUtcNow();
        var people = await (
            from account in state.Set<AccountRow>().AsNoTracking()
            join person in state.Set<PersonRow>().AsNoTracking() on account.Person equals person.Id
            where account.ClosedAt == null
            orderby account.EnrolledAt
            select new { person, account }).ToListAsync(cancellation);
        var seen = (await state.Set<SessionRow>().AsNoTracking().Select(row => new { row.Person, row.SeenAt }).ToListAsync(cancellation))
            .GroupBy(row => row.Person).ToDictionary(rows => rows.Key, rows => rows.Max(row => row.SeenAt));
        var invited = await state.Set<InvitationRow>().AsNoTracking().Where(row => row.UsedAt == null && row.Until > now)
            .OrderBy(row => row.At).ToListAsync(cancellation);
        return new([.. people.Select(row => new AccountOfPerson(row.person, row.account, seen.TryGetValue(row.person.Id, out var at) ? at : null))], invited);
    }

    /// <summary>Whether anybody is enrolled.</summary>
    public static async Task<bool> IsEmptyAsync(ServerParts parts, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        return !await state.Set<AccountRow>().AnyAsync(cancellation);
    }

    /// <summary>What stands on an account.</summary>
    public async Task<AccountRow> RowAsync(string person, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        return await state.Set<AccountRow>().AsNoTracking().SingleAsync(account => account.Person == person, cancellation);
    }

    /// <summary>An open account whose person is known by name; null otherwise.</summary>
    public async Task<Account?> FindAsync(string person, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        var found = await (
            from account in state.Set<AccountRow>().AsNoTracking()
            join row in state.Set<PersonRow>().AsNoTracking() on account.Person equals row.Id
            where account.Person == person && account.ClosedAt == null
            select new { Person = row, Account = account }).SingleOrDefaultAsync(cancellation);
        return found?.Person is { Name: { } name, Organisation: { } organisation } known && RoleNames.Parse(known.Role) is { } role
            ? new Account(person, name, organisation, role, known.Controller, IsBound(found.Account))
            : null;
    }

    /// <summary>Whether undertaking and training stand on an account.</summary>
    public static bool IsBound(AccountRow account) => account.Undertaking == Undertaking.Version && account.TrainedOn is not null;

    /// <summary>The account that a passkey belongs to; null for a key that is nobody's.</summary>
    public async Task<Account?> FindByPasskeyAsync(byte[] credential, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        var row = await state.Set<PasskeyRow>().AsNoTracking().SingleOrDefaultAsync(key => key.Credential == credential, cancellation);
        return row is null ? null : await FindAsync(row.Person, cancellation);
    }

    /// <summary>A person's passkeys.</summary>
    public async Task<IReadOnlyList<UserPasskeyInfo>> PasskeysAsync(string person, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        var rows = await state.Set<PasskeyRow>().AsNoTracking().Where(row => row.Person == person).ToListAsync(cancellation);
        return [.. rows.Select(InfoOf)];
    }

    /// <summary>Remembers the counter that a passkey showed last.</summary>
    public async Task SawAsync(UserPasskeyInfo passkey, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        var row = await state.Set<PasskeyRow>().SingleAsync(key => key.Credential == passkey.CredentialId, cancellation);
        (row.Counter, row.IsBackedUp) = (passkey.SignCount, passkey.IsBackedUp);
        await state.SaveChangesAsync(cancellation);
    }

    /// <summary>A passkey as the state keeps it.</summary>
    public static PasskeyRow RowOf(string person, UserPasskeyInfo passkey, DateTimeOffset now) => new()
    {
        Credential = passkey.CredentialId,
        Person = person,
        PublicKey = passkey.PublicKey,
        EnrolledAt = now,
        Counter = passkey.SignCount,
        Transports = string.Join(',', passkey.Transports ?? []),
        IsBackupEligible = passkey.IsBackupEligible,
        IsBackedUp = passkey.IsBackedUp,
        Attestation = passkey.AttestationObject,
        ClientData = passkey.ClientDataJson,
    };

    private async Task<bool> EnrolAsync(
        Account account, string? invitation, Func<EcluseState, DateTimeOffset, Task> addWay, CancellationToken cancellation)
    {
        var id = account.Person;
        var now = parts.Clock.GetUtcNow();
        await using var state = parts.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        if (invitation is not null && await Good(state, invitation, now).ExecuteUpdateAsync(
            row => row.SetProperty(used => used.UsedAt, now), cancellation) != 1)
        {
            return false;
        }

        state.Add(new PersonRow
        {
            Id = id, Name = account.Name, Organisation = account.Organisation, Controller = account.Controller, Role = RoleNames.Of(account.Role),
        });
        state.Add(new AccountRow { Person = id, EnrolledAt = now });
        await parts.AppendAsync(state, Done("person.added", id, id, passkey: null), cancellation);
        await addWay(state, now);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static IQueryable<InvitationRow> Good(EcluseState state, string codeSha256, DateTimeOffset now) =>
        state.Set<InvitationRow>().Where(row => row.CodeSha256 == codeSha256 && row.UsedAt == null && row.Until > now);

    private static Act Done(string name, string by, string person, UserPasskeyInfo? passkey) => new(
        name, by, new Dictionary<string, string> { ["person"] = person },
        passkey is null
            ? new Dictionary<string, string>()
            : new Dictionary<string, string> { ["passkey"] = Convert.ToHexStringLower(SHA256.HashData(passkey.PublicKey)) });

    private static UserPasskeyInfo InfoOf(PasskeyRow row) => new(
        row.Credential, row.PublicKey, row.EnrolledAt, (uint)row.Counter, row.Transports.Split(',', StringSplitOptions.RemoveEmptyEntries),
        isUserVerified: true, row.IsBackupEligible, row.IsBackedUp, row.Attestation, row.ClientData);
}
