using Ecluse.Host.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Ecluse.Host.Warnings;

/// <summary>
/// A reporter's request loses its address and every header but those that carry the form, before anything else sees it: what is not there can
/// be kept by nobody (docs/spec/warnings.md). No cookie is read, so nobody is signed in there.
/// </summary>
internal sealed class Unseen(RequestDelegate next, FloodGate flood)
{
    /// <summary>Where reporters write and come back.</summary>
    public const string Pages = "/warning";

    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Origin", "Content-Type", "Content-Length", "Transfer-Encoding", "Accept-Language",
    };

    /// <summary>Whether a request is a reporter's.</summary>
    public static bool Is(HttpContext context) => context.Request.Path.StartsWithSegments(Pages);

    public Task InvokeAsync(HttpContext context)
    {
        if (!Is(context))
        {
            return next(context);
        }

        context.Features.Set(new ReporterPlace(flood.PlaceOf(Networks.Of(context.Connection.RemoteIpAddress?.ToString() ?? ""))));
        (context.Connection.RemoteIpAddress, context.Connection.RemotePort, context.TraceIdentifier) = (null, 0, "");
        foreach (var name in context.Request.Headers.Keys.Where(name => !Kept.Contains(name)).ToList())
        {
            context.Request.Headers.Remove(name);
        }

        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics)
        {
            metrics.MetricsDisabled = true;
        }

        return next(context);
    }
}

/// <summary>Where a request comes from, as a number that says nothing outside the ten minutes of its key.</summary>
/// <param name="Number">The number.</param>
internal sealed record ReporterPlace(ulong Number)
{
    /// <summary>The place of a reporter's request.</summary>
    public static ReporterPlace Of(HttpContext context) => context.Features.Get<ReporterPlace>()!;
}
