using System.Text;
using Ecluse.Errors;

namespace Ecluse.Age;

/// <summary>What is wrong with a header is said, in both languages, before any identity is tried.</summary>
public sealed class HeaderReaderTests
{
    private const string Mac = "--- AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";
    private const string Body = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n";

    [Theory]
    [InlineData("age-encryption.org/v2\n" + "-> X25519 a\n" + Body + Mac, "does not begin as an age v1 file", "ne commence pas")]
    [InlineData("age-encryption.org/v1\n" + Mac, "has no stanza", "aucune strophe")]
    [InlineData("age-encryption.org/v1\nX25519 a\n" + Body + Mac, "a line is not a stanza", "n’est pas une strophe")]
    [InlineData("age-encryption.org/v1\n->  a\n" + Body + Mac, "empty or not of visible characters", "caractères visibles")]
    [InlineData("age-encryption.org/v1\n-> X25519 a\u007f\n" + Body + Mac, "empty or not of visible characters", "caractères visibles")]
    [InlineData("age-encryption.org/v1\n-> X25519 \u0001b c\n" + Body + Mac, "empty or not of visible characters", "caractères visibles")]
    [InlineData("age-encryption.org/v1\n-> X25519 a\nAA==\n" + Mac, "too long or not canonical base64", "base64 canonique")]
    [InlineData("age-encryption.org/v1\n-> X25519 a\nAAA=\n" + Mac, "too long or not canonical base64", "base64 canonique")]
    [InlineData("age-encryption.org/v1\n-> X25519 a\nAA=\n" + Mac, "too long or not canonical base64", "base64 canonique")]
    [InlineData("age-encryption.org/v1\n-> X25519 a\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" + Mac, "too long or not canonical base64", "base64 canonique")]
    [InlineData("age-encryption.org/v1\n-> scrypt a 1\n" + Body + "-> X25519 a\n" + Body + Mac, "a passphrase is not its only recipient", "seul destinataire")]
    [InlineData("age-encryption.org/v1\n-> X25519 a\n" + Body + "--- AA\n", "last line is not an HMAC", "pas un HMAC")]
    [InlineData("age-encryption.org/v1\n-> X25519 a\n" + Body + "---AAAA\n", "last line is not an HMAC", "pas un HMAC")]
    [InlineData("age-encryption.org/v1\n-> X25519 a\n", "ends too early or is too long", "finit trop tôt")]
    [InlineData("age-encryption.org/v1", "ends too early or is too long", "finit trop tôt")]
    public void A_malformed_header_is_refused_with_its_reason(string header, string english, string french)
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        var refused = Assert.Throws<AgeException>(
            () => AgeDecryptor.Open(new MemoryStream(Encoding.Latin1.GetBytes(header)), [identity], AgeEncoding.Binary).ReadByte());
        Assert.Equal("AGE-001", refused.Code);
        Assert.Contains(english, refused.Problem.English, StringComparison.Ordinal);
        Assert.Contains(french, refused.Problem.French, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_exactly_the_longest_length_is_read_and_one_byte_more_is_not()
    {
        // "age…\n" + "-> grease " + filler + "\n" + "\n" + MAC line without its newline.
        var around = "age-encryption.org/v1\n-> g \n\n".Length + Mac.Length - 1;
        Assert.Equal("AGE-003", Refusal(new string('x', HeaderReader.LengthMax - around)));
        Assert.Equal("AGE-001", Refusal(new string('x', HeaderReader.LengthMax - around + 1)));

        static string Refusal(string filler)
        {
            using var identity = AgeIdentity.New(AgeKeyKind.X25519);
            var bytes = Encoding.ASCII.GetBytes($"age-encryption.org/v1\n-> g {filler}\n\n{Mac}");
            return Assert.ThrowsAny<EcluseException>(
                () => AgeDecryptor.Open(new MemoryStream(bytes), [identity], AgeEncoding.Binary).ReadByte()).Code;
        }
    }

    [Fact]
    public void A_broken_payload_is_refused_with_its_reason()
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        using var sealed64 = new MemoryStream();
        using (var writer = AgeEncryptor.Start(sealed64, [identity.Recipient], leaveOpen: true))
        {
            writer.Write(new byte[64 * 1024]);
            writer.Complete();
        }

        var bytes = sealed64.ToArray();
        var begin = bytes.Length - 64 * 1024 - 16;
        Said(bytes[..begin], "missing or cut", "manque ou est coupé");
        Said(bytes[..(begin + 15)], "missing or cut", "manque ou est coupé");
        Said([.. bytes, 0], "bytes follow the final chunk", "des octets suivent");
        bytes[^1] ^= 1;
        Said(bytes, "its seal does not hold", "son sceau ne tient pas");

        void Said(byte[] file, string english, string french)
        {
            var refused = Assert.ThrowsAny<AgeException>(
                () => AgeDecryptor.Open(new MemoryStream(file), [identity], AgeEncoding.Binary).CopyTo(Stream.Null));
            Assert.Contains(english, refused.Problem.English, StringComparison.Ordinal);
            Assert.Contains(french, refused.Problem.French, StringComparison.Ordinal);
        }
    }
}
