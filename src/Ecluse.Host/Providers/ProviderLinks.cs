using System.Security.Cryptography;
using System.Text;
using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Providers;

/// <summary>Which account somebody of an identity provider is. A link is made by the account's own person, or with their invitation.</summary>
internal sealed class ProviderLinks(ServerParts parts, AccountShelf accounts)
{
    /// <summary>Under what somebody of a provider is known here: a hash, from which nobody reads who it is there.</summary>
    public static string HashOf(string issuer, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"ecluse provider v1\0{issuer}\0{subject}")));

    /// <summary>The open account that somebody is linked to; null where none is.</summary>
    public async Task<Account?> FindAsync(string subject, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        return await state.Set<ProviderLinkRow>().AsNoTracking().SingleOrDefaultAsync(row => row.SubjectSha256 == subject && row.UnlinkedAt == null, cancellation) is { } row
            ? await accounts.FindAsync(row.Person, cancellation)
            : null;
    }

    /// <summary>A person's link; null where there is none.</summary>
    public async Task<ProviderLinkRow?> OfAsync(string person, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        return await state.Set<ProviderLinkRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Person == person && row.UnlinkedAt == null, cancellation);
    }

    /// <summary>Links a person, in the place of a link that they have.</summary>
    /// <exception cref="EcluseException"><c>OIDC-009</c>: it is, or was, somebody else.</exception>
    public async Task LinkAsync(string person, string provider, string subject, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        await UnlinkAsync(state, person, cancellation);
        await AddAsync(state, person, provider, subject, parts.Clock.GetUtcNow(), cancellation);
        await parts.AppendAsync(state, Done("account.provider-linked", person), cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Takes a person's link away.</summary>
    /// <exception cref="EcluseException"><c>SERVE-042</c>: it is the last way in.</exception>
    public async Task UnlinkAsync(string person, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        if (!await state.Set<PasskeyRow>().AnyAsync(key => key.Person == person, cancellation)
            && !await state.Set<AccountRow>().AnyAsync(row => row.Person == person && row.PasswordHash != null, cancellation))
        {
            throw ServerErrors.LastWayIn();
        }

        if (await UnlinkAsync(state, person, cancellation))
        {
            await parts.AppendAsync(state, Done("account.provider-unlinked", person), cancellation);
            await state.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    /// <summary>Adds a link's row, in the caller's transaction.</summary>
    public static async Task AddAsync(
        EcluseState state, string person, string provider, string subject, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await state.Set<ProviderLinkRow>().SingleOrDefaultAsync(row => row.SubjectSha256 == subject, cancellation) is not { } known)
        {
            state.Add(new ProviderLinkRow { SubjectSha256 = subject, Person = person, Provider = provider, LinkedAt = now });
        }
        else
        {
            known.UnlinkedAt = known.Person == person ? null : throw ProviderErrors.Taken();
        }
    }

    /// <summary>The act of a link.</summary>
    public static Act Done(string name, string person) =>
        new(name, person, new Dictionary<string, string> { ["person"] = person }, new Dictionary<string, string>());

    private async Task<bool> UnlinkAsync(EcluseState state, string person, CancellationToken cancellation)
    {
        var now = parts.Clock.GetUtcNow();
        return await state.Set<ProviderLinkRow>().Where(row => row.Person == person && row.UnlinkedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(gone => gone.UnlinkedAt, now), cancellation) > 0;
    }
}
