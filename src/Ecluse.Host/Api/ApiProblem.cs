using Ecluse.Errors;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Api;

/// <summary>
/// An error as the API answers it: problem details (RFC 9457) with our code, what was found, the remedy, and the exit code that the
/// command line gives; in the language asked for. A driver's words never pass.
/// </summary>
/// <param name="Code">Stable code.</param>
/// <param name="Title">What was found and expected.</param>
/// <param name="Detail">The remedy.</param>
/// <param name="Status">Status of the answer.</param>
/// <param name="Exit">Exit code of the command line.</param>
internal sealed record ApiProblem(string Code, string Title, string Detail, int Status, int Exit)
{
    /// <summary>Media type.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Answers with an error.</summary>
    public static IResult Answer(HttpContext context, EcluseException error, int? status = null)
    {
        var problem = Of(context, error, status);
        return Results.Json(problem, ApiJson.Options, MediaType, problem.Status);
    }

    /// <summary>An error in the language asked for.</summary>
    public static ApiProblem Of(HttpContext context, EcluseException error, int? status = null)
    {
        var language = ConsolePage.LanguageOf(context);
        return new(error.Code, error.Problem.In(language), error.Remedy.In(language), status ?? StatusOf(error.Kind), (int)error.Kind);
    }

    private static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Usage => StatusCodes.Status400BadRequest,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Failed => StatusCodes.Status500InternalServerError,

        // What the state or a rule forbids. What the person may not is 403, and told where that is judged.
        _ => StatusCodes.Status409Conflict,
    };
}
