using Ecluse.PatientIdentity;
using Ecluse.Records;

namespace Ecluse.Fhir.Shapes;

/// <summary>Bits beside those of the fields: what a record is, rather than what it holds.</summary>
internal static class FhirMarks
{
    /// <summary>The key does not fit a FHIR id.</summary>
    internal const ulong LongKey = 1UL << 63;

    /// <summary>The record is a decoy.</summary>
    internal const ulong Decoy = 1UL << 62;

    private const int AuthorityShift = 56;

    private static readonly RecordField InsOid = RecordType.Patient.Field("ins-oid");

    /// <summary>The INS stands in this list.</summary>
    internal static ulong Of(InsAuthority authority) =>
        1UL << (AuthorityShift + InsAuthority.All.ToList().IndexOf(authority));

    /// <summary>The bits of a record that is written.</summary>
    internal static ulong Of(LabRecord record, bool decoy)
    {
        var bits = record.Present | KeyMark(record) | (decoy ? Decoy : 0);
        if (ReferenceEquals(record.Type, RecordType.Patient) && record.Has(InsOid))
        {
            bits |= AuthorityMark(record[InsOid]);
        }

        return bits;
    }

    /// <summary>The mark that follows from the record's key.</summary>
    internal static ulong KeyMark(LabRecord record) =>
        record[record.Type.Fields[0]] is var key && (FhirKey.IsPlain(key) || FhirKey.FitsId(key)) ? 0 : LongKey;

    private static ulong AuthorityMark(ReadOnlySpan<byte> oid)
    {
        for (var i = 0; i < InsAuthority.All.Count; i++)
        {
            if (System.Text.Ascii.Equals(oid, InsAuthority.All[i].Oid))
            {
                return 1UL << (AuthorityShift + i);
            }
        }

        return 0;
    }
}
