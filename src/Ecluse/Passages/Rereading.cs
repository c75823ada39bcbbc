using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Ecluse.Canonical;
using Ecluse.Errors;
using Ecluse.Reconciliation;
using Ecluse.Records;

namespace Ecluse.Passages;

/// <summary>
/// Reads the source again and finds the very bytes that were sealed in each parcel: the same walk cuts the same parcels, and
/// each is compared with the commitment that its sealing left. In memory, one parcel at a time.
/// </summary>
/// <param name="parts">What it works with.</param>
/// <param name="gates">Opens the source.</param>
public sealed class Rereading(LockParts parts, IGates gates)
{
    private readonly List<string> leftOut = [];

    /// <summary>Source keys of patients who stayed behind; whole once <see cref="ReadAsync"/> has come to its end.</summary>
    public IReadOnlyList<string> LeftOut => leftOut;

    /// <summary>What a parcel held, when it is missing or damaged; null when the source does not give the same any more.</summary>
    /// <param name="work">The passage.</param>
    /// <param name="number">Number of the parcel.</param>
    /// <param name="cancellation">Stops between patients.</param>
    public async Task<ReadOnlyMemory<byte>?> FindAsync(PassageWork work, int number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await using var source = await gates.OpenSourceAsync(work.Plan, cancellation);
            await foreach (var parcel in ReadAsync(work, source, null, cancellation))
            {
                if (parcel.Number == number)
                {
                    return parcel.Plain;
                }
            }
        }
        catch (EcluseException)
        {
            // No source here, or not the one that was sealed: whoever asked says that the parcel is lost.
        }

        return null;
    }

    /// <summary>Every parcel of records in its order; each is valid until the next step.</summary>
    /// <param name="work">The passage.</param>
    /// <param name="source">The open source gate.</param>
    /// <param name="digests">Given what the parcel of digests holds, whole once this has come to its end; nothing where it is null.</param>
    /// <param name="cancellation">Stops between patients.</param>
    /// <exception cref="EcluseException"><c>PASSAGE-023</c>: the source differs from what was sealed; <c>ERASE-001</c>.</exception>
    internal async IAsyncEnumerable<RereadParcel> ReadAsync(
        PassageWork work, ISourceGate source, DigestLines? digests, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(source);
        var before = (await parts.Ledger.ParcelsAsync(work.Passage.Id, cancellation))
            .Where(one => one.Parcel.Kind == ParcelKind.Records).ToList();
        var key = parts.Keys.CommitmentKey(work.Plan.Id);
        var digestKey = Extraction.DigestKey(key);
        var reading = new PatientReading(
            source, work.Scope, work.Target, work.Plan.Treatments(), new RecordProjection(work.Plan.Compared), digestKey);
        digests?.AddHead(work.Plan.Compared, digestKey);
        var most = parts.Extraction.ParcelBytes;
        using var plain = new MemoryStream();
        var patients = new List<string>();
        var done = 0;
        leftOut.Clear();
        await foreach (var patient in reading.ReadAsync(cancellation))
        {
            if (patient.IsLeftOut)
            {
                leftOut.Add(patient.Key!);
                continue;
            }

            if (plain.Length > 0 && plain.Length + patient.Lines.Length > most)
            {
                yield return Checked();
                plain.SetLength(0);
                patients.Clear();
            }

            plain.Write(patient.Lines.Span);
            digests?.Add(patient);
            if (patient.Key is not null)
            {
                patients.Add(patient.Key);
            }
        }

        leftOut.AddRange(reading.Unreadable);
        if (plain.Length > 0)
        {
            yield return Checked();
        }

        if (digests is not null)
        {
            digests.AddLeftOut(leftOut);
            digests.Add(await source.FiguresAsync(work.FigureScope.Without(leftOut), cancellation));
        }

        RereadParcel Checked()
        {
            var bytes = plain.GetBuffer().AsMemory(0, (int)plain.Length);
            return done < before.Count && Convert.ToHexStringLower(HMACSHA256.HashData(key, bytes.Span)) == before[done].Commitment
                ? new RereadParcel(++done, bytes, patients)
                : throw PassageErrors.SourceChanged(done + 1);
        }
    }
}

/// <summary>A parcel as the source gives it again.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Plain">Its plain bytes.</param>
/// <param name="Patients">Source keys of its patients, in its order.</param>
public readonly record struct RereadParcel(int Number, ReadOnlyMemory<byte> Plain, IReadOnlyList<string> Patients);
