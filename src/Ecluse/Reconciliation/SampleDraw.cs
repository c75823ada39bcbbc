using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Passages;
using Ecluse.Records;

namespace Ecluse.Reconciliation;

/// <summary>
/// Leg 3: which patients the signatory looks at. The seed is the hash of the manifest and of a random line of the
/// signatory's own, so that neither side chooses; then one patient more for each test code that the draw left out.
/// </summary>
/// <remarks>Source: <c>docs/spec/reconciliation.md</c>, leg 3.</remarks>
public static class SampleDraw
{
    /// <summary>Fewest patients drawn by chance (all of them when there are fewer).</summary>
    public const int PatientsMin = 30;

    /// <summary>Draws the places of patients among all that passed, from 0, without repetition.</summary>
    /// <param name="manifestSha256">Hash of the manifest, lower-case hex.</param>
    /// <param name="line">The signatory's random line.</param>
    /// <param name="patients">How many patients passed.</param>
    public static IReadOnlyCollection<long> Places(string manifestSha256, string line, long patients)
    {
        ArgumentNullException.ThrowIfNull(manifestSha256);
        ArgumentNullException.ThrowIfNull(line);
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes($"ecluse sample v1\n{manifestSha256}\n{line}\n"));
        var places = new SortedSet<long>();
        Span<byte> block = stackalloc byte[32 + sizeof(long)];
        seed.CopyTo(block);
        for (long counter = 0; places.Count < Math.Min(PatientsMin, patients); counter++)
        {
            BinaryPrimitives.WriteInt64BigEndian(block[32..], counter);
            var number = BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(block));
            places.Add((long)(number % (ulong)patients));
        }

        return places;
    }

    /// <summary>The source keys at these places, and of one patient for each test code that none of them carries.</summary>
    /// <param name="places">Places drawn.</param>
    /// <param name="records">Every record that passed, in its order.</param>
    /// <param name="except">Patients who are not in the target.</param>
    public static IReadOnlyList<string> Patients(
        IReadOnlyCollection<long> places, IEnumerable<SourceRecord> records, IReadOnlySet<string> except)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(except);
        var code = RecordType.Observation.Field("code");
        var drawn = new List<string>();
        var covered = new HashSet<string>();
        var firstWith = new Dictionary<string, string>();
        long place = -1;
        string? current = null;
        foreach (var (record, patient) in records)
        {
            if (patient is null || except.Contains(patient))
            {
                continue;
            }

            if (patient != current)
            {
                current = patient;
                if (places.Contains(++place))
                {
                    drawn.Add(patient);
                }
            }

            if (record.Type == RecordType.Observation && record.GetText(code) is { } test)
            {
                if (places.Contains(place))
                {
                    covered.Add(test);
                }
                else
                {
                    firstWith.TryAdd(test, patient);
                }
            }
        }

        return [.. drawn.Concat(firstWith.Where(first => !covered.Contains(first.Key)).Select(first => first.Value)).Distinct()];
    }
}
