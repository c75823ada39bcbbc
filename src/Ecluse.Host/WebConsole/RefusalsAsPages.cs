using Ecluse.Errors;
using Ecluse.Storage;
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
        catch (Exception error) when (!context.Response.HasStarted && !Api.ApiSite.Is(context) && Refused(error) is not null)
        {
            await RefusalPage.Of(context, Refused(error)!, "/").ExecuteAsync(context);
        }
    }

    private static EcluseException? Refused(Exception error) => error as EcluseException ?? StateFailure.Of(error);
}
