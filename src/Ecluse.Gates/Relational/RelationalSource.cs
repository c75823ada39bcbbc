using System.Runtime.CompilerServices;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Profiles.Transforms;
using Ecluse.Reconciliation;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <summary>A relational database as a source, whatever its engine.</summary>
internal sealed class RelationalSource : ISourceGate
{
    private readonly Profile profile;
    private readonly IEngine engine;

    /// <param name="profile">A profile of its own: the lists of this database are read into it.</param>
    /// <param name="engine">The open connection; the gate owns it.</param>
    public RelationalSource(Profile profile, IEngine engine)
    {
        this.profile = profile;
        this.engine = engine;
        SchemaCheck.Run(profile, engine);
        ListLoading.Run(profile, engine);
    }

    internal IEngine Engine => engine;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Gives => profile.Gives;

    /// <inheritdoc/>
    public Task<SourceSurvey> SurveyAsync(Scope scope, IProgress<long>? progress, CancellationToken cancellation) =>
        Task.Run(() => new SourceSurveyor(profile, scope, engine).Run(progress, cancellation), cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceRecord> ReadAsync(
        Scope scope, string? afterPatient, Action<MappingRefusal>? refused, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var passing = new PassingSql(profile, scope, engine);
        if (afterPatient is null)
        {
            foreach (var shared in ReadShared(scope, passing, cancellation))
            {
                yield return new SourceRecord(shared, null);
            }
        }

        using var patients = new PatientMerge(Readings(scope, passing, shared: false), afterPatient, refused);
        while (patients.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var record in patients.Records)
            {
                cancellation.ThrowIfCancellationRequested();
                yield return new SourceRecord(record, patients.Patient);
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CheckFigure>> FiguresAsync(Scope scope, CancellationToken cancellation) =>
        Task.Run(() => new PlainSql(profile, engine).Figures(scope, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RawPatient>> ShowAsync(Scope scope, IReadOnlyList<string> patients, CancellationToken cancellation) =>
        Task.Run(() => new PlainSql(profile, engine).Show(scope, patients, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private IEnumerable<LabRecord> ReadShared(Scope scope, PassingSql passing, CancellationToken cancellation)
    {
        var record = new LabRecord(RecordType.Practitioner);
        var last = new TextBuffer();
        foreach (var reading in Readings(scope, passing, shared: true))
        {
            using var rows = reading.OpenShared();
            last.Clear();
            while (rows.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                reading.Mapping.Map(rows, 0, default, record);
                var key = record[record.Type.Fields[0]];
                if (reading.Rule.IsDerived && key.SequenceEqual(last.Text))
                {
                    continue;
                }

                last.Set(key);
                yield return record;
            }
        }
    }

    private List<RuleReading> Readings(Scope scope, PassingSql passing, bool shared) => [..
        from type in RecordType.All
        where type.IsShared == shared && scope.Fields.ContainsKey(type.Name)
        from rule in profile.Reads
        where rule.Record == type
        select new RuleReading(profile, rule, scope, engine, passing)];
}
