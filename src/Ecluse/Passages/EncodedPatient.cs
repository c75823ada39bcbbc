using System.Buffers;
using Ecluse.Instructions;
using Ecluse.PatientIdentity;
using Ecluse.Plans;
using Ecluse.Records;

namespace Ecluse.Passages;

/// <summary>
/// One patient on the way through the lock, or the shared records that pass first: the FHIR lines, their counts, their
/// digest, and what of them does not fit the target. Reused: valid until the next step.
/// </summary>
public sealed class EncodedPatient
{
    private static readonly RecordField InsOid = RecordType.Patient.Field("ins-oid");

    private readonly long[] counts = new long[RecordType.All.Count];
    private readonly Dictionary<Misfit, long> misfits = [];
    private readonly Dictionary<(Misfit, LackedCode), long> lacked = [];
    private readonly Dictionary<Misfit, long> named = [];
    private readonly List<string> sharedDigests = [];
    private readonly RecordDigest? digest;

    internal EncodedPatient(RecordDigest? digest) => this.digest = digest;

    /// <summary>Source key; null for the shared records.</summary>
    public string? Key { get; private set; }

    /// <summary>FHIR lines of all records, each with its line feed.</summary>
    public ReadOnlyMemory<byte> Lines => Buffer.WrittenMemory;

    /// <summary>Records by the ordinal of their type.</summary>
    public ReadOnlySpan<long> Counts => counts;

    /// <summary>Records of all types.</summary>
    public long Records { get; private set; }

    /// <summary>What does not fit, with the number of records; empty nearly always.</summary>
    public IReadOnlyDictionary<Misfit, long> Misfits => misfits;

    /// <summary>Of them, codes that the target's profile names and its catalogue lacks, with the number of records.</summary>
    public IReadOnlyDictionary<(Misfit Misfit, LackedCode Code), long> Lacked => lacked;

    /// <summary>Records whose code is named in <see cref="Lacked"/>.</summary>
    public IReadOnlyDictionary<Misfit, long> Named => named;

    /// <summary>Whether a fit treatment leaves the whole patient out.</summary>
    public bool IsLeftOut { get; internal set; }

    /// <summary>For the shared records: one digest each, lower-case hex; none in a dry run.</summary>
    public IReadOnlyList<string> SharedDigests => sharedDigests;

    /// <summary>Whether the patient carries an INS of the test or demonstration authority.</summary>
    public bool HasTestIdentity { get; private set; }

    /// <summary>Digest over the compared fields of all records; empty in a dry run.</summary>
    public PatientDigest Digest { get; } = new();

    internal ArrayBufferWriter<byte> Buffer { get; } = new(64 * 1024);

    internal void Start(string? key)
    {
        Key = key;
        Records = 0;
        IsLeftOut = false;
        HasTestIdentity = false;
        counts.AsSpan().Clear();
        misfits.Clear();
        lacked.Clear();
        named.Clear();
        sharedDigests.Clear();
        Buffer.ResetWrittenCount();
        Digest.Clear();
    }

    internal void Take(LabRecord record)
    {
        if (digest is not null)
        {
            Digested(record, digest.Of(record));
        }

        HasTestIdentity |= record.Type == RecordType.Patient && record.Has(InsOid)
            && InsAuthority.TryRead(record.GetText(InsOid), out var authority) && authority.IsTest;
        counts[record.Type.Ordinal]++;
        Records++;
    }

    private void Digested(LabRecord record, ReadOnlySpan<byte> value)
    {
        if (Key is null)
        {
            sharedDigests.Add(Convert.ToHexStringLower(value));
        }
        else
        {
            Digest.Add(record.Type, value);
        }
    }

    internal void Add(Misfit misfit) => Add(misfit, []);

    internal void Add(Misfit misfit, IReadOnlyList<LackedCode> lacks)
    {
        misfits[misfit] = misfits.GetValueOrDefault(misfit) + 1;
        foreach (var code in lacks)
        {
            lacked[(misfit, code)] = lacked.GetValueOrDefault((misfit, code)) + 1;
        }

        if (lacks.Count > 0)
        {
            named[misfit] = named.GetValueOrDefault(misfit) + 1;
        }
    }
}
