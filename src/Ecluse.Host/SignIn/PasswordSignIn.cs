using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Storage.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.SignIn;

/// <summary>
/// By name, password and a code that opens once: what one knows and what one has. Whatever is wrong, the answer is the same, and so
/// is the work up to it.
/// </summary>
internal sealed class PasswordSignIn(ServerParts parts, AccountShelf accounts, PasswordHash hashes, CodeKeys codes, SignInThrottle throttle)
{
    /// <summary>Looks whether the three open an account together, and uses the code up.</summary>
    /// <returns>Whose account, and by which way: <c>code</c> or <c>recovery</c>.</returns>
    /// <exception cref="EcluseException"><c>SERVE-026</c>: they do not; <c>SERVE-027</c>: the name has to wait.</exception>
    public async Task<(Account Account, string Way)> RunAsync(string name, string password, string code, CancellationToken cancellation)
    {
        var called = SignInNames.Plain(name);
        if (throttle.Wait(called) is { } wait)
        {
            throw ServerErrors.TooManyTries(wait);
        }

        var row = await FindAsync(called, cancellation);
        var isRight = await hashes.HoldsAsync(
            row?.PasswordHash, password.Length <= PasswordRule.LengthMax ? password : "", cancellation);
        if (isRight && await UseAsync(row!, code, cancellation) is { } way && await accounts.FindAsync(row!.Person, cancellation) is { } account)
        {
            throttle.Succeeded(called);
            return (account, way);
        }

        throttle.Failed(called);
        throw ServerErrors.PasswordSignInRefused();
    }

    /// <summary>Looks whether a code opens, alone, as the second factor of a person whose first one was shown elsewhere, and uses it up.</summary>
    /// <returns><c>code</c> or <c>recovery</c>.</returns>
    /// <exception cref="EcluseException"><c>SERVE-026</c>: it does not; <c>SERVE-027</c>: the person has to wait.</exception>
    public async Task<string> SecondAsync(string person, string code, CancellationToken cancellation)
    {
        if (throttle.Wait(person) is { } wait)
        {
            throw ServerErrors.TooManyTries(wait);
        }

        if (await UseAsync(await accounts.RowAsync(person, cancellation), code, cancellation) is { } way)
        {
            throttle.Succeeded(person);
            return way;
        }

        throttle.Failed(person);
        throw ServerErrors.PasswordSignInRefused();
    }

    private async Task<AccountRow?> FindAsync(string called, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        return await state.Set<AccountRow>().AsNoTracking()
            .SingleOrDefaultAsync(account => account.SignInName == called && account.ClosedAt == null, cancellation);
    }

    // One statement each: of two requests with the same code the second changes no row.
    private async Task<string?> UseAsync(AccountRow row, string code, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        if (codes.StepOf(row, code) is { } step)
        {
            return await state.Set<AccountRow>()
                .Where(account => account.Person == row.Person && (account.CodeStep == null || account.CodeStep < step))
                .ExecuteUpdateAsync(account => account.SetProperty(used => used.CodeStep, step), cancellation) == 1
                    ? "code"
                    : null;
        }

        var (hash, now) = (OneTimeCode.HashOf(code), parts.Clock.GetUtcNow());
        return await state.Set<RecoveryCodeRow>()
            .Where(one => one.Person == row.Person && one.CodeSha256 == hash && one.UsedAt == null)
            .ExecuteUpdateAsync(one => one.SetProperty(used => used.UsedAt, now), cancellation) == 1
                ? "recovery"
                : null;
    }
}
