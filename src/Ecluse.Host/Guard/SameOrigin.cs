using Ecluse.Host.Api;
using Ecluse.Host.Signing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Guard;

/// <summary>
/// A request that may change something comes from a page of this very site, or is refused before anything is read of it; and
/// every request names this site: what another name on this machine's address was made to ask is not answered.
/// </summary>
internal sealed class SameOrigin(RequestDelegate next, Site site)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!IsOurs(request))
        {
            context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
            return Task.CompletedTask;
        }

        var changesNothing = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (ApiSite.Is(context) ? ApiSite.IsOwnOrProgram(request) : changesNothing || request.Headers.Origin == $"{request.Scheme}://{request.Host}")
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // The signing site has its pages and nothing else, and they stand on no other site.
    private bool IsOurs(HttpRequest request)
    {
        var isSigning = request.Host.Host == site.Signing;
        return request.IsHttps == site.IsHttps && (isSigning || request.Host.Host == site.Name)
            && (request.Path.StartsWithSegments("/assets") || request.Path.StartsWithSegments(SigningSite.Pages) == isSigning);
    }
}
