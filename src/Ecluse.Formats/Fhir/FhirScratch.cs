namespace Ecluse.Fhir;

/// <summary>Bytes that are used again and again, and grow to the largest need.</summary>
internal sealed class FhirScratch
{
    private byte[] bytes = new byte[256];

    /// <summary>At least so many bytes; what was in them is nobody's.</summary>
    internal byte[] Take(int length)
    {
        if (bytes.Length < length)
        {
            bytes = new byte[(int)Math.Min(Math.Max((long)length, bytes.Length * 2L), Array.MaxLength)];
        }

        return bytes;
    }
}
