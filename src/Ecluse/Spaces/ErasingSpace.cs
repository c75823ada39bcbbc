using System.Security.Cryptography;
using Ecluse.Canonical;
using Ecluse.Depot;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Signatures;

namespace Ecluse.Spaces;

/// <summary>
/// Erases a space whole: it takes and gives nothing from then on, its writers end, its key goes, its folder goes, both absences are re-read, the
/// certificate is signed. Killed at any step, it is taken up again and ends the same.
/// </summary>
/// <param name="ledger">Where spaces are kept.</param>
/// <param name="depot">Where the segments are.</param>
/// <param name="keys">Where the keys of names are.</param>
/// <param name="exchange">Who writes in this process.</param>
/// <param name="gate">Signs that it was done.</param>
/// <param name="clock">What time it is.</param>
public sealed class ErasingSpace(
    ISpaceLedger ledger, SegmentDepot depot, SpaceKeys keys, Exchange exchange, SshSigner gate, TimeProvider clock)
{
    private static readonly TimeSpan DueWindow = TimeSpan.FromHours(1);

    /// <summary>Erases it; erased already, only what came back of it goes again.</summary>
    /// <param name="id">Id of the space.</param>
    /// <param name="by">Who erases it, or the agent when it is due.</param>
    /// <param name="checkpoint">The journal's checkpoint before the act.</param>
    /// <param name="cancellation">Stops before the erasure begins; once begun it goes on.</param>
    /// <exception cref="EcluseException"><c>SPACE-001</c>, <c>SPACE-020</c>; <c>KEY-…</c>, <c>DEPOT-…</c>: the disk refused.</exception>
    public async Task RunAsync(string id, string by, string checkpoint, CancellationToken cancellation)
    {
        var space = await ledger.FindAsync(id, cancellation) ?? throw SpaceErrors.NotFound();
        var wasHere = space.ErasingAt is not null || keys.Exists(id);
        await ledger.ErasingAsync(id, clock.GetUtcNow(), SpaceActs.Erasing(id, by), cancellation);
        foreach (var one in await ledger.ObjectsAsync(id, CancellationToken.None))
        {
            await exchange.EndWriterAsync(one.Id);
        }

        keys.Destroy(id);
        depot.RemoveSpace(id);
        if (keys.Exists(id) || depot.ListSpaces().Contains(id))
        {
            throw SpaceErrors.StillThere(keys.Exists(id) ? $"keys/spaces/{id}.key" : $"spaces/{id}");
        }

        if (space.ErasedAt is not null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var bytes = CanonicalDocument.Write(new SpaceCertificate(
            "e-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), id, space.Contract, space.Instruction, space.InstructionSha256,
            space.Grade, space.Direction, space.OpenedAt, now, space.EraseBy, Timing(now, space.EraseBy), await FatesAsync(id, now),
            [.. space.Recipients.Select(recipient => new SpaceRecipientFate(recipient, "held-by-receiver"))],
            [
                new($"spaces/{id}", "ôté, relu, absent", "removed, read again, not there"),
                KeyPlace(id, wasHere),
                new("ecluse.db", "longueurs, empreintes et dates restent ; aucun nom", "lengths, hashes and dates stay; no name"),
                new("journal/", "identifiants et empreintes restent", "ids and hashes stay"),
                .. StoredAt(id),
            ],
            gate.PublicKey.ToLine(), SpaceCertificate.Unproven(space.Grade).With(depot.Place), checkpoint));
        await ledger.ErasedAsync(
            id, now, bytes, gate.Sign(SignatureNamespaces.Certificate, bytes).Armor(), SpaceActs.Erased(id, by, Sha256Hex.Of(bytes)),
            CancellationToken.None);
    }

    // A key is in no backup: where it is missing, this is not the erasure that destroyed it, and must not say so.
    private static SpacePlace KeyPlace(string id, bool wasHere) => wasHere
        ? new($"keys/spaces/{id}.key", "écrasée, ôtée, relue, absente", "overwritten, removed, read again, not there")
        : new(
            $"keys/spaces/{id}.key",
            "absente dès avant cet effacement : effacée plus tôt, l’état ayant été rétabli depuis par une sauvegarde, ou jamais sur cette machine",
            "not there before this erasure: erased earlier, the state having come back from a backup since, or never on this machine");

    // A storage beside this machine's disk, where there is one.
    private SpacePlace[] StoredAt(string id) => depot.Place.Length == 0 ? [] :
    [
        new(
            $"{depot.Place}, {id}", "ôté, énuméré de nouveau, absent ; le stockage a dit ne garder aucune version",
            "removed, listed again, not there; the storage said that it keeps no versions"),
    ];

    private async Task<List<ObjectFate>> FatesAsync(string space, DateTimeOffset now)
    {
        var fates = new List<ObjectFate>();
        foreach (var one in await ledger.ObjectsAsync(space, CancellationToken.None))
        {
            var segments = await ledger.SegmentsAsync(one.Id, CancellationToken.None);
            if (segments.Any(segment => depot.Contains(space, segment.File)))
            {
                throw SpaceErrors.StillThere($"spaces/{space}");
            }

            fates.Add(new(
                one.Id, one.By, one.State.ToString().ToLowerInvariant(), one.Received, segments.Count, segments.Sum(segment => segment.SealedBytes),
                SpaceActs.HashOf(segments), one.BegunAt, one.RemovedAt ?? now));
        }

        return fates;
    }

    private static string Timing(DateTimeOffset now, DateTimeOffset due) => now < due ? "early" : now < due + DueWindow ? "due" : "late";
}
