using System.Runtime.CompilerServices;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Reconciliation;
using Ecluse.Records;

namespace Ecluse.Files;

/// <summary>A folder of FHIR lines as a source (<c>docs/spec/file-sources.md</c>).</summary>
internal sealed class FhirFolderSource : ISourceGate
{
    private readonly FhirFolderIndex index;

    private FhirFolderSource(FhirFolderIndex index) => this.index = index;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Gives { get; } = RecordType.All.ToDictionary(
        type => type.Name, IReadOnlyList<string> (type) => [.. type.Fields.Select(field => field.Name)]);

    /// <summary>Reads every line once, strictly, and keeps where each patient's stand.</summary>
    /// <param name="name">Name of the connection.</param>
    /// <param name="folder">Folder of <c>*.ndjson</c> files.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="Errors.EcluseException">FILES-001, -002, -006, FHIR-….</exception>
    public static FhirFolderSource Open(string name, string folder, CancellationToken cancellation = default)
    {
        if (!Directory.Exists(folder))
        {
            throw FileErrors.NoFolder(name);
        }

        return new FhirFolderSource(new FhirFolderIndex(Directory.EnumerateFiles(folder, "*.ndjson"), cancellation));
    }

    /// <inheritdoc/>
    public Task<SourceSurvey> SurveyAsync(Scope scope, IProgress<long>? progress, CancellationToken cancellation) =>
        Task.Run(() => new FhirFolderSurvey(index, scope).Run(progress, cancellation), cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceRecord> ReadAsync(
        Scope scope, string? afterPatient, Action<MappingRefusal>? refused, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await Task.CompletedTask;
        index.Check();
        var filter = new ScopeFilter(scope);
        if (afterPatient is null)
        {
            foreach (var shared in ReadShared(scope, filter, cancellation))
            {
                yield return new SourceRecord(shared, null);
            }
        }

        var patient = new FhirPatientRecords(index, scope);
        for (var i = afterPatient is null ? 0 : After(afterPatient); i < index.Patients; i++)
        {
            patient.Load(i);
            foreach (var record in patient.Records.Where(record => patient.ReasonOf(record) is null).ToArray())
            {
                cancellation.ThrowIfCancellationRequested();
                filter.Apply(record);
                yield return new SourceRecord(record, index.KeyOf(i));
            }
        }

        index.Check();
    }

    /// <summary>None: there is no SQL past the format.</summary>
    public Task<IReadOnlyList<CheckFigure>> FiguresAsync(Scope scope, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<CheckFigure>>([]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RawPatient>> ShowAsync(Scope scope, IReadOnlyList<string> patients, CancellationToken cancellation) =>
        Task.Run(() => new FhirRawLines(index, scope).Show(patients, cancellation), cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        index.Dispose();
        return ValueTask.CompletedTask;
    }

    private int After(string patient) => index.Find(patient) is var found and >= 0 && index.Holds(found)
        ? found + 1
        : throw FileErrors.NoSuchPatient();

    private IEnumerable<LabRecord> ReadShared(Scope scope, ScopeFilter filter, CancellationToken cancellation)
    {
        if (!RecordType.All.Any(type => type.IsShared && filter.Lists(type)))
        {
            yield break;
        }

        var references = References(scope, cancellation);
        var reading = new FhirPatientRecords(index, scope);
        foreach (var (_, place) in index.Shared.Where(one => filter.Lists(one.Type)))
        {
            cancellation.ThrowIfCancellationRequested();
            var record = reading.LoadShared(place);
            if (references.Has(record))
            {
                filter.Apply(record);
                yield return record;
            }
        }
    }

    private SharedReferences References(Scope scope, CancellationToken cancellation)
    {
        var references = new SharedReferences(scope);
        var patient = new FhirPatientRecords(index, scope);
        for (var i = 0; i < index.Patients; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            patient.Load(i);
            foreach (var record in patient.Records)
            {
                if (patient.ReasonOf(record) is null)
                {
                    references.Note(record);
                }
            }
        }

        return references;
    }
}
