namespace Ecluse.Age;

/// <summary>One recipient's part of a header.</summary>
/// <param name="Type">First argument.</param>
/// <param name="Arguments">The other arguments, each of visible ASCII characters.</param>
/// <param name="Body">What stands below, decoded.</param>
internal sealed record Stanza(string Type, IReadOnlyList<string> Arguments, byte[] Body)
{
    /// <summary>Length of a file key sealed under a wrap key: 16 bytes and the tag.</summary>
    public const int WrappedKeyLength = FileKey.Length + ChunkCipher.TagLength;

    /// <summary>Checks the shape every stanza of ours has and decodes its first argument.</summary>
    /// <exception cref="AgeException"><c>AGE-001</c>.</exception>
    public byte[] FirstArgument(int arguments, int length)
    {
        if (Arguments.Count != arguments)
        {
            throw AgeErrors.Header(
                $"a stanza has {Arguments.Count} arguments after its type, not {arguments}",
                $"une strophe a {Arguments.Count} arguments après son type, et non {arguments}");
        }

        // The length of the body is checked before anything is decrypted: a longer key could open under two identities.
        if (Body.Length != WrappedKeyLength)
        {
            throw AgeErrors.Header(
                $"a stanza's body has {Body.Length} bytes, not {WrappedKeyLength}",
                $"le corps d’une strophe a {Body.Length} octets, et non {WrappedKeyLength}");
        }

        var decoded = StrictBase64.TryDecodeUnpadded(System.Text.Encoding.ASCII.GetBytes(Arguments[0]));
        return decoded?.Length == length
            ? decoded
            : throw AgeErrors.Header(
                $"a stanza's argument is not {length} bytes of canonical base64",
                $"l’argument d’une strophe n’est pas {length} octets en base64 canonique");
    }
}
