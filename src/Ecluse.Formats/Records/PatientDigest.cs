namespace Ecluse.Records;

/// <summary>
/// What is compared of one patient: for each record type how many records and the sum of their digests.
/// Order does not matter. Shared records are gathered in one of their own.
/// </summary>
public sealed class PatientDigest
{
    private readonly DigestSum[] sums = new DigestSum[RecordType.All.Count];

    /// <summary>Adds one record's digest.</summary>
    public void Add(RecordType type, ReadOnlySpan<byte> digest)
    {
        ArgumentNullException.ThrowIfNull(type);
        sums[type.Ordinal] = sums[type.Ordinal].Add(digest);
    }

    /// <summary>Adds all of another.</summary>
    public void Add(PatientDigest other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = sums[i].Add(other.sums[i]);
        }
    }

    /// <summary>Count and sum of one type.</summary>
    public DigestSum Of(RecordType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return sums[type.Ordinal];
    }

    /// <summary>Puts back a count and sum that were kept.</summary>
    public void Set(RecordType type, DigestSum sum)
    {
        ArgumentNullException.ThrowIfNull(type);
        sums[type.Ordinal] = sum;
    }

    /// <summary>Count and sum of all types together.</summary>
    public DigestSum Total => sums.Aggregate(default(DigestSum), (total, sum) => total.Add(sum));

    /// <summary>Forgets everything, for the next patient.</summary>
    public void Clear() => Array.Clear(sums);

    /// <summary>Whether both hold the same counts and sums, type by type.</summary>
    public bool Matches(PatientDigest other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return sums.AsSpan().SequenceEqual(other.sums);
    }
}
