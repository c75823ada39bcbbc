using System.Text;
using Ecluse.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ecluse.Host.WebConsole;

/// <summary>Signed documents and signatures that come in by a form: as a file, or pasted as text. Held in memory only.</summary>
internal static class Uploads
{
    /// <summary>How large one may be, bytes.</summary>
    public const int BytesMax = 1024 * 1024;

    /// <summary>Lets an endpoint take forms with files, which stay in memory: nothing handed in touches the disk by itself.</summary>
    public static TBuilder TakesFiles<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequestSizeLimitAttribute((2 * BytesMax) + (64 * 1024))).WithFormOptions(memoryBufferThreshold: 2 * BytesMax);

    /// <summary>The bytes of a field's file, or of the text in the field of the same name with <c>-text</c>.</summary>
    /// <exception cref="EcluseException"><c>SERVE-013</c>: there is neither, or the form is none.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext context, string field, CancellationToken cancellation)
    {
        var form = await FormAsync(context, field, cancellation);
        if (form.Files.GetFile(field) is { Length: > 0 } file)
        {
            using var bytes = new MemoryStream((int)file.Length);
            await file.CopyToAsync(bytes, cancellation);
            return bytes.ToArray();
        }

        // A browser sends a text's lines with carriage returns, whatever they ended with when they were pasted.
        var text = form[field + "-text"].ToString().ReplaceLineEndings("\n").Trim();
        return text.Length > 0 ? Encoding.UTF8.GetBytes(text + "\n") : throw ServerErrors.UploadMissing(field);
    }

    /// <summary>The text of a field; empty where there is none.</summary>
    public static async Task<string> TextAsync(HttpContext context, string field, CancellationToken cancellation) =>
        context.Request.HasFormContentType ? (await FormAsync(context, field, cancellation))[field].ToString().Trim() : "";

    private static async Task<IFormCollection> FormAsync(HttpContext context, string field, CancellationToken cancellation)
    {
        if (!context.Request.HasFormContentType)
        {
            throw ServerErrors.UploadMissing(field);
        }

        try
        {
            return await context.Request.ReadFormAsync(cancellation);
        }
        catch (InvalidDataException)
        {
            throw ServerErrors.UploadMissing(field);
        }
    }
}
