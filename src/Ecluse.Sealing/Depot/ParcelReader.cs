using System.Security.Cryptography;
using Ecluse.Age;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Ecluse.Depot;

/// <summary>The NDJSON of a parcel: what unfolds to the end of the seal, and no more than announced.</summary>
internal sealed class ParcelReader : ReadOnlyStream
{
    // What level 1 writes fits by far; a frame that asks for more memory is not ours.
    private const int WindowLogMax = 23;

    private readonly DecompressionStream unfolded;
    private readonly string parcel;
    private readonly long plainBytesMax;
    private long given;

    public ParcelReader(Stream plain, string parcel, long plainBytesMax)
    {
        this.parcel = parcel;
        this.plainBytesMax = plainBytesMax;
        unfolded = new DecompressionStream(plain, checkEndOfStream: true, leaveOpen: false);
        unfolded.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, WindowLogMax);
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var count = unfolded.Read(buffer);
            given += count;
            return given <= plainBytesMax ? count : throw DepotException.TooLarge(parcel, plainBytesMax);
        }
        catch (Exception error) when (error is ZstdException or EndOfStreamException)
        {
            throw DepotException.NotZstd(parcel);
        }
        catch (DepotException)
        {
            CryptographicOperations.ZeroMemory(buffer);
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unfolded.Dispose();
        }

        base.Dispose(disposing);
    }
}
