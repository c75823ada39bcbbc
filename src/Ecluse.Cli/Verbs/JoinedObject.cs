using System.Formats.Tar;
using System.Globalization;
using System.Text;
using Ecluse.Age;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// An object as it is downloaded from a space: a tar with <c>name.age</c> and <c>000001.age</c>, <c>000002.age</c>, …, whose plaintexts follow
/// each other. Each is opened to its verified end before the next; one that is missing between two is an error.
/// </summary>
internal static class JoinedObject
{
    private const string NameFile = "name.age";
    private const int NameBytesMax = 1024;
    private const int MagicAt = 257;

    /// <summary>Whether a file that can be sought in is such a tar; its position is put back.</summary>
    public static bool IsOne(Stream file)
    {
        if (!file.CanSeek || file.Length < 512)
        {
            return false;
        }

        var head = new byte[512];
        file.ReadExactly(head);
        file.Position = 0;
        return head.AsSpan(MagicAt, 5).SequenceEqual("ustar"u8);
    }

    /// <summary>Writes the plaintexts one after the other.</summary>
    /// <returns>What it was.</returns>
    /// <exception cref="Errors.EcluseException"><c>SEAL-006</c>: not such a tar; <c>AGE-…</c>: a segment does not open.</exception>
    public static async Task<JoinedResult> OpenAsync(
        Stream file, IReadOnlyList<AgeIdentity> identities, Stream output, CancellationToken cancellation)
    {
        var (length, sealedLength, nameLength) = (0L, 0L, 0L);
        var (name, number) = ("", 0);
        try
        {
            await using var tar = new TarReader(file, leaveOpen: true);
            while (await tar.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
            {
                await using var plain = AgeDecryptor.Open(entry.DataStream ?? Stream.Null, identities, AgeEncoding.Binary);
                if (entry.Name == NameFile && number == 0 && name.Length == 0)
                {
                    name = await NameAsync(plain, cancellation);
                    nameLength = entry.Length;
                }
                else if (entry.Name == (++number).ToString("000000", CultureInfo.InvariantCulture) + ".age")
                {
                    sealedLength += entry.Length;
                    length += await CopiedBytes.CopyAsync(plain, output, cancellation);
                }
                else
                {
                    throw SealingErrors.NotAnObject();
                }
            }
        }
        catch (Exception cut) when (cut is EndOfStreamException or InvalidDataException or FormatException)
        {
            throw SealingErrors.NotAnObject();
        }

        return name.Length > 0 ? new(length, sealedLength, nameLength, name) : throw SealingErrors.NotAnObject();
    }

    private static async Task<string> NameAsync(Stream plain, CancellationToken cancellation)
    {
        var bytes = new byte[NameBytesMax + 1];
        var count = await plain.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return count is > 0 and <= NameBytesMax
            ? string.Concat(Encoding.UTF8.GetString(bytes, 0, count).Select(letter => char.IsControl(letter) ? '·' : letter))
            : throw SealingErrors.NotAnObject();
    }
}

/// <summary>An object that was opened and joined.</summary>
/// <param name="Length">Bytes that came out.</param>
/// <param name="SealedLength">Bytes of its files, but for the name's.</param>
/// <param name="NameLength">Bytes of the file that held its name.</param>
/// <param name="Name">What it was called, as text that harms no terminal.</param>
internal sealed record JoinedResult(long Length, long SealedLength, long NameLength, string Name);
