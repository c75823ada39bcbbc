using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Host.Composition;
using Ecluse.Storage.HandOvers;
using Ecluse.Storage.Journal;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.HandOvers;

/// <summary>
/// Removes at its date what was handed over (rule 8): announced, removed, its absence read again, then told with the hash of a statement
/// that names every parcel. Cut short, it is taken up again and ends the same.
/// </summary>
internal sealed class HandOverErasing(Installation installation)
{
    private readonly HandOverShelf shelf = new(installation);

    private CannotProve CannotProve => new CannotProve(HandOverErasure.French, HandOverErasure.English).With(shelf.Depot.Place);

    /// <summary>Ids of those that are not removed and past their date, or removed once and brought back by a restore.</summary>
    /// <param name="now">What time it is; null where the clock is doubted: then nothing goes by its date.</param>
    /// <param name="erasedBefore">What this machine remembers as erased.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<string>> DueAsync(DateTimeOffset? now, IReadOnlySet<string> erasedBefore, CancellationToken cancellation) =>
        [.. (await shelf.ListAsync(cancellation))
            .Where(row => row.ErasedAt is null && (row.EraseBy <= now || ErasedRegister.HasHandOver(erasedBefore, row.Passage))).Select(row => row.Passage)];

    /// <summary>Removes one.</summary>
    public async Task RunAsync(string passage, string by, CancellationToken cancellation)
    {
        var (row, manifest) = (await shelf.FindAsync(passage, cancellation))!;
        var intent = await shelf.ChangeAsync(HandOverShelf.About(row, "hand-over.erasing", by), _ => Task.CompletedTask, cancellation);
        var removed = shelf.Depot.DeletePassage(passage);
        var statement = CanonicalDocument.Write(new HandOverErasure(
            passage, row.PlanSha256, Sha256Hex.Of((await shelf.PaperAsync(passage, HandOverShelf.Manifest, cancellation))!), installation.Clock.GetUtcNow(), row.EraseBy,
            [.. manifest.Parcels.Select(parcel => new RemovedHandOver(parcel.Id, parcel.Sha256, parcel.SealedBytes))], removed.Strangers.Count,
            CannotProve.En, CannotProve.Fr));
        await shelf.ChangeAsync(
            HandOverShelf.About(row, "hand-over.erased", by, ("statement", Sha256Hex.Of(statement))) with { Intent = intent },
            async state =>
            {
                (await state.Set<HandOverRow>().SingleAsync(one => one.Passage == passage, cancellation)).ErasedAt = installation.Clock.GetUtcNow();
                await state.Set<HandOverPaperRow>().Where(paper => paper.Passage == passage && paper.Name != HandOverShelf.Plan
                    && paper.Name != HandOverShelf.Plan + HandOverShelf.Signature && paper.Name != HandOverShelf.Manifest
                    && paper.Name != HandOverShelf.Manifest + HandOverShelf.Signature).ExecuteDeleteAsync(cancellation);
                await HandOverShelf.PutAsync(state, passage, HandOverShelf.Erasure, statement, cancellation);
            }, cancellation);
        installation.ErasedBefore.AddHandOver(passage);
    }
}

/// <summary>What the server states that it removed of a hand-over; its hash stands in the journal (<c>hand-over.erased</c>).</summary>
/// <param name="Passage">Id of the passage.</param>
/// <param name="PlanSha256">Hash of the signed plan.</param>
/// <param name="ManifestSha256">Hash of the manifest.</param>
/// <param name="At">When.</param>
/// <param name="Due">When it was due.</param>
/// <param name="Parcels">Each parcel of the manifest: none of them is here any more.</param>
/// <param name="Strangers">Files beside them that are not Écluse's and were left.</param>
/// <param name="CannotProveEn">What this does not prove.</param>
/// <param name="CannotProveFr">The same in French.</param>
internal sealed record HandOverErasure(
    string Passage, string PlanSha256, string ManifestSha256, DateTimeOffset At, DateTimeOffset Due, IReadOnlyList<RemovedHandOver> Parcels, int Strangers,
    string CannotProveEn, string CannotProveFr) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "hand-over-erasure/1";

    internal const string English =
        "The server held sealed parcels and no key that opens them. It cannot prove that nobody copied them while they were here, nor what snapshots of its disk still hold; what becomes of the keys is certified by the gates.";

    internal const string French =
        "Le serveur détenait des colis scellés et aucune clé qui les ouvre. Il ne peut prouver que nul ne les a copiés tant qu’ils étaient ici, ni ce que des instantanés de son disque contiennent encore ; le sort des clés est certifié par les portes.";
}

/// <summary>A parcel that is gone.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sha256">Hash of its sealed bytes.</param>
/// <param name="Bytes">Their length.</param>
internal sealed record RemovedHandOver(string Id, string Sha256, long Bytes);
