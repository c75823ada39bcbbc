using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ecluse.Host.Accounts;

/// <summary>
/// Passwords, hashed slowly by ASP.NET Core Identity's hasher: PBKDF2-HMAC-SHA-512, 128 bits of salt, the number of rounds within the
/// hash (decision 23). Two at a time: whoever sends many takes no more of the machine.
/// </summary>
internal sealed class PasswordHash : IDisposable
{
    private const int Rounds = 210_000;
    private const int AtOnce = 2;

    private readonly SemaphoreSlim gate = new(AtOnce);
    private readonly PasswordHasher<Account> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
    private readonly Lazy<string> nobodys;

    public PasswordHash() => nobodys = new(() => hasher.HashPassword(null!, OneTime()));

    /// <summary>Hashes a new password.</summary>
    public async Task<string> OfAsync(string password, CancellationToken cancellation) =>
        await AloneAsync(() => hasher.HashPassword(null!, password), cancellation);

    /// <summary>Whether a password is the one; without a hash the same work is done for nothing, so that time tells nothing.</summary>
    public async Task<bool> HoldsAsync(string? hash, string password, CancellationToken cancellation) =>
        await AloneAsync(
            () => hasher.VerifyHashedPassword(null!, hash ?? nobodys.Value, password) != PasswordVerificationResult.Failed, cancellation) && hash is not null;

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private static string OneTime() => Ecluse.Accounts.OneTimeCode.Generate();

    private async Task<T> AloneAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            return work();
        }
        finally
        {
            gate.Release();
        }
    }
}
