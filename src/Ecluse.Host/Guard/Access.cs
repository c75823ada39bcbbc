using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Guard;

/// <summary>Each endpoint says which right it asks for, or that it is open; one that says neither is open to nobody.</summary>
internal static class Access
{
    /// <summary>The claim that holds the person's id.</summary>
    public const string PersonClaim = "person";

    /// <summary>The claim that holds an agent's id.</summary>
    public const string AgentClaim = "agent";

    /// <summary>For endpoints that say nothing.</summary>
    public static AuthorizationPolicy NobodyElse { get; } = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();

    /// <summary>Asks for a right.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Right right)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessRule(right))
            .RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(new RightRequirement(right)));

    /// <summary>Asks for an agent; what it may do there stands in the signed plan that names its key.</summary>
    public static TBuilder NeedsAgent<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessRule(null) { ForAgents = true })
            .RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireClaim(AgentClaim));

    /// <summary>Answers anybody; what it tells must be nobody's secret.</summary>
    public static TBuilder Open<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessRule(null)).AllowAnonymous();
}

/// <summary>What an endpoint said.</summary>
/// <param name="Right">The right it asks for; null when it asks for none.</param>
internal sealed record AccessRule(Right? Right)
{
    /// <summary>Whether it is for agents and for no person.</summary>
    public bool ForAgents { get; init; }

    /// <summary>Whether anybody is answered.</summary>
    public bool IsOpen => Right is null && !ForAgents;
}

/// <summary>A right that is asked for.</summary>
internal sealed record RightRequirement(Right Right) : IAuthorizationRequirement;

/// <summary>
/// Looks the role up in the one table of rights; where the right asks for it, how old the sign-in is, and whether undertaking and
/// training stand on the account. Every act in a passage comes through here.
/// </summary>
internal sealed class RightHandler(IHttpContextAccessor requests, TimeProvider clock) : AuthorizationHandler<RightRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RightRequirement requirement)
    {
        if (requests.HttpContext?.Features.Get<SignedIn>() is { } who && who.Account.May(requirement.Right)
            && !who.Account.LacksUndertaking(requirement.Right)
            && (!Rights.AsksForFresh(requirement.Right) || clock.GetUtcNow() - who.Since < Rights.Fresh))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
