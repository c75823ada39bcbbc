using System.Text.Json;
using System.Text.Json.Serialization;
using Ecluse.Accounts;
using Ecluse.Host.Guard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Ecluse.Host.Api;

/// <summary>The description of the API, drawn from its endpoints; the same is kept in <c>docs/reference/openapi.json</c>.</summary>
internal static class OpenApiPage
{
    private const string Name = "v1";
    private const string Path = ApiSite.Root + "/openapi.json";

    public static void Add(IServiceCollection services)
    {
        services.Configure<JsonOptions>(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)));
        services.AddOpenApi(Name, options =>
        {
            options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.AddSchemaTransformer(NameAsWrittenAsync);
            options.AddDocumentTransformer(HeadAsync);
            options.AddOperationTransformer(SaysWhoAsync);
        });
    }

    public static void Map(WebApplication application) => application.MapOpenApi(Path).Needs(Right.OwnSessions);

    // Names in lower case with dashes, as ApiJson writes them.
    private static Task NameAsWrittenAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (schema.Properties is { Count: > 0 } properties)
        {
            schema.Properties = properties.ToDictionary(one => Written(one.Key), one => one.Value);
            schema.Required = schema.Required?.Select(Written).ToHashSet();
        }

        return Task.CompletedTask;
    }

    private static Task HeadAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo { Title = "Écluse", Version = Name, Description = "See docs/spec/api.md." };

        // Where it stands is the reader's to know: the same file for every server.
        document.Servers = [];
        return Task.CompletedTask;
    }

    private static Task SaysWhoAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var rule = context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().Single();
        operation.Description = rule.ForAgents ? "For agents: the request is signed (RFC 9421)."
            : rule.Right is { } right ? $"Asks for a token whose person has the right {right}{(Rights.AsksForFresh(right) ? ", after a sign-in of the last ten minutes" : "")}."
            : "For anybody.";
        return Task.CompletedTask;
    }

    private static string Written(string name) => name.Any(char.IsAsciiLetterUpper) ? JsonNamingPolicy.KebabCaseLower.ConvertName(name) : name;
}
