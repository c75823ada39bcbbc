using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Age;
using Ecluse.Documents;
using Ecluse.Spaces;

namespace Ecluse.Cli.Remote;

/// <summary>
/// A file sealed part by part before it is sent, each part a whole age file with a key of its own, the name's first, the end's last. A part that was cut is
/// sealed anew. The lengths of all are known before the first is sealed, so that any offset at which one begins is found again.
/// </summary>
internal sealed class SealedFileParts : ISentBytes
{
    private const int UsualPart = 4 * 1024 * 1024;
    private const int Chunk = 64 * 1024;
    private const int Tag = 16;

    // The name's segment is one of them, and the end's.
    private const int PartsMax = Upload.SegmentsMax - 2;

    private readonly SentFile file;
    private readonly IReadOnlyList<AgeRecipient> recipients;
    private readonly byte[] name;
    private readonly int part;
    private readonly int parts;
    private readonly long head;
    private readonly long endAt;

    /// <param name="file">The file; disposed here.</param>
    /// <param name="space">Id of the space.</param>
    /// <param name="recipients">Whom it is sealed to.</param>
    public SealedFileParts(SentFile file, string space, IReadOnlyList<AgeRecipient> recipients)
    {
        (this.file, this.recipients, name) = (file, recipients, Encoding.UTF8.GetBytes(file.Name));
        part = file.Length <= (long)UsualPart * PartsMax ? UsualPart : Upload.SegmentBytesMax;
        parts = (int)Math.Max(1, (file.Length + part - 1) / part);
        head = Seal([]).Length - Tag;
        endAt = SealedLength(name.Length) + ((parts - 1) * SealedLength(part)) + SealedLength(file.Length - ((parts - 1L) * part));
        Length = endAt + SealedLength(ObjectEnd.LengthOf(parts, file.Length));

        // As the drop zone makes it: the server learns from it nothing but that it is the same file again.
        Name = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{space}\0{file.Name}\0{file.Length}\0{file.ChangedAt}"))));
    }

    public long Length { get; }

    public string Name { get; }

    public bool IsSegmented => true;

    public byte[] From(string id, long offset)
    {
        if (offset == endAt)
        {
            return Seal(CanonicalDocument.Write(new ObjectEnd(id, parts, file.Length)));
        }

        if (offset == 0)
        {
            return Seal(name);
        }

        var (number, rest) = Math.DivRem(offset - SealedLength(name.Length), SealedLength(part));
        return rest == 0 && number >= 0 && number < parts ? Seal(file.Read(number * part, part)) : throw RemoteErrors.NotUnderstood();
    }

    public void Dispose() => file.Dispose();

    private long SealedLength(long plain) => head + plain + (Tag * Math.Max(1, (plain + Chunk - 1) / Chunk));

    private byte[] Seal(byte[] plain)
    {
        using var bytes = new MemoryStream(plain.Length + Chunk);
        using (var sealing = AgeEncryptor.Start(bytes, recipients, leaveOpen: true))
        {
            sealing.Write(plain);
            sealing.Complete();
        }

        CryptographicOperations.ZeroMemory(plain == name ? [] : plain);
        return bytes.ToArray();
    }
}
