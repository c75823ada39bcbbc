using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Accounts;

/// <summary>Who a request comes from.</summary>
/// <param name="Account">The person's account.</param>
/// <param name="Since">When the person showed the passkey.</param>
/// <param name="Session">The session, by its token's hash.</param>
internal sealed record SignedIn(Account Account, DateTimeOffset Since, string Session)
{
    /// <summary>Who a request to an endpoint that asks for a right comes from.</summary>
    public static SignedIn Of(HttpContext context) => context.Features.Get<SignedIn>()!;
}
