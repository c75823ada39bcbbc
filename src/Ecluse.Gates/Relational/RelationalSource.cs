using System.Runtime.CompilerServices;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Reconciliation;

namespace Ecluse.Relational;

/// <summary>A relational database as a source, whatever its engine.</summary>
internal sealed class RelationalSource : ISourceGate
{
    private readonly Profile profile;
    private readonly IEngine engine;
    private bool isJudged;

    /// <param name="profile">A profile of its own: the lists of this database are read into it.</param>
    /// <param name="engine">The open connection; the gate owns it.</param>
    public RelationalSource(Profile profile, IEngine engine)
    {
        this.profile = profile;
        this.engine = engine;
        SchemaCheck.Run(profile, engine);
        AuthorSql.Refuse(profile, engine);
        ListLoading.Run(profile, engine);
    }

    internal IEngine Engine => engine;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Gives => profile.Gives;

    /// <inheritdoc/>
    public Task<SourceSurvey> SurveyAsync(Scope scope, IProgress<long>? progress, CancellationToken cancellation) =>
        Task.Run(() => new SourceSurveyor(profile, scope, Held(scope)).Run(progress, cancellation), cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceRecord> ReadAsync(
        Scope scope, string? afterPatient, Action<MappingRefusal>? refused, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var record in new RelationalReading(profile, Held(scope)).Read(scope, afterPatient, refused, cancellation))
        {
            yield return record;
        }

        engine.RefuseChange();
        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CheckFigure>> FiguresAsync(Scope scope, CancellationToken cancellation) =>
        Task.Run(() => new PlainSql(profile, Held(scope)).Figures(scope, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RawPatient>> ShowAsync(Scope scope, IReadOnlyList<string> patients, CancellationToken cancellation) =>
        Task.Run(() => new PlainSql(profile, Held(scope)).Show(scope, patients, cancellation), cancellation);

    // From the first question to the end of the gate: all of a plan or a passage sees one state.
    private IEngine Held(Scope scope)
    {
        if (scope.ReadLock)
        {
            engine.HoldWriters(profile.Tables.Keys);
        }

        if (!isJudged)
        {
            AuthorSql.RefuseResolved(profile, engine, scope);
            isJudged = true;
        }

        return engine;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => engine.DisposeAsync();
}
