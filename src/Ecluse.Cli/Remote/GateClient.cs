using System.CommandLine;
using System.Security.Cryptography;
using Ecluse.Canonical;
using Ecluse.Depot;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.HandOvers;
using Ecluse.Passages;
using Ecluse.Signatures;

namespace Ecluse.Cli.Remote;

/// <summary>A gate in front of a server: each request signed with the gate's own key, the one that the signed plan names.</summary>
internal sealed class GateClient(ServerClient server, SshSigner gate, TimeProvider clock) : IDisposable
{
    private const string Root = "/hand-overs";

    /// <summary>The server of <c>--server</c>, before one of this installation's gates.</summary>
    public static GateClient Of(VerbContext context, ParseResult parsed, SshSigner gate) => new(ServerClient.Unsigned(context, parsed), gate, context.Clock);

    /// <summary>Hands a sealed passage over: papers, the parcels that are not there yet, and that it is whole.</summary>
    public async Task<Manifest> HandOverAsync(Installation installation, PassageWork work, CancellationToken cancellation)
    {
        var manifest = await Loading.OpenManifestAsync(installation.Ledger, work, cancellation);
        var plan = (await installation.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Plan, cancellation))!;
        var list = (await installation.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Manifest, cancellation))!;
        var log = await HandedLog.OfAsync(installation.Journal, cancellation);
        var begun = await SendAsync<HandOverStatus>(
            HttpMethod.Post, Root, new HandOverPapers(plan.Bytes, plan.Signature!, list.Bytes, list.Signature!, System.Text.Encoding.UTF8.GetBytes(log.Key + "\n"), log.Checkpoint, log.Leaves), cancellation);
        foreach (var parcel in manifest.Parcels.Where(parcel => begun.Missing.Contains(parcel.Id)))
        {
            await using var bytes = installation.Parts.Depot.OpenSealed(work.Passage.Id, parcel.Id);
            await PutAsync($"{At(work)}/parcels/{parcel.Id}", bytes, Convert.FromHexString(parcel.Sha256), cancellation);
        }

        await SendAsync<HandOverStatus>(HttpMethod.Post, $"{At(work)}/close", null, cancellation);
        return manifest;
    }

    /// <summary>Fetches what was handed over into a folder, as <c>ecluse extract --to</c> writes it; what is there already is left.</summary>
    public async Task FetchAsync(string passage, string folder, CancellationToken cancellation)
    {
        var papers = await SendAsync<HandOverPapers>(HttpMethod.Get, $"{At(passage)}/papers", null, cancellation);
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in new[]
        {
            (HandOverShelf.LogKey, papers.LogKey), (HandOverShelf.LogCheckpoint, papers.LogCheckpoint), (HandOverShelf.LogLeaves, papers.LogLeaves),
            (HandOverShelf.Plan, papers.Plan), (HandOverShelf.Manifest, papers.Manifest),
        })
        {
            await WholeFile.WriteAsync(Path.Combine(folder, name), bytes, cancellation);
        }

        await WholeFile.WriteAsync(Path.Combine(folder, HandOverShelf.Plan + HandOverShelf.Signature), papers.PlanSignature, cancellation);
        foreach (var parcel in Documents.CanonicalDocument.Read<Manifest>(papers.Manifest).Parcels)
        {
            await FetchParcelAsync(passage, parcel.Id, parcel.SealedBytes, folder, cancellation);
        }

        await WholeFile.WriteAsync(Path.Combine(folder, HandOverShelf.Manifest + HandOverShelf.Signature), papers.ManifestSignature, cancellation);
    }

    /// <summary>Leaves what this gate asks the other, or says of its answer.</summary>
    public Task LeaveAsync(PassageWork work, string name, byte[] document, string signature, CancellationToken cancellation) =>
        DoAsync(HttpMethod.Put, $"{At(work)}/{Path.GetFileNameWithoutExtension(name)}", new SignedPaper(document, signature), cancellation);

    /// <summary>Reads what the other gate left.</summary>
    public Task<SignedPaper> ReadAsync(PassageWork work, string name, CancellationToken cancellation) =>
        SendAsync<SignedPaper>(HttpMethod.Get, $"{At(work)}/{Path.GetFileNameWithoutExtension(name)}", null, cancellation);

    /// <summary>Sends the sealed parcel of an answer.</summary>
    public async Task SendParcelAsync(PassageWork work, string parcel, string file, string sha256, CancellationToken cancellation)
    {
        await using var bytes = File.OpenRead(file);
        await PutAsync($"{At(work)}/parcels/{parcel}", bytes, Convert.FromHexString(sha256), cancellation);
    }

    /// <summary>Fetches a sealed parcel into a folder; one of that length is there already.</summary>
    public async Task FetchParcelAsync(string passage, string parcel, long length, string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, ParcelDepot.FileNameOf(parcel));
        if (File.Exists(path) && new FileInfo(path).Length == length)
        {
            return;
        }

        await using var from = await server.StreamAsync(Signed(HttpMethod.Get, $"{At(passage)}/parcels/{parcel}", null, null), cancellation);
        await using (var to = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await from.CopyToAsync(to, cancellation);
        }

        File.Move(path + ".part", path, overwrite: true);
    }

    public void Dispose() => server.Dispose();

    private static string At(PassageWork work) => At(work.Passage.Id);

    private static string At(string passage) => $"{Root}/{Uri.EscapeDataString(passage)}";

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        var (content, sha256) = Content(body);
        return await server.AskAsync<T>(Signed(method, path, content, sha256), cancellation);
    }

    private async Task DoAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        var (content, sha256) = Content(body);
        await server.DoAsync(Signed(method, path, content, sha256), cancellation);
    }

    private Task PutAsync(string path, Stream bytes, byte[] sha256, CancellationToken cancellation) =>
        server.DoAsync(Signed(HttpMethod.Put, path, new StreamContent(bytes), sha256), cancellation);

    private static (HttpContent? Content, byte[]? Sha256) Content(object? body)
    {
        if (body is null)
        {
            return (null, null);
        }

        var bytes = ServerClient.Write(body);
        return (ServerClient.Json(bytes), SHA256.HashData(bytes));
    }

    private HttpRequestMessage Signed(HttpMethod method, string path, HttpContent? content, byte[]? sha256)
    {
        var at = new Uri(server.Address, Host.Api.ApiSite.Root + path);
        var digest = sha256 is null ? null : HttpSignature.DigestOf(sha256);
        var signature = HttpSignature.Sign(
            gate, new SignedRequest(method.Method, at.Authority, at.AbsolutePath, at.Query.Length == 0 ? "?" : at.Query, digest), clock.GetUtcNow());
        var request = new HttpRequestMessage(method, at) { Content = content };
        request.Headers.Add("Signature-Input", signature.Input);
        request.Headers.Add("Signature", signature.Value);
        if (digest is not null)
        {
            request.Content!.Headers.Add("Content-Digest", digest);
        }

        return request;
    }
}
