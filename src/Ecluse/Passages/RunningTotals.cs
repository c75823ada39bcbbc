using Ecluse.Plans;
using Ecluse.Records;

namespace Ecluse.Passages;

/// <summary>Counts that grow while patients pass.</summary>
public sealed class RunningTotals
{
    private readonly long[] counts = new long[RecordType.All.Count];

    /// <summary>Whole patients.</summary>
    public long Patients { get; private set; }

    /// <summary>Records of all types.</summary>
    public long AllRecords { get; private set; }

    /// <summary>Bytes of NDJSON.</summary>
    public long PlainBytes { get; private set; }

    /// <summary>Adds one patient, or the shared records.</summary>
    public void Add(EncodedPatient patient)
    {
        ArgumentNullException.ThrowIfNull(patient);
        Patients += patient.Key is null ? 0 : 1;
        AllRecords += patient.Records;
        PlainBytes += patient.Lines.Length;
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += patient.Counts[i];
        }
    }

    /// <summary>Records by type name; types without any are not listed.</summary>
    public IReadOnlyDictionary<string, long> Records() => RecordType.All
        .Where(type => counts[type.Ordinal] > 0)
        .ToDictionary(type => type.Name, type => counts[type.Ordinal]);

    /// <summary>As documents hold them.</summary>
    public PassageCounts ToCounts() => new(Patients, Records(), PlainBytes);
}
