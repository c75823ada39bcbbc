using System.Security.Cryptography;

namespace Ecluse.Cli.Verbs;

/// <summary>Copies plaintext through one buffer, zeroed afterwards.</summary>
internal static class CopiedBytes
{
    private const int BlockLength = 256 * 1024;

    /// <summary>Copies to the end and returns how many bytes there were.</summary>
    public static long Copy(Stream from, Stream to)
    {
        var block = new byte[BlockLength];
        long length = 0;
        try
        {
            for (var count = from.Read(block); count > 0; count = from.Read(block))
            {
                to.Write(block, 0, count);
                length += count;
            }

            return length;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(block);
        }
    }
}
