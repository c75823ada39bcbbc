using System.Buffers.Binary;
using System.Text;
using Ecluse.Signatures;

namespace Ecluse.Journal;

/// <summary>A text with signatures below it, one a line.</summary>
/// <remarks>Source: c2sp.org/signed-note.</remarks>
public sealed class SignedNote
{
    private const string Dash = "— ";
    private const int SignaturesMax = 100;
    private const int BytesMax = 1 << 20;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        Text = text;
        Signatures = signatures;
    }

    /// <summary>What is signed; ends with a newline.</summary>
    public string Text { get; }

    /// <summary>The signatures, in order; none of them is checked yet.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Reads a note without checking its signatures.</summary>
    /// <exception cref="Errors.EcluseException"><c>JOURNAL-001</c>.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> bytes)
    {
        var note = Decode(bytes);
        var blank = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || !note.EndsWith('\n') || blank + 2 == note.Length)
        {
            throw Malformed();
        }

        var lines = note[(blank + 2)..^1].Split('\n');
        return lines.Length <= SignaturesMax
            ? new SignedNote(note[..(blank + 1)], [.. lines.Select(SignatureOf)])
            : throw Malformed();
    }

    /// <summary>Signs a text that ends with a newline.</summary>
    public static SignedNote Sign(string text, NoteSigner signer)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(signer);
        return text.EndsWith('\n') && !HasControls(text)
            ? new SignedNote(text, [signer.Sign(Encoding.UTF8.GetBytes(text))])
            : throw Malformed();
    }

    /// <summary>
    /// Checks the note against known keys: every signature by one of them must hold, and at least one must be there.
    /// Signatures by unknown keys are passed over.
    /// </summary>
    /// <exception cref="Errors.EcluseException"><c>JOURNAL-003</c>.</exception>
    public void Verify(params ReadOnlySpan<NoteKey> keys)
    {
        var text = Encoding.UTF8.GetBytes(Text);
        var held = 0;
        foreach (var key in keys)
        {
            foreach (var signature in Signatures.Where(one => one.Name == key.Name && one.KeyId == key.Id))
            {
                held += key.Holds(text, signature.Bytes) ? 1 : throw FormatErrors.NotSigned(key.Name);
            }
        }

        if (held == 0)
        {
            throw FormatErrors.NotSigned(keys.IsEmpty ? "" : keys[0].Name);
        }
    }

    /// <summary>The note as bytes of UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(
        Text + "\n" + string.Concat(Signatures.Select(signature => $"{Dash}{signature.Name} {signature.Encode()}\n")));

    private static NoteSignature SignatureOf(string line)
    {
        var parts = line.StartsWith(Dash, StringComparison.Ordinal) ? line[Dash.Length..].Split(' ') : [];
        if (parts.Length != 2 || !NoteKey.IsName(parts[0]))
        {
            throw Malformed();
        }

        var bytes = StrictBase64.Decode(parts[1], Malformed);
        return bytes.Length > 4
            ? new NoteSignature(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..])
            : throw Malformed();
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var note = bytes.Length <= BytesMax ? Utf8.GetString(bytes) : throw Malformed();
            return HasControls(note) ? throw Malformed() : note;
        }
        catch (DecoderFallbackException)
        {
            throw Malformed();
        }
    }

    private static bool HasControls(string text) => text.Any(character => character < ' ' && character != '\n');

    private static Errors.EcluseException Malformed() => FormatErrors.Malformed("signed note", "note signée");
}

/// <summary>One signature line of a note.</summary>
/// <param name="Name">Name of the signer.</param>
/// <param name="KeyId">Which of the signer's keys.</param>
/// <param name="Bytes">The signature, without the key id.</param>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Bytes)
{
    internal string Encode()
    {
        var id = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(id, KeyId);
        return Convert.ToBase64String([.. id, .. Bytes]);
    }
}
