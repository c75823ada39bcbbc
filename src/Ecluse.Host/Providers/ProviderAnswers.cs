using System.Globalization;
using System.Security.Claims;
using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Metrics;
using Ecluse.Host.SignIn;
using Ecluse.Host.Watch;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Providers;

/// <summary>
/// What becomes of somebody whom a provider has vouched for: signed in where an account is linked to them and two factors stand, linked
/// where they asked for it here, enrolled where they hold an invitation. An account is never made of a token alone.
/// </summary>
internal sealed class ProviderAnswers(
    ServerParts parts, ProviderLinks links, AccountShelf accounts, Sessions sessions, Ceremonies ceremonies, PasswordSignIn codes, Failures failures)
{
    /// <summary>Name of the ceremony that the way there carries; none for a mere sign-in.</summary>
    public const string Ceremony = "ecluse";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Answers the browser that came back.</summary>
    public async Task AnswerAsync(HttpContext context, Provider provider, ClaimsPrincipal vouched, AuthenticationProperties carried)
    {
        try
        {
            if (vouched.FindFirstValue("iss") != provider.Issuer)
            {
                throw ProviderErrors.Refused(null);
            }

            var since = SinceOf(vouched);
            var subject = ProviderLinks.HashOf(provider.Issuer, vouched.FindFirstValue("sub") ?? throw ProviderErrors.Refused(null));
            var what = carried.Items.TryGetValue(Ceremony, out var name) ? ceremonies.End<object>(name) ?? throw ProviderErrors.Refused(null) : null;
            var answer = what switch
            {
                Enrolling enrolling => await EnrolAsync(context, provider, enrolling, subject, IsTwofold(provider, vouched), since),
                Linking linking => ProviderPages.Confirm(context, provider, ceremonies.Begin(linking with { Subject = subject }, linking.Person)),
                _ => await SignInAsync(context, provider, subject, IsTwofold(provider, vouched), since),
            };
            await answer.ExecuteAsync(context);
        }
        catch (EcluseException refused)
        {
            Counted.SignIn("provider", isDone: false);
            failures.Saw(context, "provider", refused.Code, null);
            await ProviderSchemes.RefuseAsync(context, refused);
        }
    }

    /// <summary>Takes the second factor of somebody whose provider told of one.</summary>
    /// <exception cref="EcluseException"><c>OIDC-004</c>, <c>SERVE-026</c>, <c>SERVE-027</c>.</exception>
    public async Task<IResult> SecondAsync(HttpContext context, string? name, string code, CancellationToken cancellation)
    {
        var waiting = ceremonies.Find<Waiting>(name) ?? throw ProviderErrors.Refused(null);
        var way = await codes.SecondAsync(waiting.Person, code, cancellation);
        _ = ceremonies.End<Waiting>(name) ?? throw ProviderErrors.Refused(null);
        var account = await accounts.FindAsync(waiting.Person, cancellation) ?? throw ProviderErrors.Nobody();
        await sessions.BeginAsync(context, account, "provider-" + way, cancellation, waiting.Since);
        return ProviderPages.SignedIn(context);
    }

    private async Task<IResult> SignInAsync(HttpContext context, Provider provider, string subject, bool isTwofold, DateTimeOffset since)
    {
        var account = await links.FindAsync(subject, context.RequestAborted) ?? throw ProviderErrors.Nobody();
        RefuseOther(provider, account);
        if (isTwofold)
        {
            await sessions.BeginAsync(context, account, "provider", context.RequestAborted, since);
            return ProviderPages.SignedIn(context);
        }

        return (await accounts.RowAsync(account.Person, context.RequestAborted)).CodeKey is null
            ? throw ProviderErrors.OneFactor()
            : ProviderPages.AskCode(context, ceremonies.Begin(new Waiting(account.Person, since), account.Person));
    }

    private async Task<IResult> EnrolAsync(
        HttpContext context, Provider provider, Enrolling enrolling, string subject, bool isTwofold, DateTimeOffset since)
    {
        RefuseOther(provider, enrolling.Will);
        if (!isTwofold)
        {
            throw ProviderErrors.OneFactor();
        }

        if (!await accounts.EnrolLinkedAsync(enrolling.Will, provider.Name, subject, OneTimeCode.HashOf(enrolling.Code), context.RequestAborted))
        {
            throw ServerErrors.CodeRefused();
        }

        await sessions.BeginAsync(context, enrolling.Will, "provider", context.RequestAborted, since);
        return ProviderPages.SignedIn(context);
    }

    /// <summary>Refuses an account of another organisation than the provider's.</summary>
    public static void RefuseOther(Provider provider, Account account)
    {
        if (account.Organisation != provider.Organisation)
        {
            throw ProviderErrors.OtherOrganisation();
        }
    }

    // When the person showed themselves there, not when this token was made.
    private DateTimeOffset SinceOf(ClaimsPrincipal vouched)
    {
        var now = parts.Clock.GetUtcNow();
        return long.TryParse(vouched.FindFirstValue("auth_time"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds < now.AddDays(1).ToUnixTimeSeconds()
            && DateTimeOffset.FromUnixTimeSeconds(seconds) is var at && now - at < ProviderSchemes.MaxAge + Skew && at - now < Skew
                ? at < now ? at : now
                : throw ProviderErrors.NotFresh();
    }

    private static bool IsTwofold(Provider provider, ClaimsPrincipal vouched) =>
        vouched.FindAll("amr").Concat(vouched.FindAll("acr")).Any(claim => provider.TwoFactors.Contains(claim.Value, StringComparer.Ordinal));

    /// <summary>Somebody with an invitation, on their way to the provider.</summary>
    internal sealed record Enrolling(Account Will, string Code);

    /// <summary>Somebody signed in who wants to be known by the provider too; with who they are there, once they came back.</summary>
    internal sealed record Linking(string Person, string Provider, string? Subject = null);

    private sealed record Waiting(string Person, DateTimeOffset Since);
}
