using System.CommandLine;
using System.Formats.Tar;
using System.Globalization;
using System.Text;
using Ecluse.Age;
using Ecluse.Spaces;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// An object as it is downloaded from a space: a tar with <c>name.age</c>, then <c>000001.age</c>, <c>000002.age</c>, …, whose plaintexts follow
/// each other, then <c>end.age</c>, which says how many those are. Each is opened to its verified end before the next; one that is missing,
/// between two or behind, is an error.
/// </summary>
internal sealed class JoinedObject
{
    private const int NameBytesMax = 1024;
    private const int MagicAt = 257;

    private readonly IReadOnlyList<AgeIdentity> identities;
    private readonly Stream output;
    private JoinedResult found = new(0, 0, 0, 0, 0, "", null);

    private JoinedObject(IReadOnlyList<AgeIdentity> identities, Stream output) => (this.identities, this.output) = (identities, output);

    /// <summary>The option of whoever opens an object that has no end.</summary>
    public static Option<bool> WithoutEnd() => new("--without-end")
    {
        Description = "opens an object that has no sealed end: sent before there were any · ouvre un objet sans fin scellée : envoyé avant qu’il y en eût",
    };

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
    /// <param name="file">The tar.</param>
    /// <param name="identities">Tried in order.</param>
    /// <param name="output">Where the plaintexts go.</param>
    /// <param name="mayLackEnd">Whether an object without an end is opened too.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>What it was.</returns>
    /// <exception cref="Errors.EcluseException">
    /// <c>SEAL-006</c>: not such a tar; <c>SEAL-007</c>: no end; <c>SEAL-008</c>: the end says otherwise; <c>AGE-…</c>: a file does not open.
    /// </exception>
    public static async Task<JoinedResult> OpenAsync(
        Stream file, IReadOnlyList<AgeIdentity> identities, Stream output, bool mayLackEnd, CancellationToken cancellation)
    {
        var joined = new JoinedObject(identities, output);
        try
        {
            await using var tar = new TarReader(file, leaveOpen: true);
            while (await tar.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
            {
                await joined.TakeAsync(entry, cancellation);
            }
        }
        catch (Exception cut) when (cut is EndOfStreamException or InvalidDataException or FormatException)
        {
            throw SealingErrors.NotAnObject();
        }

        return joined.found.Name.Length == 0 ? throw SealingErrors.NotAnObject()
            : joined.found.End is null && !mayLackEnd ? throw SealingErrors.NoEnd()
            : joined.found;
    }

    private async Task TakeAsync(TarEntry entry, CancellationToken cancellation)
    {
        await using var plain = AgeDecryptor.Open(entry.DataStream ?? Stream.Null, identities, AgeEncoding.Binary);
        if (entry.Name == TakenObject.NameFile && found is { Segments: 0, Name.Length: 0, End: null })
        {
            found = found with { Name = await NameAsync(plain, cancellation), NameLength = entry.Length };
        }
        else if (entry.Name == TakenObject.EndFile && found.End is null)
        {
            found = found with { End = await EndAsync(plain, cancellation), EndLength = entry.Length };
        }
        else if (found.End is null && entry.Name == (found.Segments + 1).ToString("000000", CultureInfo.InvariantCulture) + ".age")
        {
            found = found with
            {
                Segments = found.Segments + 1,
                SealedLength = found.SealedLength + entry.Length,
                Length = found.Length + await CopiedBytes.CopyAsync(plain, output, cancellation),
            };
        }
        else
        {
            throw SealingErrors.NotAnObject();
        }
    }

    private static async Task<string> NameAsync(Stream plain, CancellationToken cancellation)
    {
        var bytes = await ReadAsync(plain, NameBytesMax, cancellation);
        return bytes.Length > 0
            ? string.Concat(Encoding.UTF8.GetString(bytes).Select(letter => char.IsControl(letter) ? '·' : letter))
            : throw SealingErrors.NotAnObject();
    }

    // One age file that its sender sealed ends under its own seal, and is alone.
    private async Task<ObjectEnd> EndAsync(Stream plain, CancellationToken cancellation)
    {
        var end = ObjectEnd.Read(await ReadAsync(plain, ObjectEnd.BytesMax, cancellation)) ?? throw SealingErrors.NotAnObject();
        return end.Segments == found.Segments && (end.Bytes is { } bytes ? bytes == found.Length : end.Segments == 1)
            ? end
            : throw SealingErrors.OtherEnd(found, end);
    }

    private static async Task<byte[]> ReadAsync(Stream plain, int bytesMax, CancellationToken cancellation)
    {
        var bytes = new byte[bytesMax + 1];
        var count = await plain.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return count <= bytesMax ? bytes[..count] : throw SealingErrors.NotAnObject();
    }
}

/// <summary>An object that was opened and joined.</summary>
/// <param name="Length">Bytes that came out.</param>
/// <param name="Segments">Files that they came out of.</param>
/// <param name="SealedLength">Bytes of those files.</param>
/// <param name="NameLength">Bytes of the file that held its name.</param>
/// <param name="EndLength">Bytes of the file that held its end.</param>
/// <param name="Name">What it was called, as text that harms no terminal.</param>
/// <param name="End">Its end; null where it has none and need not have one.</param>
internal sealed record JoinedResult(
    long Length, int Segments, long SealedLength, long NameLength, long EndLength, string Name, ObjectEnd? End);
