using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Signatures;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Ecluse.Journal;

/// <summary>The public key of a log or of a witness (a <c>vkey</c>): name, key id, kind and Ed25519 point.</summary>
/// <remarks>Source: c2sp.org/signed-note, c2sp.org/tlog-cosignature.</remarks>
public sealed class NoteKey
{
    /// <summary>Kind of a log's signature over the note's text.</summary>
    public const byte Ed25519Kind = 0x01;

    /// <summary>Kind of a witness's signature, which says when.</summary>
    public const byte CosignatureKind = 0x04;

    private readonly byte[] point;

    private NoteKey(string name, byte kind, byte[] point)
    {
        Name = name;
        Kind = kind;
        this.point = point;
        Id = BinaryPrimitives.ReadUInt32BigEndian(
            SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', kind, .. point]));
    }

    /// <summary>Name of the signer; of a log, its origin.</summary>
    public string Name { get; }

    /// <summary>First four bytes of SHA-256 over name, newline, kind and point, big-endian.</summary>
    public uint Id { get; }

    /// <summary><see cref="Ed25519Kind"/> or <see cref="CosignatureKind"/>.</summary>
    public byte Kind { get; }

    /// <summary>Reads <c>name+hex id+base64 key</c>.</summary>
    /// <exception cref="Errors.EcluseException"><c>JOURNAL-001</c>: malformed, of an unknown kind, or another id.</exception>
    public static NoteKey Parse(string vkey)
    {
        ArgumentNullException.ThrowIfNull(vkey);
        var parts = vkey.Trim().Split('+', 3);
        if (parts.Length != 3 || !IsName(parts[0]))
        {
            throw Malformed();
        }

        var bytes = StrictBase64.Decode(parts[2], Malformed);
        if (bytes.Length != 1 + Ed25519.PublicKeySize || bytes[0] is not (Ed25519Kind or CosignatureKind))
        {
            throw Malformed();
        }

        var key = Of(parts[0], bytes[0], bytes[1..]);
        return key.Id.ToString("x8", CultureInfo.InvariantCulture) == parts[1] ? key : throw Malformed();
    }

    /// <summary>A name as the format allows: not empty, no white space, no <c>+</c>, no control character.</summary>
    public static bool IsName(string name) =>
        !string.IsNullOrEmpty(name)
        && !name.Any(character => character == '+' || char.IsWhiteSpace(character) || char.IsControl(character));

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{Convert.ToBase64String([Kind, .. point])}");

    internal static NoteKey Of(string name, byte kind, byte[] point) =>
        IsName(name) && point.Length == Ed25519.PublicKeySize && Ed25519.ValidatePublicKeyFull(point, 0)
            ? new NoteKey(name, kind, point)
            : throw Malformed();

    /// <summary>Whether the signature, without its key id, holds for the note's text.</summary>
    internal bool Holds(byte[] text, byte[] signature) => Kind == Ed25519Kind
        ? Holds(text, signature, 0)
        : signature.Length == 8 + Ed25519.SignatureSize && Holds(Cosigned(text, signature), signature, 8);

    private static byte[] Cosigned(byte[] text, byte[] signature)
    {
        var time = BinaryPrimitives.ReadUInt64BigEndian(signature);
        var head = string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {time}\n");
        return [.. Encoding.ASCII.GetBytes(head), .. text];
    }

    private bool Holds(byte[] signed, byte[] signature, int from) =>
        signature.Length == from + Ed25519.SignatureSize
        && Ed25519.Verify(signature, from, point, 0, signed, 0, signed.Length);

    private static Errors.EcluseException Malformed() => FormatErrors.Malformed("verifier key", "clé de vérification");
}
