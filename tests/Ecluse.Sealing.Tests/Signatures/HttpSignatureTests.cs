using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Signatures;

public sealed class HttpSignatureTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SignedRequest Request = new("POST", "localhost:7440", "/api/v1/hand-overs", "?", HttpSignature.DigestOf(SHA256.HashData("{}"u8)));

    // RFC 9421, B.2.6 and B.1.4: another implementation's key, request and signature.
    [Fact]
    public void The_bytes_signed_are_those_of_RFC_9421()
    {
        using var key = new SshSigner(Convert.FromBase64String("n4Ni+HpISpVObnQMW0wOhCKROaIKqKtW/2ZYb2p9KcU="), "rfc");
        var signed = HttpSignature.Base(
            [
                ("date", "Tue, 20 Apr 2021 02:07:55 GMT"), ("@method", "POST"), ("@path", "/foo"), ("@authority", "example.com"),
                ("content-type", "application/json"), ("content-length", "18"),
            ],
            "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"");
        Assert.Equal(
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==", Convert.ToBase64String(key.SignRaw(signed)));
    }

    [Fact]
    public void A_digest_is_written_as_RFC_9530_does() => Assert.Equal(
        "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:", HttpSignature.DigestOf(SHA256.HashData("{\"hello\": \"world\"}"u8)));

    [Fact]
    public void What_was_signed_is_read_back_and_holds_for_that_request_and_key_alone()
    {
        using var key = SshSigner.Generate("gate");
        using var other = SshSigner.Generate("other");
        var made = HttpSignature.Sign(key, Request, Now);
        var read = HttpSignature.Parse(made.Input, made.Value)!;
        Assert.Equal((Now, made.Nonce, key.PublicKey.Fingerprint), (read.Created, read.Nonce, read.KeyId));
        Assert.True(read.Holds(key.PublicKey, Request));
        Assert.False(read.Holds(other.PublicKey, Request));
        SignedRequest[] others =
        [
            Request with { Method = "PUT" }, Request with { Authority = "localhost:7441" }, Request with { Path = "/api/v1/hand-overs/" },
            Request with { Query = "?a=1" }, Request with { ContentDigest = HttpSignature.DigestOf(SHA256.HashData("{ }"u8)) }, Request with { ContentDigest = null },
        ];
        Assert.All(others, one => Assert.False(read.Holds(key.PublicKey, one)));
    }

    [Fact]
    public void Nothing_is_signed_twice_the_same()
    {
        using var key = SshSigner.Generate("gate");
        Assert.NotEqual(HttpSignature.Sign(key, Request, Now).Nonce, HttpSignature.Sign(key, Request, Now).Nonce);
    }

    [Fact]
    public void A_header_changed_in_any_letter_is_not_read_or_does_not_hold()
    {
        using var key = SshSigner.Generate("gate");
        var made = HttpSignature.Sign(key, Request, Now);
        Assert.All(Enumerable.Range(0, made.Input.Length), at =>
        {
            var spoiled = new StringBuilder(made.Input) { [at] = made.Input[at] == '7' ? '8' : '7' }.ToString();
            Assert.False(HttpSignature.Parse(spoiled, made.Value)?.Holds(key.PublicKey, Request) ?? false);
        });
        Assert.Null(HttpSignature.Parse(made.Input + ", sig2=()", made.Value));
        Assert.Null(HttpSignature.Parse(made.Input, made.Value[..^3] + ":"));
        Assert.Null(HttpSignature.Parse(null, made.Value));
    }
}
