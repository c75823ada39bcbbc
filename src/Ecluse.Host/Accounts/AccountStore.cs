using Microsoft.AspNetCore.Identity;

namespace Ecluse.Host.Accounts;

/// <summary>
/// What ASP.NET Core Identity's passkeys ask of accounts. Accounts are made and changed by <see cref="AccountShelf"/> alone, with
/// their act; Identity reads.
/// </summary>
internal sealed class AccountStore(AccountShelf accounts) : IUserPasskeyStore<Account>
{
    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Person);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Person);

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) => accounts.FindAsync(userId, cancellationToken);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Task.FromResult<Account?>(null);

    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        accounts.FindByPasskeyAsync(credentialId, cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        [.. await accounts.PasskeysAsync(user.Person, cancellationToken)];

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await accounts.PasskeysAsync(user.Person, cancellationToken)).FirstOrDefault(key => key.CredentialId.AsSpan().SequenceEqual(credentialId));

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        accounts.SawAsync(passkey, cancellationToken);

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) => throw ChangedElsewhere();

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => throw ChangedElsewhere();

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => throw ChangedElsewhere();

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) => throw ChangedElsewhere();

    public Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) => throw ChangedElsewhere();

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) => throw ChangedElsewhere();

    public void Dispose()
    {
    }

    private static NotSupportedException ChangedElsewhere() => new("Accounts are changed with their act in the journal.");
}
