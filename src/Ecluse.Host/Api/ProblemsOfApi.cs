using Ecluse.Errors;
using Ecluse.Storage;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Api;

/// <summary>Whatever an address of the API could not do is problem details; an address that is none is answered like one that is not there.</summary>
internal sealed class ProblemsOfApi(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!ApiSite.Is(context))
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked is gone.
        }
#pragma warning disable CA1031 // The last to see it; told by its kind and place, never by a driver's words.
        catch (Exception error) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            await ApiProblem.Answer(context, Of(error)).ExecuteAsync(context);
        }
    }

    private static EcluseException Of(Exception error) => error switch
    {
        EcluseException known => known,
        BadHttpRequestException => ApiErrors.NotThisShape(),
        _ => StateFailure.Of(error) ?? ApiErrors.Unforeseen(error),
    };
}
