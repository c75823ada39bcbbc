using System.Security.Claims;
using System.Text.Encodings.Web;
using Ecluse.Accounts;
using Ecluse.Host.Guard;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecluse.Host.Accounts;

/// <summary>Names whoever a request's session belongs to; a page that needs somebody sends to the sign-in.</summary>
internal sealed class SessionScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (await sessions.FindAsync(Context, Context.RequestAborted) is not { } account)
        {
            return AuthenticateResult.NoResult();
        }

        Context.Features.Set(account);
        var identity = new ClaimsIdentity(
            [new Claim(Access.PersonClaim, account.Person), new Claim(Access.RoleClaim, RoleNames.Of(account.Role))], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
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
