using Ecluse.Errors;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Ecluse.Host.Providers;

/// <summary>
/// One scheme for each provider: code flow with PKCE, state and nonce, a signed token for this client by this issuer. What a browser
/// carries meanwhile is sealed by a key of this process; no token is kept, nor logged.
/// </summary>
internal static class ProviderSchemes
{
    /// <summary>How old a sign-in at the provider may be.</summary>
    public static readonly TimeSpan MaxAge = Ecluse.Accounts.Rights.Fresh;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // None by a secret that both sides know, and never none.
    private static readonly string[] Signatures =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void Add(IServiceCollection services, AuthenticationBuilder authentication, IReadOnlyList<Provider> providers)
    {
        services.AddSingleton(providers).AddSingleton<ProviderLinks>().AddSingleton<ProviderAnswers>();
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        foreach (var provider in providers)
        {
            authentication.AddOpenIdConnect(provider.Scheme, options => Configure(options, provider));
        }
    }

    private static void Configure(OpenIdConnectOptions options, Provider provider)
    {
        options.Authority = provider.Issuer;
        options.RequireHttpsMetadata = provider.Address.Scheme == Uri.UriSchemeHttps;
        (options.ClientId, options.ClientSecret, options.CallbackPath) = (provider.Client, provider.Secret, provider.Back);
        (options.ResponseType, options.ResponseMode, options.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        (options.SaveTokens, options.GetClaimsFromUserInfoEndpoint, options.MapInboundClaims) = (false, false, false);
        (options.MaxAge, options.BackchannelTimeout, options.RemoteAuthenticationTimeout) = (MaxAge, Patience, TimeSpan.FromMinutes(5));
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.TokenValidationParameters.ValidAlgorithms = Signatures;

        // They take away who issued the token and how the person was known: both are judged here.
        options.ClaimActions.Clear();

        // The answer comes by a link from another site: only so far is SameSite relaxed, for these two cookies.
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        }

        // ASP.NET Core takes an unsigned token when it comes from the token endpoint (OpenID Connect Core 3.1.3.7 lets it). We do not.
        options.Events.OnTokenValidated = validated =>
        {
            if (!Signatures.Contains(validated.SecurityToken.Header.Alg, StringComparer.Ordinal))
            {
                validated.Fail("not signed");
            }

            return Task.CompletedTask;
        };
        options.Events.OnTicketReceived = async ticket =>
        {
            ticket.HandleResponse();
            await ticket.HttpContext.RequestServices.GetRequiredService<ProviderAnswers>().AnswerAsync(ticket.HttpContext, provider, ticket.Principal!, ticket.Properties!);
        };
        options.Events.OnRemoteFailure = async failure =>
        {
            failure.HandleResponse();
            await RefuseAsync(failure.HttpContext, IsAway(failure.Failure) ? ProviderErrors.Away(failure.Failure) : ProviderErrors.Refused(failure.Failure));
        };
    }

    /// <summary>Answers with the sign-in page and why it was refused.</summary>
    public static Task RefuseAsync(HttpContext context, EcluseException refused) => RefusalPage.Of(context, refused, "/sign-in").ExecuteAsync(context);

    /// <summary>Whether a failure is the provider's absence.</summary>
    public static bool IsAway(Exception? failure) => failure is HttpRequestException or TaskCanceledException
        || (failure is not null && failure.Message.StartsWith("IDX208", StringComparison.Ordinal)) || (failure?.InnerException is { } inner && IsAway(inner));
}
