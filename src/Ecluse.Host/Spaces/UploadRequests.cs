using System.Buffers;
using System.Security.Cryptography;
using Ecluse.Host.Accounts;
using Ecluse.Host.Api;
using Ecluse.Host.Works;
using Ecluse.Spaces;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Spaces;

/// <summary>Takes the bytes of a PATCH: each is counted in a segment on the disk before it is acknowledged, or it is gone.</summary>
internal sealed class UploadRequests(ServerParts parts, Sessions sessions, Tokens tokens, UploadGate gate, Workshop pages)
{
    // However slowly bytes come: so long after its end a session brings nothing more.
    private static readonly TimeSpan AskedEvery = TimeSpan.FromSeconds(5);

    /// <summary>Takes what one request carries.</summary>
    public async Task<IResult> TakeAsync(string space, string id, HttpContext context)
    {
        var (request, stop) = (context.Request, context.RequestAborted);
        if (request.ContentType != "application/offset+octet-stream")
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        if (TusHeaders.Number(request.Headers["Upload-Offset"]) is not { } offset || !TryChecksum(request, out var checksum))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (checksum is not null && request.ContentLength is null or >= Upload.SegmentBytesMax)
        {
            // Nothing may be counted before the checksum holds.
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var person = SignedIn.Of(context).Account.Person;
        using var entered = gate.TryEnter(person);
        if (entered is null)
        {
            context.Response.Headers.RetryAfter = "5";
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        await using var upload = await parts.Installation.Exchange.ResumeAsync(space, id, person, stop);
        if (offset != upload.Position)
        {
            throw SpaceErrors.WrongOffset(offset, upload.Position);
        }

        if (!await ReadAsync(context, upload, checksum?.Hash, stop))
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        if (checksum is { Hash: { } hash, Expected: { } expected } && !hash.GetHashAndReset().AsSpan().SequenceEqual(expected))
        {
            await upload.DropAsync();
            return Results.StatusCode(TusAnswer.ChecksumMismatch);
        }

        await (upload.Position == upload.Object.Declared ? upload.CompleteAsync(stop) : upload.CountAsync(stop));
        if (upload.Object.State == ObjectState.Complete)
        {
            pages.Tell();
        }

        TusAnswer.Tell(context, upload.Object);
        return Results.NoContent();
    }

    private static async Task TakeAsync(Upload upload, ReadOnlySequence<byte> bytes, IncrementalHash? hash, CancellationToken stop)
    {
        foreach (var piece in bytes)
        {
            hash?.AppendData(piece.Span);
            await upload.WriteAsync(upload.Position, piece, stop);
        }
    }

    private Task<SignedIn?> WhoAsync(HttpContext context, CancellationToken stop) =>
        ApiSite.Is(context) ? tokens.FindAsync(context, stop) : sessions.FindAsync(context, stop);

    private static bool TryChecksum(HttpRequest request, out (IncrementalHash Hash, byte[] Expected)? checksum)
    {
        checksum = null;
        if (!request.Headers.TryGetValue("Upload-Checksum", out var text))
        {
            return true;
        }

        if (TusHeaders.Checksum(text.ToString()) is not ({ } algorithm, var expected))
        {
            return false;
        }

        checksum = (IncrementalHash.CreateHash(algorithm), expected);
        return true;
    }

    /// <summary>Reads to the end; a line that is cut leaves what arrived counted, but for a part of a sealed segment.</summary>
    /// <returns>False where the session ended meanwhile.</returns>
    private async Task<bool> ReadAsync(HttpContext context, Upload upload, IncrementalHash? hash, CancellationToken stop)
    {
        var body = context.Request.BodyReader;
        try
        {
            var (counted, asked) = (upload.Object.Segments, parts.Clock.GetTimestamp());
            while (true)
            {
                var read = await body.ReadAsync(stop);
                try
                {
                    await TakeAsync(upload, read.Buffer, hash, stop);
                }
                finally
                {
                    // Refused or not: what comes after it must be read past before an answer is heard.
                    body.AdvanceTo(read.Buffer.End);
                }

                if (read.IsCompleted)
                {
                    return true;
                }

                // A long request outlives neither its session nor the person's account.
                if (counted == upload.Object.Segments && parts.Clock.GetElapsedTime(asked) < AskedEvery)
                {
                    continue;
                }

                if (await WhoAsync(context, stop) is null)
                {
                    await upload.DropAsync();
                    return false;
                }

                (counted, asked) = (upload.Object.Segments, parts.Clock.GetTimestamp());
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            await (hash is null ? upload.CutAsync() : upload.DropAsync());
            throw;
        }
    }
}
