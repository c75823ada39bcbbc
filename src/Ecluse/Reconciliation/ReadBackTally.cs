using Ecluse.Passages;
using Ecluse.Records;

namespace Ecluse.Reconciliation;

/// <summary>Counts and compares what is read back, patient after patient.</summary>
/// <param name="book">What the source said.</param>
internal sealed class ReadBackTally(DigestBook book) : IDisposable
{
    private readonly RecordDigest digest = new(book.Key, book.Compared);
    private readonly PatientDigest ofRecords = new();
    private readonly long[] ofPatient = new long[RecordType.All.Count];
    private readonly long[] found = new long[RecordType.All.Count];
    private readonly Dictionary<string, int> shared = new(book.Shared);
    private string? current;
    private long equal;
    private long different;

    /// <summary>Patients compared so far.</summary>
    public long Compared => equal + different;

    /// <inheritdoc/>
    public void Dispose() => digest.Dispose();

    /// <summary>Takes a record.</summary>
    /// <returns>Whether another patient began.</returns>
    public bool Take(LabRecord record, string? patient)
    {
        if (patient is null)
        {
            TakeShared(record);
            return false;
        }

        var next = patient != current;
        if (next)
        {
            Compare();
            current = patient;
        }

        ofRecords.Add(record.Type, digest.Of(record));
        ofPatient[record.Type.Ordinal]++;
        return next;
    }

    /// <summary>Ends the count: patients of the source's book that were not seen are missing, but for the rejected ones.</summary>
    public Leg1 End(Rejected rejected)
    {
        Compare();
        long refused = 0;
        foreach (var key in rejected.Keys)
        {
            refused += book.Take(key) is null ? 0 : 1;
        }

        return new Leg1(
            found,
            new PatientComparison(book.Count, equal, different, book.Left, refused),
            new SharedComparison(book.Shared.Values.Sum(), shared.Values.Where(left => left > 0).Sum()));
    }

    private void TakeShared(LabRecord record)
    {
        var found = Convert.ToHexStringLower(digest.Of(record));
        if (shared.TryGetValue(found, out var left))
        {
            shared[found] = left - 1;
        }
    }

    private void Compare()
    {
        // A patient who is not in the book was in the target before; nothing of him is counted or compared.
        if (current is not null && book.Take(current) is { } said)
        {
            if (said == ofRecords.Total)
            {
                equal++;
            }
            else
            {
                different++;
            }

            for (var i = 0; i < found.Length; i++)
            {
                found[i] += ofPatient[i];
            }
        }

        ofRecords.Clear();
        ofPatient.AsSpan().Clear();
    }
}

/// <summary>Outcome of leg 1.</summary>
/// <param name="Found">Records read back, by type ordinal.</param>
/// <param name="Patients">Digests of patients.</param>
/// <param name="Shared">Digests of shared records.</param>
internal sealed record Leg1(long[] Found, PatientComparison Patients, SharedComparison Shared)
{
    /// <summary>Shared records that have their equal in the target.</summary>
    public long SharedFound(RecordType type, Manifest manifest) =>
        Shared.Missing == 0 ? manifest.Counts.Records[type.Name] : 0;
}

/// <summary>Patients that the target refused, with how many records each type loses by it.</summary>
internal sealed class Rejected
{
    /// <summary>Source keys.</summary>
    public HashSet<string> Keys { get; } = [];

    /// <summary>Records by type ordinal.</summary>
    public long[] Records { get; } = new long[RecordType.All.Count];

    /// <summary>Takes the patients at these places of a parcel.</summary>
    public void Take(IEnumerable<SourceRecord> records, HashSet<int> ordinals)
    {
        var ordinal = 0;
        string? current = null;
        foreach (var (record, patient) in records)
        {
            if (patient is null)
            {
                continue;
            }

            if (patient != current)
            {
                current = patient;
                ordinal++;
            }

            if (ordinals.Contains(ordinal))
            {
                Keys.Add(patient);
                Records[record.Type.Ordinal]++;
            }
        }
    }
}
