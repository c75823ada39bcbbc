using System.Text;
using Ecluse.Errors;
using Ecluse.Testkit;

namespace Ecluse.Signatures;

public sealed class PasskeySigningTests : IDisposable
{
    private const string Site = "sign.console.example";
    private const string Origin = "https://sign.console.example";
    private static readonly byte[] Plan = "{\"type\":\"plan\"}"u8.ToArray();

    private readonly SoftPasskey passkey = new(Site);

    public void Dispose() => passkey.Dispose();

    [Theory]
    [InlineData("sign.console.example", "https://sign.console.example")]
    [InlineData("sign.console.example", "https://sign.console.example:8443")]
    [InlineData("sign.localhost", "http://sign.localhost:5000")]
    public async Task Makes_a_signature_that_we_and_OpenSSH_verify(string site, string origin)
    {
        using var openssh = SshKeygen.OrSkip();
        using var director = new SoftPasskey(site);
        var key = PasskeySigning.PublicKey(director.Cose, site);

        var armored = Sign(director, origin).Armor();

        SshSignature.Parse(armored).Verify(key, SignatureNamespaces.Plan, Plan);
        Assert.True(key.IsHardware);
        Assert.Equal(armored, SshSignature.Parse(armored).Armor());
        Assert.True(await openssh.VerifiesAsync(key, SignatureNamespaces.Plan, Plan, armored));
        Assert.False(await openssh.VerifiesAsync(key, SignatureNamespaces.Plan, [], armored));
        Assert.False(await openssh.VerifiesAsync(key, SignatureNamespaces.Acceptance, Plan, armored));
    }

