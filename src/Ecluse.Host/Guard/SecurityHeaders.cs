using Ecluse.Host.Signing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Guard;

/// <summary>
/// Every answer: this site's own style and script files and nothing else; in no frame; kept by no cache. A form may lead
/// to the signing site.
/// <c>same-origin</c> and not <c>no-referrer</c>: under the latter a form's Origin is null.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, Site site)
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = $"{Policy}; form-action 'self' {SigningSite.OriginOf(context)}";
        headers["Referrer-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.CacheControl = "no-store";
        if (!site.IsLocal)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        return next(context);
    }
}
