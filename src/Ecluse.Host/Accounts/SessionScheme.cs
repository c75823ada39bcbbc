using System.Security.Claims;
using System.Text.Encodings.Web;
using Ecluse.Host.Api;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecluse.Host.Accounts;

/// <summary>Names whoever a request's session belongs to: by the cookie on a page, by a token or an agent's signature in the API, and
/// neither on the other. A page that needs somebody sends to the sign-in.</summary>
internal sealed class SessionScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions, Tokens tokens, Agents agents)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var found = ApiSite.Is(Context)
            ? await tokens.FindAsync(Context, Context.RequestAborted)
            : await sessions.FindAsync(Context, Context.RequestAborted);
        if (found is null && ApiSite.Is(Context) && await agents.FindAsync(Context, Context.RequestAborted) is { } agent)
        {
            Context.Features.Set(agent);
            return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(Access.AgentClaim, agent.Id)], Name)), Name));
        }

        if (found is not { } who)
        {
            return AuthenticateResult.NoResult();
        }

        Context.Features.Set(who);
        var identity = new ClaimsIdentity([new Claim(Access.PersonClaim, who.Account.Person)], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    // The person is known and may not, or has to show the passkey again first.
    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        await RefusalPage.Answer(Context).ExecuteAsync(Context);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (ApiSite.Is(Context))
        {
            Response.Headers.WWWAuthenticate = "Bearer";
            return ApiProblem.Answer(Context, ApiErrors.NotSignedIn(), StatusCodes.Status401Unauthorized).ExecuteAsync(Context);
        }

        if (HttpMethods.IsGet(Request.Method))
        {
            Response.Redirect("/sign-in");
        }
        else
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }
}
