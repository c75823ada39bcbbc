using System.Security.Cryptography;
using Ecluse.Accounts;
using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Accounts;

/// <summary>A person's ways into their account. Each change has its act in the same transaction; the last way stays.</summary>
internal sealed class WaysIn(ServerParts parts, CodeKeys codes)
{
    private const int RecoveryCodes = 10;

    /// <summary>What a person has: passkeys, the password's name, recovery codes that are left.</summary>
    public async Task<(AccountRow Account, IReadOnlyList<PasskeyRow> Passkeys, int RecoveryLeft)> ListAsync(string person, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        return (
            await state.Set<AccountRow>().AsNoTracking().SingleAsync(row => row.Person == person, cancellation),
            await state.Set<PasskeyRow>().AsNoTracking().Where(row => row.Person == person).OrderBy(row => row.EnrolledAt).ToListAsync(cancellation),
            await state.Set<RecoveryCodeRow>().CountAsync(row => row.Person == person && row.UsedAt == null, cancellation));
    }

    /// <summary>Adds a passkey.</summary>
    public Task AddPasskeyAsync(string person, UserPasskeyInfo passkey, CancellationToken cancellation) => ChangeAsync(
        async (state, now) =>
        {
            state.Add(AccountShelf.RowOf(person, passkey, now));
            await parts.AppendAsync(state, Done("account.passkey-added", person, KeyHash(passkey.PublicKey)), cancellation);
        },
        cancellation);

    /// <summary>Takes a passkey away.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="sha256">SHA-256 of its public key, as the act of its coming has it.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <returns>False where the person has no such key.</returns>
    /// <exception cref="EcluseException"><c>SERVE-042</c>: it is the last way in.</exception>
    public async Task<bool> WithdrawPasskeyAsync(string person, string sha256, CancellationToken cancellation)
    {
        var isThere = false;
        await ChangeAsync(
            async (state, _) =>
            {
                var keys = await state.Set<PasskeyRow>().Where(row => row.Person == person).ToListAsync(cancellation);
                if (keys.FirstOrDefault(row => KeyHash(row.PublicKey) == sha256) is not { } key)
                {
                    return;
                }

                if (keys.Count == 1 && !await state.Set<AccountRow>().AnyAsync(row => row.Person == person && row.PasswordHash != null, cancellation))
                {
                    throw ServerErrors.LastWayIn();
                }

                state.Remove(key);
                isThere = true;
                await parts.AppendAsync(state, Done("account.passkey-withdrawn", person, sha256), cancellation);
            },
            cancellation);
        return isThere;
    }

    /// <summary>Sets password, key for codes and recovery codes together: none of them stands alone.</summary>
    /// <returns>The recovery codes, to be shown once.</returns>
    /// <exception cref="EcluseException"><c>SERVE-029</c>: the name is, or was, somebody else's.</exception>
    public async Task<IReadOnlyList<string>> SetPasswordAsync(
        string person, string name, string hash, byte[] codeKey, long step, CancellationToken cancellation)
    {
        var shown = NewCodes();
        await ChangeAsync(
            async (state, _) =>
            {
                if (!await MayBeAsync(state, name, person, cancellation))
                {
                    throw ServerErrors.SignInNameRefused();
                }

                var row = await state.Set<AccountRow>().SingleAsync(account => account.Person == person, cancellation);
                (row.SignInName, row.PasswordHash, row.CodeKey, row.CodeStep) = (name, hash, codes.Seal(codeKey, person), step);
                await ReplaceCodesAsync(state, person, shown, cancellation);
                await parts.AppendAsync(state, Done("account.password-set", person), cancellation);
            },
            cancellation);
        return shown;
    }

    /// <summary>Whether a name may be chosen.</summary>
    public async Task<bool> IsFreeAsync(string person, string name, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        return SignInNames.IsValid(name) && await MayBeAsync(state, name, person, cancellation);
    }

    /// <summary>Makes new recovery codes; the old ones open nothing any more.</summary>
    /// <returns>The codes, to be shown once; empty where there is no password.</returns>
    public async Task<IReadOnlyList<string>> RenewRecoveryAsync(string person, CancellationToken cancellation)
    {
        IReadOnlyList<string> shown = [];
        await ChangeAsync(
            async (state, _) =>
            {
                if (await state.Set<AccountRow>().AnyAsync(row => row.Person == person && row.PasswordHash != null, cancellation))
                {
                    shown = NewCodes();
                    await ReplaceCodesAsync(state, person, shown, cancellation);
                    await parts.AppendAsync(state, Done("account.recovery-made", person), cancellation);
                }
            },
            cancellation);
        return shown;
    }

    /// <summary>Takes password, key and codes away; the name stays with the account and goes to nobody else.</summary>
    /// <exception cref="EcluseException"><c>SERVE-042</c>: it is the last way in.</exception>
    public Task WithdrawPasswordAsync(string person, CancellationToken cancellation) => ChangeAsync(
        async (state, _) =>
        {
            var row = await state.Set<AccountRow>().SingleAsync(account => account.Person == person, cancellation);
            if (row.PasswordHash is null)
            {
                return;
            }

            if (!await state.Set<PasskeyRow>().AnyAsync(key => key.Person == person, cancellation))
            {
                throw ServerErrors.LastWayIn();
            }

            (row.PasswordHash, row.CodeKey) = (null, null);
            await ReplaceCodesAsync(state, person, [], cancellation);
            await parts.AppendAsync(state, Done("account.password-withdrawn", person), cancellation);
        },
        cancellation);

    /// <summary>SHA-256 of a public key, lower-case hex: by this the journal names it.</summary>
    public static string KeyHash(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    private static string[] NewCodes() => [.. Enumerable.Range(0, RecoveryCodes).Select(_ => OneTimeCode.Generate())];

    // A name is one account's for good: nobody else has it or had it, and the account has no other one.
    private static async Task<bool> MayBeAsync(EcluseState state, string name, string person, CancellationToken cancellation) =>
        !await state.Set<AccountRow>().AnyAsync(
            row => row.Person == person ? row.SignInName != null && row.SignInName != name : row.SignInName == name, cancellation);

    private static async Task ReplaceCodesAsync(EcluseState state, string person, IReadOnlyList<string> shown, CancellationToken cancellation)
    {
        await state.Set<RecoveryCodeRow>().Where(row => row.Person == person).ExecuteDeleteAsync(cancellation);
        state.AddRange(shown.Select(code => new RecoveryCodeRow { CodeSha256 = OneTimeCode.HashOf(code), Person = person }));
    }

    private static Act Done(string name, string person, string? passkey = null) => new(
        name, person, new Dictionary<string, string> { ["person"] = person },
        passkey is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["passkey"] = passkey });

    private async Task ChangeAsync(Func<EcluseState, DateTimeOffset, Task> change, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        await change(state, parts.Clock.GetUtcNow());
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
