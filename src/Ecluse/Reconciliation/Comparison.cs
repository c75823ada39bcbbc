using Ecluse.Age;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Passages;
using Ecluse.Records;
using Ecluse.Scratch;
using Ecluse.Signatures;

namespace Ecluse.Reconciliation;

/// <summary>
/// Legs 1 and 2 of the reconciliation: what the target holds, read back through its profile, against what the source gate
/// digested; and the plain SQL figures of both sides, which no profile touches.
/// </summary>
/// <param name="ledger">Where the report is kept.</param>
/// <param name="loading">Opens parcels.</param>
/// <param name="gateKey">Signs the report.</param>
/// <param name="agent">Id under which the gate acts.</param>
/// <param name="scratch">Where the digests are laid aside, sealed.</param>
/// <param name="clock">What time it is.</param>
public sealed class Comparison(
    IPassageLedger ledger, Loading loading, SshSigner gateKey, string agent, ScratchFolder scratch, TimeProvider clock)
{
    /// <summary>
    /// Compares, keeps the report, and moves the passage to <see cref="PassageState.Reconciled"/> when it holds; else the
    /// passage stays loaded and the report says what differs.
    /// </summary>
    /// <param name="work">The passage and what it is bound to.</param>
    /// <param name="target">The open target gate.</param>
    /// <param name="identity">Opens the digests parcel.</param>
    /// <param name="sourceFigures">Asks the source again without the rejected patients; null when it cannot be asked.</param>
    /// <param name="progress">Told while reading back.</param>
    /// <param name="cancellation">Stops early; nothing is kept.</param>
    public async Task<ReconciliationReport> RunAsync(
        PassageWork work,
        ITargetGate target,
        AgeIdentity identity,
        Func<IReadOnlyList<string>, Task<IReadOnlyList<CheckFigure>>>? sourceFigures,
        IProgress<PassageProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(target);
        var started = clock.GetTimestamp();
        var manifest = await Loading.OpenManifestAsync(ledger, work, cancellation);
        using var book = ReadBook(work, manifest, identity);
        var loads = await ledger.LoadsAsync(work.Passage.Id, cancellation);
        var rejects = RejectedOf(work, manifest, loads, identity, loading);

        var leg1 = await ReadBackAsync(work, target, book, rejects, progress, cancellation);
        var source = rejects.Keys.Count == 0 || sourceFigures is null
            ? book.Figures
            : await sourceFigures([.. book.LeftOut, .. rejects.Keys]);
        var figures = FigureComparer.Compare(source, await target.FiguresAsync(work.Passage.Id, work.FigureScope, cancellation));

        var types = Types(manifest, rejects, leg1);
        var counts = RejectCounts(loads);
        var report = new ReconciliationReport(
            work.Passage.Id, (await ManifestSha256Async(work, cancellation))!, clock.GetUtcNow(), types, leg1.Patients,
            leg1.Shared, figures, counts,
            Holds: types.All(type => type.Agrees) && leg1.Patients is { Different: 0, Missing: 0 }
                && leg1.Shared.Missing == 0 && figures.All(figure => figure.Agrees)
                && counts.All(count => count.Undecided == 0));
        await KeepAsync(work, report, clock.GetElapsedTime(started), cancellation);
        return report;
    }

    private DigestBook ReadBook(PassageWork work, Manifest manifest, AgeIdentity identity)
    {
        using var plain = loading.OpenStream(work, manifest.Parcels[^1], identity);
        return DigestBook.Read(plain, scratch);
    }

    private async Task<string?> ManifestSha256Async(PassageWork work, CancellationToken cancellation) =>
        await ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Manifest, cancellation) is { } document
            ? Sha256Hex.Of(document.Bytes)
            : null;

    internal static Rejected RejectedOf(
        PassageWork work, Manifest manifest, IReadOnlyList<LoadedParcel> loads, AgeIdentity identity, Loading loading)
    {
        var rejected = new Rejected();
        foreach (var load in loads.Where(load => load.Rejects.Count > 0))
        {
            var parcel = manifest.Parcels[load.Number - 1];
            var plain = loading.OpenParcel(work, parcel, identity);
            rejected.Take(Loading.Records(plain), load.Rejects.Select(reject => reject.Ordinal).ToHashSet());
        }

        return rejected;
    }

    private static async Task<Leg1> ReadBackAsync(
        PassageWork work, ITargetGate target, DigestBook book, Rejected rejected, IProgress<PassageProgress>? progress,
        CancellationToken cancellation)
    {
        using var tally = new ReadBackTally(book);
        await foreach (var (record, patient) in target.ReadBackAsync(cancellation))
        {
            if (tally.Take(record, patient) && tally.Compared % 256 == 0)
            {
                progress?.Report(new(
                    PassageStage.Reconciling, tally.Compared, work.Plan.Expected.Patients, 0, 0));
            }
        }

        return tally.End(rejected);
    }

    private static List<TypeComparison> Types(Manifest manifest, Rejected rejected, Leg1 leg1) =>
    [
        .. RecordType.All
            .Where(type => manifest.Counts.Records.ContainsKey(type.Name))
            .Select(type => new TypeComparison(
                type.Name,
                manifest.Counts.Records[type.Name],
                rejected.Records[type.Ordinal],
                type.IsShared ? leg1.SharedFound(type, manifest) : leg1.Found[type.Ordinal])),
    ];

    private static List<RejectCount> RejectCounts(IReadOnlyList<LoadedParcel> loads) =>
    [
        .. loads.SelectMany(load => load.Rejects).GroupBy(reject => reject.Code).OrderBy(group => group.Key)
            .Select(group => new RejectCount(
                group.Key, group.LongCount(reject => reject.Decision is null),
                group.LongCount(reject => reject.Decision == "skipped"))),
    ];

    private async Task KeepAsync(
        PassageWork work, ReconciliationReport report, TimeSpan took, CancellationToken cancellation)
    {
        var bytes = CanonicalDocument.Write(report);
        var document = new PassageDocument(
            DocumentKind.Reconciliation, bytes, gateKey.Sign(SignatureNamespaces.Manifest, bytes).Armor());
        var act = work.Act(
            report.Holds ? "passage.reconciled" : "passage.differs", agent, ("reconciliation", Sha256Hex.Of(bytes)));
        if (report.Holds)
        {
            await ledger.MoveAsync(work.Passage.Id, PassageState.Reconciled, act, took, document, cancellation);
        }
        else
        {
            await ledger.NoteAsync(work.Passage.Id, act, document, cancellation);
        }
    }
}
