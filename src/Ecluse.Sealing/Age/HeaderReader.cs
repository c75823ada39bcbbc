using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Age;

/// <summary>Reads a header strictly: what another writer could have written otherwise is refused.</summary>
internal sealed class HeaderReader(ByteSource source)
{
    /// <summary>Longest header read, in bytes: about five hundred hybrid recipients.</summary>
    public const int LengthMax = 1024 * 1024;

    private readonly ArrayBufferWriter<byte> seen = new(1024);

    /// <summary>Reads up to and including the line of the HMAC; the payload follows in the source.</summary>
    /// <exception cref="AgeException"><c>AGE-001</c>.</exception>
    public Header Read()
    {
        if (!ReadLine().SequenceEqual(Encoding.ASCII.GetBytes(Header.Version)))
        {
            throw AgeErrors.Header("it does not begin as an age v1 file", "il ne commence pas comme un fichier age v1");
        }

        var stanzas = new List<Stanza>();
        var line = ReadLine();
        for (; !line.StartsWith("---"u8); line = ReadLine())
        {
            stanzas.Add(ReadStanza(line));
        }

        RefuseCompanyOfPassphrase(stanzas);
        var authenticated = seen.WrittenSpan[..^(line.Length + 1 - Header.End.Length)].ToArray();
        return new Header(stanzas, authenticated, ReadMac(line));
    }

    private static void RefuseCompanyOfPassphrase(List<Stanza> stanzas)
    {
        if (stanzas.Count == 0)
        {
            throw AgeErrors.Header("it has no stanza", "il n’a aucune strophe");
        }

        // Who knows the passphrase could otherwise pass for the holder of another recipient's trust.
        if (stanzas.Count > 1 && stanzas.Exists(stanza => stanza.Type == ScryptRecipient.StanzaType))
        {
            throw AgeErrors.Header(
                "a passphrase is not its only recipient", "une phrase de passe n’est pas son seul destinataire");
        }
    }

    private static byte[] ReadMac(ReadOnlySpan<byte> line)
    {
        var mac = line.StartsWith("--- "u8) ? StrictBase64.TryDecodeUnpadded(line[4..]) : null;
        return mac?.Length == HMACSHA256.HashSizeInBytes
            ? mac
            : throw AgeErrors.Header("its last line is not an HMAC", "sa dernière ligne n’est pas un HMAC");
    }

    private Stanza ReadStanza(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("-> "u8))
        {
            throw AgeErrors.Header("a line is not a stanza", "une ligne n’est pas une strophe");
        }

        var arguments = Encoding.Latin1.GetString(line[3..]).Split(' ');
        if (arguments.Any(argument => argument.Length == 0 || argument.Any(character => character is < '!' or > '~')))
        {
            throw AgeErrors.Header(
                "a stanza's argument is empty or not of visible characters",
                "l’argument d’une strophe est vide ou n’est pas fait de caractères visibles");
        }

        return new Stanza(arguments[0], arguments[1..], ReadBody());
    }

    private byte[] ReadBody()
    {
        using var body = new MemoryStream();
        int columns;
        do
        {
            var line = ReadLine();
            columns = line.Length;
            var bytes = columns <= Header.Columns ? StrictBase64.TryDecodeUnpadded(line) : null;
            body.Write(bytes ?? throw AgeErrors.Header(
                "a line of a body is too long or not canonical base64",
                "une ligne d’un corps est trop longue ou n’est pas en base64 canonique"));
        }
        while (columns == Header.Columns);

        return body.ToArray();
    }

    private byte[] ReadLine()
    {
        var start = seen.WrittenCount;
        for (var next = source.Next(); next != '\n'; next = source.Next())
        {
            if (next < 0 || seen.WrittenCount >= LengthMax)
            {
                throw AgeErrors.Header("it ends too early or is too long", "il finit trop tôt ou est trop long");
            }

            seen.Write([(byte)next]);
        }

        seen.Write("\n"u8);
        return seen.WrittenSpan[start..^1].ToArray();
    }
}
