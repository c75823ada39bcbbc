using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Age;

/// <summary>The header of an age file: who can open it, and the HMAC that binds them.</summary>
/// <param name="Stanzas">At least one.</param>
/// <param name="Authenticated">The bytes under the HMAC, from the first to <c>---</c> inclusive.</param>
/// <param name="Mac">32 bytes.</param>
internal sealed record Header(IReadOnlyList<Stanza> Stanzas, byte[] Authenticated, byte[] Mac)
{
    public const string Version = "age-encryption.org/v1";
    public const string StanzaStart = "-> ";
    public const string End = "---";

    /// <summary>Columns of a body's line; a shorter one, even an empty one, ends the body.</summary>
    public const int Columns = 64;

    /// <summary>Refuses a header that was altered since it was written.</summary>
    /// <exception cref="AgeException"><c>AGE-002</c>.</exception>
    public void Verify(ReadOnlySpan<byte> fileKey)
    {
        if (!CryptographicOperations.FixedTimeEquals(FileKey.HeaderMac(fileKey, Authenticated), Mac))
        {
            throw AgeErrors.Mac();
        }
    }

    /// <summary>Writes the header of a new file.</summary>
    public static byte[] Write(IEnumerable<Stanza> stanzas, ReadOnlySpan<byte> fileKey)
    {
        var text = new StringBuilder();
        text.Append(Version).Append('\n');
        foreach (var stanza in stanzas)
        {
            WriteStanza(text, stanza);
        }

        text.Append(End);
        var mac = FileKey.HeaderMac(fileKey, Encoding.ASCII.GetBytes(text.ToString()));
        text.Append(' ').Append(StrictBase64.EncodeUnpadded(mac)).Append('\n');
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void WriteStanza(StringBuilder text, Stanza stanza)
    {
        text.Append(StanzaStart).AppendJoin(' ', [stanza.Type, .. stanza.Arguments]).Append('\n');
        var body = StrictBase64.EncodeUnpadded(stanza.Body);
        for (var start = 0; start <= body.Length; start += Columns)
        {
            text.Append(body, start, Math.Min(Columns, body.Length - start)).Append('\n');
        }
    }
}
