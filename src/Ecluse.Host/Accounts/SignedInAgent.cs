using Ecluse.Signatures;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Accounts;

/// <summary>Which machine signed a request.</summary>
/// <param name="Id">Id under which it acts.</param>
/// <param name="Name">Its name.</param>
/// <param name="Controller">The controller whose machine it is; null for the processor's.</param>
/// <param name="Key">Its key.</param>
/// <param name="ContentDigest">The digest that it signed for the body; null where there is none.</param>
internal sealed record SignedInAgent(string Id, string Name, string? Controller, SshPublicKey Key, string? ContentDigest)
{
    /// <summary>The machine behind a request to an endpoint for agents.</summary>
    public static SignedInAgent Of(HttpContext context) => context.Features.Get<SignedInAgent>()!;

    /// <summary>Whether a signed plan names this machine's key in a place.</summary>
    public bool Is(string line) => SshPublicKey.Parse(line).Equals(Key);
}
