using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Ecluse.Records;

namespace Ecluse;

public sealed class RecordDigestTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, RecordDigest.KeyLength).Select(i => (byte)i)];

    [Fact]
    public void Is_the_HMAC_that_the_specification_describes() =>
        RecordGenerator.Any.Sample(
            record =>
            {
                using var digest = new RecordDigest(Key, RecordProjection.Everything);
                Assert.Equal(Plainly(record, record.Type.Fields.Select(field => field.Name)), Hex(digest.Of(record)));
                return true;
            },
            iter: 2_000);

    [Fact]
    public void Sees_only_the_fields_of_its_projection()
    {
        using var digest = new RecordDigest(Key, new RecordProjection(
            new Dictionary<string, IReadOnlyList<string>> { ["patient"] = ["sex", "id"] }));
        var record = FullRecord.Of(RecordType.Patient);
        var before = Hex(digest.Of(record));

        record.Set("city", "elsewhere");
        Assert.Equal(before, Hex(digest.Of(record)));
        Assert.Equal(Plainly(record, ["id", "sex"]), before);

        record.Set("sex", "other");
        Assert.NotEqual(before, Hex(digest.Of(record)));
    }

    [Fact]
    public void Tells_apart_a_value_that_moved_to_the_next_field()
    {
        using var digest = new RecordDigest(Key, RecordProjection.Everything);
        var first = new LabRecord(RecordType.Observation);
        first.Set("range-low", "4.50");
        var second = new LabRecord(RecordType.Observation);
        second.Set("range-high", "4.50");

        Assert.NotEqual(Hex(digest.Of(first)), Hex(digest.Of(second)));
    }

    [Fact]
    public void Adds_up_to_the_same_in_any_order_as_numbers_do() =>
        Gen.Byte.Array[DigestSum.Length].Array[0, 20].Sample(digests =>
        {
            var forward = digests.Aggregate(default(DigestSum), (sum, digest) => sum.Add(digest));
            var backward = digests.Reverse().Aggregate(default(DigestSum), (sum, digest) => sum.Add(digest));
            var number = digests.Aggregate(
                BigInteger.Zero, (sum, digest) => sum + new BigInteger(digest, isUnsigned: true, isBigEndian: true));
            var expected = (number % BigInteger.Pow(2, 256)).ToString("x64", CultureInfo.InvariantCulture)[^64..];
            return forward == backward && forward.ToString() == expected && forward.Count == digests.Length;
        });

    [Fact]
    public void Comes_back_from_its_bytes()
    {
        var sum = default(DigestSum).Add(Key).Add(Key);
        var bytes = new byte[DigestSum.Length];
        sum.CopyTo(bytes);

        Assert.Equal(sum, DigestSum.Read(sum.Count, bytes));
    }

    [Fact]
    public void Matches_a_patient_whatever_the_order_and_not_when_one_record_comes_twice()
    {
        using var digest = new RecordDigest(Key, RecordProjection.Everything);
        var records = new[] { Order("1"), Order("2"), Order("3") };
        var (first, second) = (new PatientDigest(), new PatientDigest());
        foreach (var record in records)
        {
            first.Add(record.Type, digest.Of(record));
        }

        foreach (var record in records.Reverse())
        {
            second.Add(record.Type, digest.Of(record));
        }

        Assert.True(first.Matches(second));
        second.Add(RecordType.Order, digest.Of(records[0]));
        Assert.False(first.Matches(second));
        Assert.Equal(3, first.Total.Count);
    }

    private static LabRecord Order(string id)
    {
        var record = new LabRecord(RecordType.Order);
        record.Set("id", id);
        return record;
    }

    private static string Plainly(LabRecord record, IEnumerable<string> fields)
    {
        var parts = new List<string> { record.Type.Name };
        foreach (var field in fields.Order(StringComparer.Ordinal))
        {
            if (record.GetText(field) is { } text)
            {
                parts.AddRange([field, text]);
            }
        }

        var message = parts.Select(Encoding.UTF8.GetBytes).SelectMany(bytes =>
            new[] { 24, 16, 8, 0 }.Select(shift => (byte)((bytes.Length >> shift) & 0xFF)).Concat(bytes));
        return Hex(HMACSHA256.HashData(Key, message.ToArray()));
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
