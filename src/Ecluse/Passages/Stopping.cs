using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Canonical;
using Ecluse.Documents;

namespace Ecluse.Passages;

/// <summary>
/// Stops a passage at any instant: a run that is going on is held off and waited for; the rows that the passage wrote are
/// taken out of the target again, parcel after parcel from the last, in a sweep that can be killed and resumed; then the
/// passage is stopped, and erasure follows.
/// </summary>
/// <param name="parts">What it works with.</param>
/// <param name="gates">Opens the target.</param>
public sealed class Stopping(LockParts parts, IGates gates)
{
    private readonly IPassageLedger ledger = parts.Ledger;
    private readonly string agent = parts.TargetAgent;

    /// <summary>Sweeps and stops; done already, it only finishes what a crash left and tells the same again.</summary>
    /// <param name="work">The passage.</param>
    /// <param name="by">Who stops it.</param>
    /// <param name="progress">Told after each parcel.</param>
    /// <param name="cancellation">Stops between parcels; the same command goes on later.</param>
    /// <returns>Rows that stay, named by table and key.</returns>
    /// <exception cref="Errors.EcluseException">
    /// <c>PASSAGE-016</c>: it is accepted; <c>PASSAGE-002</c>: it is erased; <c>PASSAGE-011</c>: a run does not let go.
    /// </exception>
    public async Task<IReadOnlyList<RowLeft>> RunAsync(
        PassageWork work, string by, IProgress<PassageProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (work.Passage.State != PassageState.Stopped)
        {
            await Erasure.Postponing.RefuseIfHeldAsync(ledger, work.Passage.Id, parts.Clock.GetUtcNow(), cancellation);
            await StopAsync(work, by, progress, cancellation);
        }

        if (parts.IsTargetOf(work.Plan)
            && await ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Manifest, cancellation) is not null)
        {
            await using var target = await gates.OpenTargetAsync(work.Plan, cancellation);
            await target.ForgetAsync(work.Passage.Id, cancellation);
        }

        var left = await ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.RowsLeft, cancellation);
        return CanonicalDocument.Read<RowsLeft>(left!.Bytes).Rows;
    }

    private async Task StopAsync(
        PassageWork work, string by, IProgress<PassageProgress>? progress, CancellationToken cancellation)
    {
        var started = parts.Clock.GetTimestamp();

        // From this entry on the ledger takes nothing more from a run, which then lets go of the passage.
        var stopping = await ledger.IntendAsync(work.Passage.Id, work.Act("passage.stopping", by), cancellation);
        await using var lease = await ledger.ClaimToEndAsync(work.Passage.Id, cancellation);
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
        try
        {
            var now = await ledger.GetAsync(work.Passage.Id, held.Token);
            var left = now.State >= PassageState.Sealed && parts.IsTargetOf(work.Plan) ? await SweepAsync(work, lease.Epoch, progress, held.Token) : [];
            await AbandonAsync(ledger, work, agent, stopping, held.Token);
            var bytes = CanonicalDocument.Write(new RowsLeft(work.Passage.Id, left));
            await ledger.MoveAsync(
                work.Passage.Id,
                PassageState.Stopped,
                work.Act("passage.stopped", by, ("rows-left", Sha256Hex.Of(bytes))) with { Intent = stopping },
                parts.Clock.GetElapsedTime(started),
                new PassageDocument(DocumentKind.RowsLeft, bytes, null),
                held.Token);
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw PassageErrors.LeaseLost();
        }
    }

    /// <summary>Closes what a killed run had announced: it will not be taken up again.</summary>
    internal static async Task AbandonAsync(
        IPassageLedger ledger, PassageWork work, string agent, long except, CancellationToken cancellation)
    {
        foreach (var intent in await ledger.OpenIntentsAsync(work.Passage.Id, cancellation))
        {
            if (intent.Index != except)
            {
                var act = new Act(ActNameList.Abandoned, agent, intent.Act.Subjects, intent.Act.Hashes);
                await ledger.NoteAsync(null, act with { Intent = intent.Index }, cancellation);
            }
        }
    }

    private async Task<IReadOnlyList<RowLeft>> SweepAsync(
        PassageWork work, long epoch, IProgress<PassageProgress>? progress, CancellationToken cancellation)
    {
        using var identity = parts.Keys.OpenIdentity(work.Plan.Id, work.Passage.EraseBy, parts.Clock);
        await using var target = await gates.OpenTargetAsync(work.Plan, cancellation);
        var left = new List<RowLeft>();
        await target.ClaimAsync(work.Passage.Id, epoch, cancellation);
        var loaded = await target.LoadedParcelsAsync(work.Passage.Id, cancellation);
        var announced = (await ledger.OpenIntentsAsync(work.Passage.Id, cancellation))
            .Where(intent => intent.Act.Name == "parcel.sweeping").ToList();
        foreach (var (parcel, _) in (await ledger.ParcelsAsync(work.Passage.Id, cancellation)).Reverse())
        {
            long? intent = announced.FirstOrDefault(one => one.Act.Hashes["parcel"] == parcel.Sha256)?.Index;
            if (loaded.ContainsKey(parcel.Number))
            {
                intent ??= await ledger.NoteAsync(
                    null, work.Act("parcel.sweeping", agent, ("parcel", parcel.Sha256)), cancellation);
            }

            // A parcel that was swept before a crash gives back the rows that it left then.
            left.AddRange(await target.SweepAsync(
                new ParcelToLoad(work.Passage.Id, epoch, parcel.Number, () => Open(work, parcel, identity.Identities[0])), cancellation));
            if (intent is not null)
            {
                await ledger.NoteAsync(
                    null, work.Act("parcel.swept", agent, ("parcel", parcel.Sha256)) with { Intent = intent }, cancellation);
            }

            progress?.Report(new(PassageStage.Sweeping, 0, 0, parcel.Number, parcel.PlainBytes));
        }

        return left;
    }

    private IEnumerable<SourceRecord> Open(PassageWork work, Parcel parcel, AgeIdentity identity) =>
        Loading.Records(parts.Loading.OpenParcel(work, parcel, identity));
}
