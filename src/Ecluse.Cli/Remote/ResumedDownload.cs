using System.Net;
using System.Net.Http.Headers;
using Ecluse.Errors;
using Ecluse.Host.Api;

namespace Ecluse.Cli.Remote;

/// <summary>What a server gives out in ranges, read to its end in one go: after a cut it goes on where it was.</summary>
/// <param name="server">The server.</param>
/// <param name="path">Address below the API.</param>
/// <param name="clock">Time between two tries.</param>
internal sealed class ResumedDownload(ServerClient server, string path, TimeProvider clock) : Stream
{
    private static readonly int[] SecondsBetween = [1, 3, 10, 30, 60];

    private HttpResponseMessage? answer;
    private Stream? body;
    private EntityTagHeaderValue? tag;
    private long at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => at;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var cuts = 0; ; cuts++)
        {
            try
            {
                body ??= await OpenAsync(cancellationToken);
                var count = await body.ReadAsync(buffer, cancellationToken);
                at += count;
                return count;
            }
            catch (Exception cut) when (cuts < SecondsBetween.Length && (cut is IOException or EcluseException { Code: "REMOTE-003" }))
            {
                Close(ref answer);
                body = null;
                await Task.Delay(TimeSpan.FromSeconds(SecondsBetween[cuts]), clock, cancellationToken);
            }
            catch (IOException cut)
            {
                throw RemoteErrors.NotReached(cut);
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Close(ref answer);
        base.Dispose(disposing);
    }

    private static void Close(ref HttpResponseMessage? open)
    {
        open?.Dispose();
        open = null;
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(ApiSite.Root + path, UriKind.Relative));
        if (at > 0)
        {
            request.Headers.Range = new RangeHeaderValue(at, null);
            request.Headers.IfRange = tag is null ? null : new RangeConditionHeaderValue(tag);
        }

        answer = await server.AnswerAsync(request, cancellation);
        if (at > 0 && (answer.StatusCode != HttpStatusCode.PartialContent || answer.Content.Headers.ContentRange?.From != at))
        {
            throw RemoteErrors.NotUnderstood();
        }

        tag ??= answer.Headers.ETag;
        return await answer.Content.ReadAsStreamAsync(cancellation);
    }
}
