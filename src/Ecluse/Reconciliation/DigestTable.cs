using System.Buffers.Binary;
using Ecluse.Records;
using Ecluse.Scratch;

namespace Ecluse.Reconciliation;

/// <summary>
/// The digest of each patient, found by the patient's own (16 bytes of an HMAC): a table in a scratch file, so that memory does
/// not grow with the laboratory. The patient's first bytes choose a block of 64 places; a full block goes on in the next one. When
/// five places of eight are taken, a table of four times the size takes this one's place.
/// </summary>
/// <param name="scratch">Where the table lies.</param>
internal sealed class DigestTable(ScratchFolder scratch) : IDisposable
{
    private const int PlaceBytes = 64;
    private const int PatientsPerBlock = ScratchFile.BlockBytes / PlaceBytes * 5 / 8;
    private const byte Waiting = 1;
    private const byte Met = 2;

    private const long BlocksFirst = 64;
    private const int Growth = 4;

    private readonly byte[] block = new byte[ScratchFile.BlockBytes];
    private long blocks = BlocksFirst;
    private ScratchFile file = Empty(scratch, BlocksFirst);

    /// <summary>Patients in the table.</summary>
    public long Count { get; private set; }

    /// <summary>Patients who were not asked for yet.</summary>
    public long Left { get; private set; }

    /// <summary>Adds a patient.</summary>
    /// <returns>False when he is there already: nothing is added then.</returns>
    public bool Add(UInt128 patient, DigestSum sum)
    {
        if (Count == blocks * PatientsPerBlock)
        {
            Grow();
        }

        var at = Seek(patient, out var place);
        if (place[PlaceBytes - 1] != 0)
        {
            return false;
        }

        BinaryPrimitives.WriteUInt128BigEndian(place, patient);
        sum.CopyTo(place[16..]);
        BinaryPrimitives.WriteInt64BigEndian(place[48..], sum.Count);
        place[PlaceBytes - 1] = Waiting;
        file.Write(at, block);
        (Count, Left) = (Count + 1, Left + 1);
        return true;
    }

    /// <summary>A patient's digest, once: null for one who is not in the table or was taken before.</summary>
    public DigestSum? Take(UInt128 patient)
    {
        var at = Seek(patient, out var place);
        if (place[PlaceBytes - 1] != Waiting)
        {
            return null;
        }

        place[PlaceBytes - 1] = Met;
        file.Write(at, block);
        Left--;
        return DigestSum.Read(BinaryPrimitives.ReadInt64BigEndian(place[48..]), place[16..48]);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    // The block of the patient's place, or of the free one where the patient would stand: there always is one.
    private long Seek(UInt128 patient, out Span<byte> place)
    {
        for (var number = (long)((ulong)(patient >> 64) % (ulong)blocks); ; number = (number + 1) % blocks)
        {
            var at = number * ScratchFile.BlockBytes;
            file.Read(at, block);
            for (var start = 0; start < block.Length; start += PlaceBytes)
            {
                place = block.AsSpan(start, PlaceBytes);
                if (place[PlaceBytes - 1] == 0 || BinaryPrimitives.ReadUInt128BigEndian(place) == patient)
                {
                    return at;
                }
            }
        }
    }

    private void Grow()
    {
        using var old = file;
        var taken = new byte[ScratchFile.BlockBytes];
        blocks *= Growth;
        file = Empty(scratch, blocks);
        for (long at = 0; at < old.Length; at += taken.Length)
        {
            old.Read(at, taken);
            for (var start = 0; start < taken.Length; start += PlaceBytes)
            {
                var moved = taken.AsSpan(start, PlaceBytes);
                if (moved[PlaceBytes - 1] != 0)
                {
                    var to = Seek(BinaryPrimitives.ReadUInt128BigEndian(moved), out var place);
                    moved.CopyTo(place);
                    file.Write(to, block);
                }
            }
        }
    }

    private static ScratchFile Empty(ScratchFolder scratch, long blocks)
    {
        var file = scratch.NewFile();
        file.Write((blocks * ScratchFile.BlockBytes) - 1, [0]);
        return file;
    }
}
