using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Depot;
using Ecluse.Documents;
using Ecluse.Host.Composition;
using Ecluse.Passages;
using Ecluse.Storage;
using Ecluse.Storage.HandOvers;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.HandOvers;

/// <summary>
/// Sealed passages that lie here between two gates that stand elsewhere. Nothing here opens them: their identity never comes to this
/// machine, and no passage of this installation is made of them.
/// </summary>
internal sealed class HandOverShelf(Installation installation)
{
    /// <summary>Names of the papers, a closed list.</summary>
    public const string Plan = "plan.json", Manifest = "manifest.json", LogKey = "log.vkey", LogCheckpoint = "log.checkpoint", LogLeaves = "log.leaves",
        Question = "question.json", Answer = "answer.json", Erasure = "erasure.json", Signature = ".sig";

    /// <summary>Where the parcels lie.</summary>
    public ParcelDepot Depot => installation.HandOvers;

    /// <summary>All of them, the newest first.</summary>
    public async Task<IReadOnlyList<HandOverRow>> ListAsync(CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        return await state.Set<HandOverRow>().AsNoTracking().OrderByDescending(row => row.BegunAt).ToListAsync(cancellation);
    }

    /// <summary>One with its manifest; null where there is none.</summary>
    public async Task<OpenedHandOver?> FindAsync(string passage, CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        return await state.Set<HandOverRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Passage == passage, cancellation) is { } found
            ? new OpenedHandOver(found, CanonicalDocument.Read<Manifest>((await PaperAsync(state, passage, Manifest, cancellation))!))
            : null;
    }

    /// <summary>A paper's bytes; null where there is none.</summary>
    public async Task<byte[]?> PaperAsync(string passage, string name, CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        return await PaperAsync(state, passage, name, cancellation);
    }

    /// <summary>Changes what the state keeps, with the act that says so, in one transaction.</summary>
    public async Task<long> ChangeAsync(Act act, Func<EcluseState, Task> change, CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        await change(state);
        var entry = await installation.AppendAsync(state, act, cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return entry;
    }

    /// <summary>Puts a paper in the place of the one before.</summary>
    public static async Task PutAsync(EcluseState state, string passage, string name, byte[] bytes, CancellationToken cancellation)
    {
        if (await state.Set<HandOverPaperRow>().SingleOrDefaultAsync(paper => paper.Passage == passage && paper.Name == name, cancellation) is { } before)
        {
            before.Bytes = bytes;
            return;
        }

        state.Add(new HandOverPaperRow { Passage = passage, Name = name, Bytes = bytes });
    }

    /// <summary>Ids of the manifest's parcels that are not here.</summary>
    public IReadOnlyList<string> Missing(Manifest manifest) =>
        [.. manifest.Parcels.Select(parcel => parcel.Id).Where(id => !Depot.Contains(manifest.Passage, id))];

    /// <summary>An act about one, by an agent or a person; it names the signed plan, which set the agents to work.</summary>
    public static Act About(HandOverRow row, string name, string by, params (string Name, string Sha256)[] hashes) => new(
        name, by, new Dictionary<string, string> { ["passage"] = row.Passage, ["contract"] = row.Contract },
        new Dictionary<string, string>(hashes.Select(hash => KeyValuePair.Create(hash.Name, hash.Sha256))) { ["plan"] = row.PlanSha256 });

    private static async Task<byte[]?> PaperAsync(EcluseState state, string passage, string name, CancellationToken cancellation) =>
        (await state.Set<HandOverPaperRow>().AsNoTracking().SingleOrDefaultAsync(paper => paper.Passage == passage && paper.Name == name, cancellation))?.Bytes;
}
