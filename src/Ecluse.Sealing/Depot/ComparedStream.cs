using System.Security.Cryptography;
using Ecluse.Age;

namespace Ecluse.Depot;

/// <summary>A sealed file that throws instead of ending when its bytes do not hash to what the manifest says.</summary>
internal sealed class ComparedStream(Stream file, string parcel, string expectedSha256, bool leaveOpen = false)
    : ReadOnlyStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool ended;

    public override int Read(Span<byte> buffer)
    {
        if (ended)
        {
            return 0;
        }

        var count = file.Read(buffer);
        hash.AppendData(buffer[..count]);
        if (count == 0 && buffer.Length > 0)
        {
            var found = Convert.ToHexStringLower(hash.GetHashAndReset());
            ended = found == expectedSha256 ? true : throw DepotException.HashDiffers(parcel);
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            if (!leaveOpen)
            {
                file.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
