using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.Guard;

/// <summary>The endpoints as they are mapped, for the test that asks each of them who may call it.</summary>
internal sealed class EndpointsOfServer(WebApplication application)
{
    /// <summary>Every route with its method and its rule; null for one that says nothing.</summary>
    public IReadOnlyList<(string Method, string Route, AccessRule? Rule)> All =>
    [
        .. ((IEndpointRouteBuilder)application).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])
                .Select(method => (method, endpoint.RoutePattern.RawText ?? "", endpoint.Metadata.GetMetadata<AccessRule>()))),
    ];
}
