using System.Collections.Concurrent;
using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Errors;
using Ecluse.Host.Api;
using Ecluse.Host.Watch;
using Ecluse.Signatures;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Watch;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Accounts;

/// <summary>
/// Named agents: machines with a key, each enrolled by a person. A request is an agent's when its key signed it within the last minute and
/// its number was not used before; whoever holds the key of nobody is nobody.
/// </summary>
internal sealed class Agents(ServerParts parts)
{
    /// <summary>How far a signature's instant may be from the server's.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private const int NameLengthMax = 200;

    private readonly ConcurrentDictionary<string, DateTimeOffset> used = new();

    // Whoever sends nothing but wrong signatures does not fill the state with them.
    private readonly Seldom refused = new(TimeSpan.FromSeconds(1), parts.Clock);

    // What was signed before this server started may have been taken by the one before it.
    private readonly DateTimeOffset since = Second(parts.Clock.GetUtcNow());

    /// <summary>Enrols a machine of the person's own side.</summary>
    /// <exception cref="EcluseException"><c>API-020</c>, <c>API-021</c>; <c>SIGN-…</c>: not a key.</exception>
    public async Task<AgentRow> EnrolAsync(Account by, string name, string line, CancellationToken cancellation)
    {
        var key = SshPublicKey.Parse(line);
        if (key.Type != "ssh-ed25519" || name.Length is 0 or > NameLengthMax || name.Any(char.IsControl))
        {
            throw ApiErrors.NotAnAgent();
        }

        var row = new AgentRow
        {
            Id = IdOf(key), Name = name, Controller = by.Controller, PublicKey = LineOf(key), By = by.Person, EnrolledAt = parts.Clock.GetUtcNow(),
        };
        await using var state = parts.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        if (await state.Set<AgentRow>().AnyAsync(one => one.Id == row.Id || one.PublicKey == row.PublicKey, cancellation))
        {
            throw ApiErrors.AgentKnown();
        }

        state.Add(row);
        await parts.AppendAsync(state, About("agent.enrolled", by, row.Id, key), cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return row;
    }

    /// <summary>Withdraws a machine for good; its key is enrolled for nobody any more.</summary>
    /// <exception cref="EcluseException"><c>API-004</c>: not one of the person's side that may act.</exception>
    public async Task WithdrawAsync(Account by, string id, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var row = await state.Set<AgentRow>().SingleOrDefaultAsync(
            one => one.Id == id && one.Controller == by.Controller && one.WithdrawnAt == null, cancellation) ?? throw ApiErrors.NothingHere();
        row.WithdrawnAt = parts.Clock.GetUtcNow();
        await parts.AppendAsync(state, About("agent.withdrawn", by, id, SshPublicKey.Parse(row.PublicKey)), cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The machines that a person sees: those of their side, the processor's people all.</summary>
    public async Task<IReadOnlyList<AgentRow>> ListAsync(Account account, CancellationToken cancellation)
    {
        await using var state = parts.OpenState();
        return await state.Set<AgentRow>().AsNoTracking()
            .Where(one => account.Controller == null || one.Controller == account.Controller).OrderBy(one => one.EnrolledAt).ToListAsync(cancellation);
    }

    /// <summary>Which machine signed a request; null for none. A signature that is none is seen by the watch.</summary>
    public async Task<SignedInAgent?> FindAsync(HttpContext context, CancellationToken cancellation)
    {
        var headers = context.Request.Headers;
        if (headers["Signature-Input"].Count == 0 && headers["Signature"].Count == 0)
        {
            return null;
        }

        var signature = headers["Signature-Input"] is [{ } input] && headers["Signature"] is [{ } value] ? HttpSignature.Parse(input, value) : null;
        var found = signature is not null && IsNow(signature.Created) ? await FindAsync(context, signature, cancellation) : null;
        if (found is null)
        {
            await SawRefusedAsync(context, signature, cancellation);
        }

        return found;
    }

    private async Task<SignedInAgent?> FindAsync(HttpContext context, HttpSignature signature, CancellationToken cancellation)
    {

        await using var state = parts.OpenState();
        var rows = await state.Set<AgentRow>().AsNoTracking().Where(one => one.WithdrawnAt == null).ToListAsync(cancellation);
        var digest = context.Request.Headers["Content-Digest"] is { Count: > 0 } given ? given.ToString() : null;
        var found = rows.Select(row => (Row: row, Key: SshPublicKey.Parse(row.PublicKey))).FirstOrDefault(one => one.Key.Fingerprint == signature.KeyId);

        // The number counts as used only once the signature holds: nobody else can use numbers up.
        return found.Row is { } agent && HasDigestForBody(context, digest) && signature.Holds(found.Key, RequestOf(context, digest)) && IsFirst(signature)
            ? new SignedInAgent(agent.Id, agent.Name, agent.Controller, found.Key, digest)
            : null;
    }

    // A withdrawn machine is still known by its key; of any other key only a keyed hash is kept.
    private async Task SawRefusedAsync(HttpContext context, HttpSignature? signature, CancellationToken cancellation)
    {
        var network = parts.Places.Of(context.Connection.RemoteIpAddress?.ToString() ?? "");
        if (!refused.Is(network))
        {
            return;
        }

        await using var state = parts.OpenState();
        var rows = await state.Set<AgentRow>().AsNoTracking().Select(row => new { row.Id, row.PublicKey }).ToListAsync(cancellation);
        var known = rows.FirstOrDefault(row => SshPublicKey.Parse(row.PublicKey).Fingerprint == signature?.KeyId)?.Id;
        parts.Installation.Saw(new WatchEvent(parts.Clock.GetUtcNow(), EventKinds.SignInFailed)
        {
            Key = known ?? parts.Places.Tried(signature?.KeyId ?? ""), Network = network, Way = "agent", Code = ApiErrors.NotSignedIn().Code,
        });
    }

    /// <summary>Keys of the processor's machines, withdrawn ones too: none of them signs for a laboratory (rule 3).</summary>
    public static async Task<IReadOnlyList<SshPublicKey>> ProcessorKeysAsync(EcluseState state, CancellationToken cancellation) =>
        [.. (await state.Set<AgentRow>().AsNoTracking().Where(one => one.Controller == null).Select(one => one.PublicKey).ToListAsync(cancellation))
            .Select(SshPublicKey.Parse)];

    /// <summary>Id of a key's machine.</summary>
    public static string IdOf(SshPublicKey key) => "agent:gate." + Sha256Hex.Of(key.Blob)[..16];

    private static SignedRequest RequestOf(HttpContext context, string? digest)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return new SignedRequest(
            context.Request.Method, context.Request.Host.Value?.ToLowerInvariant() ?? "", query < 0 ? target : target[..query], query < 0 ? "?" : target[query..], digest);
    }

    private static bool HasDigestForBody(HttpContext context, string? digest) =>
        digest is not null || context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true };

    private bool IsNow(DateTimeOffset created)
    {
        var now = parts.Clock.GetUtcNow();
        return created >= since && created >= now - Window && created <= now + Window;
    }

    private bool IsFirst(HttpSignature signature)
    {
        var now = parts.Clock.GetUtcNow();
        foreach (var (nonce, until) in used)
        {
            if (until < now)
            {
                used.TryRemove(nonce, out _);
            }
        }

        return used.TryAdd(signature.Nonce, signature.Created + Window + Window);
    }

    private static DateTimeOffset Second(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    // As the state holds it: what its maker wrote beside it is not ours to keep.
    private static string LineOf(SshPublicKey key) => $"{key.Type} {Convert.ToBase64String(key.Blob)}";

    private static Act About(string name, Account by, string agent, SshPublicKey key) => new(
        name, by.Person, new Dictionary<string, string> { ["agent"] = agent }, new Dictionary<string, string> { ["key"] = Sha256Hex.Of(key.Blob) });
}
