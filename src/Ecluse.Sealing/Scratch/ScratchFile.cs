using System.Buffers.Binary;
using System.Security.Cryptography;
using Ecluse.Durability;

namespace Ecluse.Scratch;

/// <summary>
/// A file for what does not fit into memory, readable and writable at any place, of which the disk holds ciphertext only: each
/// block of 4,096 bytes is sealed with ChaCha20-Poly1305 (RFC 8439) under a key that is made with the file, lives in this object
/// and is never written. The file has no name from the moment it is open: when the process ends, however it ends, nothing of it
/// can be reached, and nothing of it could be read.
/// </summary>
/// <remarks>
/// A block on the disk is number of the sealing (8 bytes) ‖ ciphertext ‖ tag (16 bytes). The nonce is the number of the sealing,
/// which never repeats under the key; the block's own number is authenticated with it, so a block that was moved, altered or cut
/// does not open. An older state of the same block would: the file protects against who reads the disk, not against who writes it
/// while we run.
/// </remarks>
public sealed class ScratchFile : IDisposable
{
    /// <summary>Plain bytes of a block.</summary>
    public const int BlockBytes = 4096;

    private const int NumberBytes = 8;
    private const int TagBytes = 16;
    private const int SlotBytes = NumberBytes + BlockBytes + TagBytes;

    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle file;
    private readonly ChaCha20Poly1305 cipher;
    private readonly byte[] slot = new byte[SlotBytes];
    private readonly byte[] part = new byte[BlockBytes];
    private ulong sealings;

    /// <summary>Makes a file in a folder and takes its name away.</summary>
    /// <param name="folder">Exists and can be written.</param>
    internal ScratchFile(string folder)
    {
        var path = Path.Combine(folder, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) + ScratchFolder.Ending);
        file = OnDisk(() => File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete | FileShare.ReadWrite));
        OnDisk(() => File.Delete(path));
        Span<byte> key = stackalloc byte[32];
        RandomNumberGenerator.Fill(key);
        cipher = new ChaCha20Poly1305(key);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Plain bytes of the file.</summary>
    public long Length { get; private set; }

    /// <summary>Reads up to the end of the file.</summary>
    /// <returns>Bytes read.</returns>
    /// <exception cref="ScratchException">
    /// <c>SCRATCH-001</c>: the disk cannot be read; <c>SCRATCH-002</c>: what is there is not what was written.
    /// </exception>
    public int Read(long offset, Span<byte> into)
    {
        var wanted = (int)Math.Clamp(Length - offset, 0, into.Length);
        for (var done = 0; done < wanted;)
        {
            var (block, from) = Math.DivRem(offset + done, BlockBytes);
            var length = Math.Min(BlockBytes - (int)from, wanted - done);
            var to = into.Slice(done, length);
            if (length == BlockBytes)
            {
                Open(block, to);
            }
            else
            {
                Open(block, part);
                part.AsSpan((int)from, length).CopyTo(to);
            }

            done += length;
        }

        return wanted;
    }

    /// <summary>Writes; a gap behind the end reads as zeros. Nothing written is nothing changed, wherever it is.</summary>
    /// <exception cref="ScratchException"><c>SCRATCH-001</c>: the disk is full or cannot be written.</exception>
    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        for (var end = Blocks(Length); end < offset / BlockBytes; end++)
        {
            part.AsSpan().Clear();
            Seal(end, part);
            Length = (end + 1) * BlockBytes;
        }

        for (var done = 0; done < bytes.Length;)
        {
            var (block, from) = Math.DivRem(offset + done, BlockBytes);
            var length = Math.Min(BlockBytes - (int)from, bytes.Length - done);
            if (length == BlockBytes)
            {
                Seal(block, bytes.Slice(done, length));
            }
            else
            {
                if (block * BlockBytes < Length)
                {
                    Open(block, part);
                }
                else
                {
                    part.AsSpan().Clear();
                }

                bytes.Slice(done, length).CopyTo(part.AsSpan((int)from));
                Seal(block, part);
            }

            done += length;
            Length = Math.Max(Length, offset + done);
        }
    }

    /// <summary>Cuts the file.</summary>
    public void Truncate(long length)
    {
        if (length >= Length)
        {
            return;
        }

        var (blocks, rest) = Math.DivRem(length, BlockBytes);
        if (rest > 0)
        {
            // What was cut off must not come back when the file grows again.
            Open(blocks, part);
            part.AsSpan((int)rest).Clear();
            Seal(blocks, part);
        }

        OnDisk(() => RandomAccess.SetLength(file, Blocks(length) * SlotBytes));
        Length = length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        cipher.Dispose();
        file.Dispose();
        CryptographicOperations.ZeroMemory(part);
    }

    private void Seal(long block, ReadOnlySpan<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[12];
        Span<byte> place = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(place, block);
        BinaryPrimitives.WriteUInt64LittleEndian(slot, ++sealings);
        slot.AsSpan(0, NumberBytes).CopyTo(nonce);
        cipher.Encrypt(nonce, plain, slot.AsSpan(NumberBytes, BlockBytes), slot.AsSpan(NumberBytes + BlockBytes), place);
        OnDisk(() => RandomAccess.Write(file, slot, block * SlotBytes));
    }

    private void Open(long block, Span<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[12];
        Span<byte> place = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(place, block);
        for (var read = 0; read < SlotBytes;)
        {
            var more = ReadSome(block, read);
            read += more > 0 ? more : throw ScratchException.Altered();
        }

        nonce.Clear();
        slot.AsSpan(0, NumberBytes).CopyTo(nonce);
        try
        {
            cipher.Decrypt(nonce, slot.AsSpan(NumberBytes, BlockBytes), slot.AsSpan(NumberBytes + BlockBytes), plain, place);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw ScratchException.Altered();
        }
    }

    private int ReadSome(long block, int from)
    {
        try
        {
            return RandomAccess.Read(file, slot.AsSpan(from), (block * SlotBytes) + from);
        }
        catch (Exception cause) when (DiskTroubles.IsDisk(cause))
        {
            throw ScratchException.Disk(cause);
        }
    }

    private static long Blocks(long length) => (length + BlockBytes - 1) / BlockBytes;

    private static void OnDisk(Action act) => OnDisk(() =>
    {
        act();
        return true;
    });

    private static T OnDisk<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception cause) when (DiskTroubles.IsDisk(cause))
        {
            throw ScratchException.Disk(cause);
        }
    }
}
