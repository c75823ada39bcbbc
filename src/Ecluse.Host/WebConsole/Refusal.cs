using Ecluse.Errors;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.WebConsole;

/// <summary>An error as an endpoint answers it: problem details (RFC 9457) with our code and remedy, in the page's language.</summary>
internal static class Refusal
{
    public static IResult Of(EcluseException error, HttpContext context, int? status = null)
    {
        var language = ConsolePage.LanguageOf(context);
        return Results.Json(
            new { code = error.Code, title = error.Problem.In(language), detail = error.Remedy.In(language) },
            contentType: "application/problem+json",
            statusCode: status ?? StatusOf(error));
    }

    /// <summary>The status of an error.</summary>
    public static int StatusOf(EcluseException error) => error.Kind switch
    {
        ErrorKind.Usage => StatusCodes.Status400BadRequest,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Locked => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status403Forbidden,
    };
}
