using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Profiles;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <summary>Reads lab records through a profile: at a source within a scope, at a target to compare.</summary>
/// <param name="profile">How tables map to lab records.</param>
/// <param name="engine">The open database.</param>
/// <param name="allShared">
/// Shared records that nobody refers to are read too: in a target, those that only a rejected patient referred to.
/// </param>
internal sealed class RelationalReading(Profile profile, IEngine engine, bool allShared = false)
{
    /// <summary>Shared records first, then patient after patient.</summary>
    public IEnumerable<SourceRecord> Read(
        Scope scope, string? afterPatient, Action<MappingRefusal>? refused, CancellationToken cancellation)
    {
        var passing = new PassingSql(profile, scope, engine);
        if (afterPatient is null)
        {
            foreach (var shared in ReadShared(scope, passing, cancellation))
            {
                yield return new SourceRecord(shared, null);
            }
        }

        var readings = Readings(scope, passing, shared: false);
        foreach (var page in new PatientPages(passing, engine).From(afterPatient))
        {
            using var patients = new PatientMerge(readings, page, refused);
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
    }

    private IEnumerable<LabRecord> ReadShared(Scope scope, PassingSql passing, CancellationToken cancellation)
    {
        var record = new LabRecord(RecordType.Practitioner);
        var last = new TextBuffer();
        foreach (var reading in Readings(scope, passing, shared: true))
        {
            using var rows = reading.OpenShared(allShared);
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
