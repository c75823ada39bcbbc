using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Ecluse.Host.Api;

/// <summary>What an endpoint says of itself for the description of the API: what it is for, what it takes, what it answers.</summary>
internal static class ApiDescription
{
    /// <summary>Answers with a document of a shape, or with problem details.</summary>
    public static RouteHandlerBuilder Says<T>(this RouteHandlerBuilder endpoint, string what) =>
        endpoint.Says(what).Produces<T>(StatusCodes.Status200OK, "application/json");

    /// <summary>Says what it is for.</summary>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder endpoint, string what) =>
        endpoint.WithSummary(what)
            .Produces<ApiProblem>(StatusCodes.Status401Unauthorized, ApiProblem.MediaType).Produces<ApiProblem>(StatusCodes.Status403Forbidden, ApiProblem.MediaType)
            .Produces<ApiProblem>(StatusCodes.Status404NotFound, ApiProblem.MediaType).Produces<ApiProblem>(StatusCodes.Status409Conflict, ApiProblem.MediaType);

    /// <summary>Takes a document of a shape.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint) where T : notnull =>
        endpoint.Accepts<T>("application/json");
}
