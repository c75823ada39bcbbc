namespace Ecluse.Host.Accounts;

/// <summary>Who a request comes from.</summary>
/// <param name="Account">The person's account.</param>
/// <param name="Since">When the person showed the passkey.</param>
internal sealed record SignedIn(Account Account, DateTimeOffset Since);
