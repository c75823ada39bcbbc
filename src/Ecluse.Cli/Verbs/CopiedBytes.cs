using System.Security.Cryptography;

namespace Ecluse.Cli.Verbs;

/// <summary>Copies plaintext through one buffer, zeroed afterwards.</summary>
internal static class CopiedBytes
{
    private const int BlockLength = 256 * 1024;

    /// <summary>Copies to the end and returns how many bytes there were; a person may stop it while it waits for input.</summary>
    public static async Task<long> CopyAsync(Stream from, Stream to, CancellationToken cancellation)
    {
        var block = new byte[BlockLength];
        long length = 0;
        try
        {
            for (var count = await ReadAsync(); count > 0; count = await ReadAsync())
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

        // Reading a pipe or a terminal cannot be interrupted; waiting for it can.
        Task<int> ReadAsync() => Task.Run(() => from.Read(block), cancellation).WaitAsync(cancellation);
    }
}
