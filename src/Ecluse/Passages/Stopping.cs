using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Keys;

namespace Ecluse.Passages;

/// <summary>
/// Stops a passage at any instant: a run that is going on is held off and waited for; the rows that the passage wrote are
/// taken out of the target again, parcel after parcel from the last, in a sweep that can be killed and resumed; then the
/// passage is stopped, and erasure follows. A parcel that is missing or damaged is read from the source again.
/// </summary>
/// <param name="parts">What it works with.</param>
/// <param name="gates">Opens the target.</param>
public sealed class Stopping(LockParts parts, IGates gates)
{
    private readonly IPassageLedger ledger = parts.Ledger;
    private readonly string agent = parts.TargetAgent;
    private readonly Clearing clearing = new(parts, gates);
    private readonly Rereading rereading = new(parts, gates);

    /// <summary>Rows that stayed, of a passage that was stopped and is erased since; null where there is something to do yet.</summary>
    /// <remarks>For a command that was killed between its last writing and its answer, and is run again.</remarks>
    public static async Task<IReadOnlyList<RowLeft>?> FindDoneAsync(IPassageLedger ledger, Passage passage, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(passage);
        return passage.State == PassageState.Erased && await ledger.FindDocumentAsync(passage.Id, DocumentKind.RowsLeft, cancellation) is { } left
            ? CanonicalDocument.Read<RowsLeft>(left.Bytes).Rows
            : null;
    }

    /// <summary>Sweeps and stops; done already, it only finishes what a crash left and tells the same again.</summary>
    /// <param name="work">The passage.</param>
    /// <param name="by">Who stops it.</param>
    /// <param name="progress">Told after each parcel.</param>
    /// <param name="cancellation">Stops between parcels; the same command goes on later.</param>
    /// <returns>Rows that stay, named by table and key.</returns>
    /// <exception cref="EcluseException">
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

        await clearing.RunAsync(work, by, cancellation);
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
            if (now.State >= PassageState.Sealed && parts.IsTargetOf(work.Plan))
            {
                await clearing.AnnounceAsync(work, by, held.Token);
            }

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
            if (intent.Index != except && !Clearing.IsAnnouncement(intent.Act))
            {
                var act = new Act(ActNameList.Abandoned, agent, intent.Act.Subjects, intent.Act.Hashes);
                await ledger.NoteAsync(null, act with { Intent = intent.Index }, cancellation);
            }
        }
    }

    private async Task<IReadOnlyList<RowLeft>> SweepAsync(
        PassageWork work, long epoch, IProgress<PassageProgress>? progress, CancellationToken cancellation)
    {
        // A trial is emptied by its erasure, which may come late: only here its identity opens something after its date.
        using var identity = OpenIdentity(work, work.Plan.Trial ? DateTimeOffset.MaxValue : work.Passage.EraseBy);
        await using var sweep = new OpenSweep(gates, work, epoch);
        var left = new List<RowLeft>();
        var loaded = await sweep.ClaimAsync(cancellation);
        var announced = (await ledger.OpenIntentsAsync(work.Passage.Id, cancellation))
            .Where(intent => intent.Act.Name == "parcel.sweeping").ToList();
        foreach (var (parcel, _) in (await ledger.ParcelsAsync(work.Passage.Id, cancellation)).Reverse())
        {
            long? intent = announced.FirstOrDefault(one => one.Act.Hashes["parcel"] == parcel.Sha256)?.Index;
            if (loaded.Contains(parcel.Number))
            {
                intent ??= await ledger.NoteAsync(
                    null, work.Act("parcel.sweeping", agent, ("parcel", parcel.Sha256)), cancellation);
            }

            // A parcel that was swept before a crash gives back the rows that it left then.
            var stay = await sweep.RunAsync(parcel, () => Open(work, parcel, identity?.Identities[0]), rereading, cancellation);
            left.AddRange(stay ?? [RowLeft.OfLostParcel(parcel.Number)]);

            // Lost, it was announced and is not done: the end of the passage abandons it, and its rows are named.
            if (stay is not null && intent is not null)
            {
                await ledger.NoteAsync(
                    null, work.Act("parcel.swept", agent, ("parcel", parcel.Sha256)) with { Intent = intent }, cancellation);
            }

            progress?.Report(new(PassageStage.Sweeping, 0, 0, parcel.Number, parcel.PlainBytes));
        }

        return left;
    }

    private IdentityFile? OpenIdentity(PassageWork work, DateTimeOffset until)
    {
        try
        {
            return parts.Keys.OpenIdentity(work.Plan.Id, until, parts.Clock);
        }
        catch (EcluseException unreadable) when (unreadable.Code != "ERASE-002")
        {
            return null;
        }
    }

    private IEnumerable<SourceRecord> Open(PassageWork work, Parcel parcel, AgeIdentity? identity)
    {
        try
        {
            return Loading.Records(parts.Loading.OpenParcel(work, parcel, identity ?? throw new LostParcelException()));
        }
        catch (EcluseException)
        {
            throw new LostParcelException();
        }
    }
}
