using Ecluse.Host.Guard;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Api;

/// <summary>
/// Where the API stands. A cookie opens nothing there and a token or an agent's signature nothing else: a page of whatever site cannot
/// make a browser act through it, and no Origin has to be asked for.
/// </summary>
internal static class ApiSite
{
    /// <summary>First part of every address.</summary>
    public const string Root = "/api/v1";

    /// <summary>Whether a request came to it.</summary>
    public static bool Is(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>A browser says where a request began; a program does not. What another site began is refused.</summary>
    public static bool IsOwnOrProgram(HttpRequest request) =>
        request.Headers.Origin.Count == 0 || request.Headers.Origin == $"{request.Scheme}://{request.Host}";
}
