using System.Security.Cryptography;
using System.Text;
using Ecluse.Instructions;
using Ecluse.Plans;
using Ecluse.Records;

namespace Ecluse.Files;

/// <summary>Counts, line by line, what of a folder passes a scope and what stays. Its columns are the fields of the record types.</summary>
internal sealed class FhirFolderSurvey(FhirFolderIndex index, Scope scope)
{
    private const int ReportEvery = 1000;
    private static readonly int Reasons = Enum.GetValues<LeftReason>().Length;

    private readonly long[][] left = [.. RecordType.All.Select(_ => new long[Reasons])];
    private readonly long[] passing = new long[RecordType.All.Count];
    private readonly SharedReferences references = new(scope);
    private readonly ContentLooks looks = new();
    private long counted;

    public SourceSurvey Run(IProgress<long>? progress, CancellationToken cancellation)
    {
        index.Check();
        var patient = new FhirPatientRecords(index, scope);
        for (var i = 0; i < index.Patients; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            patient.Load(i);
            foreach (var record in patient.Records)
            {
                Count(record, patient.ReasonOf(record));
            }

            if (i % ReportEvery == 0)
            {
                progress?.Report(counted);
            }
        }

        CountShared(patient, cancellation);
        index.Check();
        progress?.Report(counted);
        return new SourceSurvey("fhir", SchemaHash(), null, ReadConsistency.Fingerprint, [.. RecordType.All.Select(Type)], [.. Columns()]);
    }

    private void CountShared(FhirPatientRecords reading, CancellationToken cancellation)
    {
        foreach (var (type, place) in index.Shared)
        {
            cancellation.ThrowIfCancellationRequested();
            var record = reading.LoadShared(place);
            Count(record, !scope.Fields.ContainsKey(type.Name) ? LeftReason.TypeNotListed
                : references.Has(record) ? null : LeftReason.NotReferredTo);
        }
    }

    private void Count(LabRecord record, LeftReason? reason)
    {
        counted++;
        if (scope.Inspect)
        {
            looks.Look(record);
        }

        if (reason is { } why)
        {
            left[record.Type.Ordinal][(int)why]++;
            return;
        }

        passing[record.Type.Ordinal]++;
        references.Note(record);
    }

    private TypeSurvey Type(RecordType type) => new(
        type.Name, scope.Fields.ContainsKey(type.Name), passing[type.Ordinal],
        [.. left[type.Ordinal].Select((count, reason) => new LeftBehind((LeftReason)reason, count)).Where(one => one.Count > 0)]);

    private IEnumerable<ColumnSurvey> Columns() =>
        from type in RecordType.All
        from field in type.Fields
        let use = ScopeFilter.Lists(scope, type, field) ? ColumnUse.Listed
            : IsBound(type, field) ? ColumnUse.BoundOnly : ColumnUse.NotListed
        select new ColumnSurvey(type.Name, field.Name, field.Class, use, scope.Inspect ? looks.Of(type, field) : null);

    private bool IsBound(RecordType type, RecordField field) => (type.Name, field.Name) switch
    {
        ("patient", "last-visit") => scope.Patients.LastVisitOnOrAfter is not null,
        ("order", "ordered-at" or "received-at") => scope.Orders is not null,
        _ => field.Kind == FieldKind.Reference && scope.Fields.ContainsKey(type.Name),
    };

    // The format's own list of fields: a folder has no schema of its own.
    private static string SchemaHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n', RecordType.All.SelectMany(type => type.Fields.Select(field => $"{type.Name}\t{field.Name}\t{field.Kind}"))))));
}
