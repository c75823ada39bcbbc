using System.Globalization;
using Ecluse.Errors;
using Ecluse.Host.Api;
using Ecluse.Host.WebConsole;
using Ecluse.Spaces;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Spaces;

/// <summary>What tus tells of an object, and how it says no.</summary>
internal static class TusAnswer
{
    /// <summary>The protocol's own status for a checksum that does not hold.</summary>
    public const int ChecksumMismatch = 460;

    /// <summary>Where it stands.</summary>
    public static void Tell(HttpContext context, SpaceObject one)
    {
        var headers = context.Response.Headers;
        headers["Upload-Offset"] = one.Received.ToString(CultureInfo.InvariantCulture);
        if (one.Declared is { } length)
        {
            headers["Upload-Length"] = length.ToString(CultureInfo.InvariantCulture);
        }

        if (one.State == ObjectState.Unfinished)
        {
            headers["Upload-Expires"] = TusHeaders.Instant(one.Due);
        }
    }

    /// <summary>Problem details with our code, and where to go on if it is about that.</summary>
    public static IResult Refused(HttpContext context, EcluseException error)
    {
        if (error is WrongOffsetException { Right: var right })
        {
            context.Response.Headers["Upload-Offset"] = right.ToString(CultureInfo.InvariantCulture);
        }

        var status = error.Code switch
        {
            "SPACE-003" => StatusCodes.Status409Conflict,
            "SPACE-004" or "SPACE-017" or "SPACE-022" => StatusCodes.Status413PayloadTooLarge,
            "SPACE-005" => StatusCodes.Status415UnsupportedMediaType,
            "SPACE-006" => StatusCodes.Status403Forbidden,
            "SPACE-008" => StatusCodes.Status410Gone,
            "SPACE-018" => StatusCodes.Status423Locked,
            "DEPOT-011" => StatusCodes.Status507InsufficientStorage,
            _ => error.Kind == ErrorKind.Failed ? StatusCodes.Status500InternalServerError : Refusal.StatusOf(error),
        };
        return ApiSite.Is(context) ? ApiProblem.Answer(context, error, status) : Refusal.Of(error, context, status);
    }
}
