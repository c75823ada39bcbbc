using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Signatures;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Api;

/// <summary>
/// JSON as the API writes it, which is how the command line writes it: names in lower case with dashes. What comes in is read strictly:
/// a name that is not known, one that comes twice or one that is missing is refused, and so is what is longer than the endpoint takes.
/// </summary>
internal static class ApiJson
{
    /// <summary>Bytes of a body, unless an endpoint takes more.</summary>
    public const int BytesMax = 64 * 1024;

    private const int DepthMax = 16;

    /// <summary>How the server writes, and programs read what it wrote.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    // How the server reads.
    private static readonly JsonSerializerOptions Strict = new(Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        MaxDepth = DepthMax,
    };

    /// <summary>An answer.</summary>
    public static IResult Answer<T>(T answer, int status = StatusCodes.Status200OK) => Results.Json(answer, Options, statusCode: status);

    /// <summary>Reads a request's body.</summary>
    /// <exception cref="EcluseException"><c>API-001</c>: not JSON of that shape; <c>API-002</c>: too long.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, CancellationToken cancellation, int bytesMax = BytesMax)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw ApiErrors.NotThisShape();
        }

        return Parse<T>(await BytesAsync(context, bytesMax, cancellation));
    }

    /// <summary>The bytes of a body, which are not too many and are those that an agent signed.</summary>
    public static async Task<byte[]> BytesAsync(HttpContext context, int bytesMax, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var block = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(block, cancellation)) > 0)
        {
            if (body.Length + read > bytesMax)
            {
                throw ApiErrors.TooLong(bytesMax);
            }

            body.Write(block, 0, read);
        }

        var bytes = body.ToArray();
        return context.Features.Get<SignedInAgent>() is { } agent && agent.ContentDigest != HttpSignature.DigestOf(SHA256.HashData(bytes))
            ? throw ApiErrors.NotTheSignedBytes()
            : bytes;
    }

    private static T Parse<T>(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, Strict) ?? throw ApiErrors.NotThisShape();
        }
        catch (JsonException)
        {
            throw ApiErrors.NotThisShape();
        }
    }
}