    [Fact]
    public void Makes_a_signature_that_is_refused_with_any_flipped_bit()
    {
        var armored = Encoding.Latin1.GetBytes(Sign(passkey, Origin).Armor());
        for (var bit = 0; bit < armored.Length * 8; bit++)
        {
            armored[bit / 8] ^= (byte)(1 << (bit % 8));
            var flipped = Encoding.Latin1.GetString(armored);
            Assert.ThrowsAny<EcluseException>(() => SshSignature.Parse(flipped).Verify(Key, SignatureNamespaces.Plan, Plan));
            armored[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Holds_for_its_document_and_kind_alone()
    {
        var signature = Sign(passkey, Origin);
        Assert.Equal("SIGN-004", Code(() => signature.Verify(Key, SignatureNamespaces.Plan, [.. Plan, 10])));
        Assert.Equal("SIGN-002", Code(() => signature.Verify(Key, SignatureNamespaces.Acceptance, Plan)));
    }

    [Fact]
    public void Refuses_a_sign_in_assertion_that_was_made_over_the_document()
    {
        // The server asks for the plan's challenge where people sign in, with the key that they sign in with.
        using var signIn = new SoftPasskey("console.example");
        var stolen = Sign(signIn, "https://console.example");
        Assert.Equal("SIGN-003", Code(() => stolen.Verify(Key, SignatureNamespaces.Plan, Plan)));

        // The same key named as the signing one: the authenticator signed for the other site.
        var asSigning = PasskeySigning.PublicKey(signIn.Cose, Site);
        var named = PasskeySigning.Signature(
            asSigning, SignatureNamespaces.Plan, stolen.Answer.ClientData, stolen.Answer.AuthenticatorData,
            stolen.Answer.Signature, "https://console.example");
        Assert.Equal("SIGN-004", Code(() => named.Verify(asSigning, SignatureNamespaces.Plan, Plan)));
    }

    [Theory]
    [InlineData(0x04, "SIGN-011")]
    [InlineData(0x01, "SIGN-015")]
    [InlineData(0x45, "SIGN-004")]
    [InlineData(0x85, "SIGN-004")]
    public void Refuses_what_the_authenticator_does_not_vouch_for(byte flags, string code)
    {
        passkey.Flags = flags;
        Assert.Equal(code, Code(() => Sign(passkey, Origin).Verify(Key, SignatureNamespaces.Plan, Plan)));
    }

    [Fact]
    public void Takes_extensions_that_the_authenticator_signed()
    {
        (passkey.Flags, passkey.Extensions) = (0x85, [0xa0]);
        Sign(passkey, Origin).Verify(Key, SignatureNamespaces.Plan, Plan);
    }

    [Theory]
    [InlineData("http://sign.console.example")]
    [InlineData("https://console.example")]
    [InlineData("https://sign.console.example.evil.example")]
    [InlineData("https://evil@sign.console.example")]
    [InlineData("https://sign.console.example/page")]
    [InlineData("sign.console.example")]
    [InlineData("")]
    public void Refuses_another_site_than_the_key_s_own(string origin) =>
        Assert.Equal("SIGN-016", Code(() => Sign(passkey, origin).Verify(Key, SignatureNamespaces.Plan, Plan)));

    [Theory]
    [InlineData(",\"crossOrigin\":true}")]
    [InlineData(",\"crossOrigin\":false,\"topOrigin\":\"https://evil.example\"}")]
    [InlineData(",\"crossOrigin\":true,\"crossOrigin\":false}")]
    [InlineData(",\"crossOrigin\":false}{}")]
    [InlineData("")]
    public void Refuses_a_page_inside_another_and_client_data_in_doubt(string end)
    {
        passkey.End = end;
        Assert.Equal("SIGN-016", Code(() => Sign(passkey, Origin).Verify(Key, SignatureNamespaces.Plan, Plan)));
    }

    [Fact]
    public void Takes_client_data_that_says_more()
    {
        passkey.End = ",\"crossOrigin\":false,\"other_keys_can_be_added_here\":\"do not compare\"}";
        Sign(passkey, Origin).Verify(Key, SignatureNamespaces.Plan, Plan);
    }

    [Fact]
    public void Refuses_an_enrolment_for_a_signature()
    {
        passkey.Kind = "webauthn.create";
        Assert.Equal("SIGN-004", Code(() => Sign(passkey, Origin).Verify(Key, SignatureNamespaces.Plan, Plan)));
    }

    [Fact]
    public void Refuses_a_browser_s_answer_by_a_key_of_another_kind()
    {
        // The browser's form of signature exists for one kind of key only.
        using var plain = SshSigner.Generate("");
        var signature = PasskeySigning.Signature(
            plain.PublicKey, SignatureNamespaces.Plan, [], new byte[37], [0x30, 0x06, 0x02, 0x01, 1, 0x02, 0x01, 1], Origin);
        Assert.Equal("SIGN-001", Code(() => signature.Verify(plain.PublicKey, SignatureNamespaces.Plan, Plan)));
    }

    [Fact]
    public void Takes_a_public_key_in_its_one_form_alone()
    {
        var cose = passkey.Cose;
        Assert.Equal("SIGN-017", Code(() => PasskeySigning.PublicKey([.. cose, 0], Site)));
        Assert.Equal("SIGN-017", Code(() => PasskeySigning.PublicKey(cose.AsSpan(1), Site)));
        foreach (var at in Enumerable.Range(0, 10).Concat(Enumerable.Range(42, 3)))
        {
            var changed = cose.ToArray();
            changed[at] ^= 1;
            Assert.Equal("SIGN-017", Code(() => PasskeySigning.PublicKey(changed, Site)));
        }

        cose[^1] ^= 1;
        Assert.Equal("SIGN-007", Code(() => PasskeySigning.PublicKey(cose, Site)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3000")]
    [InlineData("3006020101020101FF")]
    [InlineData("300602010102020001")]
    public void Takes_a_signature_in_DER_alone(string der) => Assert.Equal("SIGN-001", Code(() => PasskeySigning.Signature(
        Key, SignatureNamespaces.Plan, [], new byte[37], Convert.FromHexString(der), Origin)));

    [Fact]
    public void Takes_no_authenticator_data_that_is_cut() => Assert.Equal("SIGN-001", Code(() => PasskeySigning.Signature(
        Key, SignatureNamespaces.Plan, [], new byte[36], [0x30, 0x06, 0x02, 0x01, 1, 0x02, 0x01, 1], Origin)));

    private SshPublicKey Key => PasskeySigning.PublicKey(passkey.Cose, Site);

    private static Signed Sign(SoftPasskey by, string origin)
    {
        var answer = by.Sign(PasskeySigning.Challenge(SignatureNamespaces.Plan, Plan), origin);
        var key = PasskeySigning.PublicKey(by.Cose, by.Site);
        return new(answer, PasskeySigning.Signature(
            key, SignatureNamespaces.Plan, answer.ClientData, answer.AuthenticatorData, answer.Signature, origin));
    }

    private static string Code(Action act) => Assert.ThrowsAny<EcluseException>(act).Code;

    private sealed record Signed((byte[] ClientData, byte[] AuthenticatorData, byte[] Signature) Answer, SshSignature Made)
    {
        public string Armor() => Made.Armor();

        public void Verify(SshPublicKey key, string space, byte[] message) =>
            SshSignature.Parse(Made.Armor()).Verify(key, space, message);
    }
}
