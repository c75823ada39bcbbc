using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Reconciliation;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <summary>A source behind a wire that can be lost.</summary>
internal sealed class WiredSource(ISourceGate inner, LostWire wire) : ISourceGate
{
    internal ISourceGate Inner => inner;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Gives => inner.Gives;

    public Task<SourceSurvey> SurveyAsync(Scope scope, IProgress<long>? progress, CancellationToken cancellation) =>
        wire.AskAsync(() => inner.SurveyAsync(scope, progress, cancellation));

    public IAsyncEnumerable<SourceRecord> ReadAsync(
        Scope scope, string? afterPatient, Action<MappingRefusal>? refused, CancellationToken cancellation) =>
        wire.ReadAsync(inner.ReadAsync(scope, afterPatient, refused, cancellation), cancellation);

    public Task<IReadOnlyList<CheckFigure>> FiguresAsync(Scope scope, CancellationToken cancellation) =>
        wire.AskAsync(() => inner.FiguresAsync(scope, cancellation));

    public Task<IReadOnlyList<RawPatient>> ShowAsync(Scope scope, IReadOnlyList<string> patients, CancellationToken cancellation) =>
        wire.AskAsync(() => inner.ShowAsync(scope, patients, cancellation));

    public ValueTask DisposeAsync() => wire.CloseAsync(inner);
}

/// <summary>A target behind a wire that can be lost.</summary>
internal sealed class WiredTarget(ITargetGate inner, LostWire wire) : ITargetGate
{
    internal ITargetGate Inner => inner;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Holds => inner.Holds;

    public Task<TargetDescription> DescribeAsync(CancellationToken cancellation) => wire.AskAsync(() => inner.DescribeAsync(cancellation));

    public Task<long> CountConflictsAsync(RecordType type, IReadOnlyCollection<string> keys, CancellationToken cancellation) =>
        wire.AskAsync(() => inner.CountConflictsAsync(type, keys, cancellation));

    public Task ClaimAsync(string passage, long epoch, CancellationToken cancellation) =>
        wire.AskAsync(() => inner.ClaimAsync(passage, epoch, cancellation));

    public Task<IReadOnlyDictionary<int, ParcelLoad>> LoadedParcelsAsync(string passage, CancellationToken cancellation) =>
        wire.AskAsync(() => inner.LoadedParcelsAsync(passage, cancellation));

    public Task<ParcelLoad> LoadAsync(ParcelToLoad parcel, CancellationToken cancellation) =>
        wire.AskAsync(() => inner.LoadAsync(parcel, cancellation));

    public Task<ParcelLoad> RetryAsync(ParcelToLoad parcel, IReadOnlyCollection<int> patients, CancellationToken cancellation) =>
        wire.AskAsync(() => inner.RetryAsync(parcel, patients, cancellation));

    public IAsyncEnumerable<SourceRecord> ReadBackAsync(CancellationToken cancellation) =>
        wire.ReadAsync(inner.ReadBackAsync(cancellation), cancellation);

    public Task<IReadOnlyList<CheckFigure>> FiguresAsync(string passage, Scope? scope, CancellationToken cancellation) =>
        wire.AskAsync(() => inner.FiguresAsync(passage, scope, cancellation));

    public Task<IReadOnlyList<RawPatient>> ShowAsync(IReadOnlyList<string> patients, CancellationToken cancellation) =>
        wire.AskAsync(() => inner.ShowAsync(patients, cancellation));

    public Task<IReadOnlyList<RowLeft>> SweepAsync(ParcelToLoad parcel, CancellationToken cancellation) =>
        wire.AskAsync(() => inner.SweepAsync(parcel, cancellation));

    public Task ForgetAsync(string passage, CancellationToken cancellation) => wire.AskAsync(() => inner.ForgetAsync(passage, cancellation));

    public ValueTask DisposeAsync() => wire.CloseAsync(inner);
}
