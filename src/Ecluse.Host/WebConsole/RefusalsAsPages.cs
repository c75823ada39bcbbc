using Ecluse.Errors;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.WebConsole;

/// <summary>What an endpoint could not do is a page with code and remedy, whichever endpoint it is.</summary>
internal sealed class RefusalsAsPages(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (EcluseException refused) when (!context.Response.HasStarted && !Api.ApiSite.Is(context))
        {
            await RefusalPage.Of(context, refused, "/").ExecuteAsync(context);
        }
    }
}
