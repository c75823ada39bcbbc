using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Ecluse.Errors;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Reconciliation;
using Ecluse.Records;
using Ecluse.Relational.Writing;
using Text = Ecluse.Errors.Text;

namespace Ecluse.Relational;

/// <summary>A relational database as a target, whatever its engine.</summary>
internal sealed class RelationalTarget : ITargetGate
{
    private readonly Profile profile;
    private readonly ITargetEngine engine;
    private readonly PassageTable table;
    private readonly RepeatableRows repeatable;
    private readonly Dictionary<string, UnitMapping> mappings = [];

    /// <param name="profile">A profile of its own: the lists of this database are read into it.</param>
    /// <param name="engine">The open connection; the gate owns it.</param>
    /// <param name="clock">Time of the checkpoints.</param>
    public RelationalTarget(Profile profile, ITargetEngine engine, TimeProvider clock)
    {
        this.profile = profile;
        this.engine = engine;
        table = new PassageTable(engine, clock);
        SchemaCheck.Run(profile, engine);
        ListLoading.Run(profile, engine);
        if (!profile.CanWrite)
        {
            throw RelationalErrors.Lacks(profile.Name, "rules under write", "des règles sous write");
        }

        repeatable = new RepeatableRows(profile, engine);
    }

    internal ITargetEngine Engine => engine;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Holds => HeldFields.Of(profile);

    /// <inheritdoc/>
    public Task<TargetDescription> DescribeAsync(CancellationToken cancellation) =>
        Task.Run(() => new TargetDescriber(profile, engine).Run(cancellation), cancellation);

    /// <inheritdoc/>
    public Task<long> CountConflictsAsync(RecordType type, IReadOnlyCollection<string> keys, CancellationToken cancellation) => Task.Run(
        () =>
        {
            cancellation.ThrowIfCancellationRequested();
            return new ConflictSearch(profile, Mapping("")).Count(type, keys, cancellation);
        },
        cancellation);

    /// <inheritdoc/>
    public Task ClaimAsync(string passage, long epoch, CancellationToken cancellation) =>
        Task.Run(() => InTransaction(() => table.Claim(passage, epoch), before: engine.CreatePassageTable), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, ParcelLoad>> LoadedParcelsAsync(string passage, CancellationToken cancellation) =>
        Task.Run(() => table.Loaded(passage), cancellation);

    /// <inheritdoc/>
    public Task<ParcelLoad> LoadAsync(ParcelToLoad parcel, CancellationToken cancellation) => Task.Run(
        () =>
        {
            if (!repeatable.IsTransactional)
            {
                // The note that a parcel is begun must stand before its first row.
                InTransaction(() => Locked(parcel).Announce(parcel));
            }

            return InTransaction(() => Locked(parcel).Run(parcel, cancellation));
        },
        cancellation);

    /// <inheritdoc/>
    public Task<ParcelLoad> RetryAsync(
        ParcelToLoad parcel, IReadOnlyCollection<int> patients, CancellationToken cancellation) => Task.Run(
        () => InTransaction(() => Locked(parcel).Retry(parcel, patients, cancellation)), cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceRecord> ReadBackAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var everything = new Scope(profile.Gives, new PatientBounds(null, null), null, UndatedRule.Pass, Inspect: false);
        var reader = new RelationalReading(profile, engine, allShared: true);
        engine.BeginSnapshot();
        try
        {
            foreach (var record in reader.Read(everything, null, null, cancellation))
            {
                yield return record;
            }
        }
        finally
        {
            engine.EndSnapshot();
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CheckFigure>> FiguresAsync(string passage, Scope? scope, CancellationToken cancellation) =>
        Task.Run(() => InSnapshot(() => new PlainSql(profile, engine).Figures(passage, scope, cancellation)), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RawPatient>> ShowAsync(IReadOnlyList<string> patients, CancellationToken cancellation) =>
        Task.Run(() => InSnapshot(() => new PlainSql(profile, engine).Show(null, patients, cancellation)), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RowLeft>> SweepAsync(ParcelToLoad parcel, CancellationToken cancellation) => Task.Run(
        () => InTransaction(() =>
        {
            table.Lock(parcel.Passage, parcel.Epoch);
            var mapping = new UnitMapping(profile, engine, parcel.Passage);
            mapping.Keys.Recalls = true;
            return new ParcelSweep(profile, engine, table, mapping).Run(parcel, cancellation);
        }),
        cancellation);

    /// <inheritdoc/>
    public Task ForgetAsync(string passage, CancellationToken cancellation) =>
        Task.Run(() => InTransaction(() => table.Forget(passage)), cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private ParcelLoading Locked(ParcelToLoad parcel)
    {
        table.Lock(parcel.Passage, parcel.Epoch);
        return new ParcelLoading(profile, engine, table, Mapping(parcel.Passage), repeatable.IsTransactional);
    }

    private UnitMapping Mapping(string passage)
    {
        if (!mappings.TryGetValue(passage, out var mapping))
        {
            mappings[passage] = mapping = new UnitMapping(profile, engine, passage);
        }

        return mapping;
    }

    private T InSnapshot<T>(Func<T> read)
    {
        engine.BeginSnapshot();
        try
        {
            return read();
        }
        finally
        {
            engine.EndSnapshot();
        }
    }

    private T InTransaction<T>(Func<T> work, Action? before = null)
    {
        before?.Invoke();
        engine.Begin();
        try
        {
            var result = work();
            engine.Commit();
            return result;
        }
        catch
        {
            engine.Rollback();
            foreach (var mapping in mappings.Values)
            {
                mapping.Keys.Forget();
            }

            throw;
        }
    }
}
