using System.Globalization;
using System.Text;
using Ecluse.Errors;
using Ecluse.Host.Api;
using Ecluse.Spaces;

namespace Ecluse.Cli.Remote;

/// <summary>Sends into a space of a server by tus 1.0.0: begins or finds again, goes on after each cut where the server says.</summary>
/// <param name="server">The server.</param>
/// <param name="clock">Time between two tries.</param>
/// <param name="progress">Told how many bytes the server has.</param>
internal sealed class SpaceSending(ServerClient server, TimeProvider clock, IProgress<long> progress)
{
    private static readonly int[] SecondsBetween = [1, 3, 10, 30, 60];

    /// <summary>Sends all of it.</summary>
    /// <returns>Id of the object, and where it was begun: not at 0 where an earlier run was cut.</returns>
    /// <exception cref="EcluseException"><c>REMOTE-…</c>, <c>SPACE-…</c>, <c>API-…</c>.</exception>
    public async Task<(string Object, long From)> RunAsync(string space, ISentBytes bytes, CancellationToken cancellation)
    {
        var (at, offset) = await BeginAsync(space, bytes, cancellation);
        var from = offset;
        var id = at.OriginalString[(at.OriginalString.LastIndexOf('/') + 1)..];
        var cuts = 0;
        while (offset < bytes.Length)
        {
            progress.Report(Math.Max(0, offset));
            try
            {
                offset = offset < 0 ? await StandsAsync(at, cancellation) : await PatchAsync(at, offset, bytes.From(id, offset), cancellation);
                cuts = 0;
            }
            catch (EcluseException cut) when (cut.Code is "REMOTE-003" or "SPACE-003" or "SPACE-018" && cuts < SecondsBetween.Length)
            {
                await Task.Delay(TimeSpan.FromSeconds(SecondsBetween[cuts++]), clock, cancellation);
                offset = -1;
            }
        }

        progress.Report(offset);
        return (id, from);
    }

    private async Task<(Uri At, long Offset)> BeginAsync(string space, ISentBytes bytes, CancellationToken cancellation)
    {
        var request = Request(HttpMethod.Post, new Uri($"{ApiSite.Root}/spaces/{Uri.EscapeDataString(space)}/uploads", UriKind.Relative));
        request.Headers.Add("Upload-Length", bytes.Length.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(
            "Upload-Metadata", $"filename {Convert.ToBase64String(Encoding.UTF8.GetBytes(bytes.Name))}{(bytes.IsSegmented ? ",layout " + Convert.ToBase64String(Encoding.ASCII.GetBytes(ObjectEnd.Layout)) : "")}");
        using var answer = await server.AnswerAsync(request, cancellation);
        return answer.Headers.Location is { IsAbsoluteUri: false } at && at.OriginalString.StartsWith(ApiSite.Root + "/spaces/", StringComparison.Ordinal)
            ? (at, OffsetOf(answer))
            : throw RemoteErrors.NotUnderstood();
    }

    private async Task<long> PatchAsync(Uri at, long offset, byte[] part, CancellationToken cancellation)
    {
        var request = Request(HttpMethod.Patch, at);
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        request.Content = new ByteArrayContent(part) { Headers = { ContentType = new("application/offset+octet-stream") } };
        using var answer = await server.AnswerAsync(request, cancellation);
        return OffsetOf(answer);
    }

    private async Task<long> StandsAsync(Uri at, CancellationToken cancellation)
    {
        using var answer = await server.AnswerAsync(Request(HttpMethod.Head, at), cancellation);
        return OffsetOf(answer);
    }

    private static HttpRequestMessage Request(HttpMethod method, Uri at)
    {
        var request = new HttpRequestMessage(method, at);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        return request;
    }

    private static long OffsetOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Upload-Offset", out var values)
            && long.TryParse(values.Single(), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : throw RemoteErrors.NotUnderstood();
}
