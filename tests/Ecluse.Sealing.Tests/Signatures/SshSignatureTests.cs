using System.Text;
using Ecluse.Errors;

namespace Ecluse.Signatures;

public sealed class SshSignatureTests
{
    private static readonly byte[] Plan = "{\"type\":\"plan\"}"u8.ToArray();

    public static TheoryData<string, int?, string> Kinds => new()
    {
        { "ed25519", null, "sha512" }, { "ed25519", null, "sha256" },
        { "ecdsa", 256, "sha512" }, { "ecdsa", 384, "sha512" }, { "ecdsa", 521, "sha256" },
        { "rsa", 3072, "sha512" }, { "rsa", 3072, "sha256" },
        { "ed25519-sk", null, "sha512" }, { "ecdsa-sk", null, "sha256" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Holds_when_OpenSSH_made_it(string type, int? bits, string hash)
    {
        using var openssh = SshKeygen.OrSkip();
        var path = await openssh.MakeKeyAsync(type, bits);
        var key = SshPublicKey.Parse(await File.ReadAllTextAsync(path + ".pub"));

        var signature = SshSignature.Parse(await openssh.SignAsync(path, SignatureNamespaces.Plan, Plan, hash));

        signature.Verify(key, SignatureNamespaces.Plan, Plan);
        Assert.Equal(hash, signature.HashName);
        Assert.Equal(await openssh.FingerprintAsync(path + ".pub"), key.Fingerprint);
        Assert.Equal(type.EndsWith("-sk", StringComparison.Ordinal), key.IsHardware);
        Assert.Equal("SIGN-004", Code(() => signature.Verify(key, SignatureNamespaces.Plan, [.. Plan, 10])));
        Assert.Equal("SIGN-004", Code(() => signature.Verify(key, SignatureNamespaces.Plan, [])));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Is_refused_with_any_flipped_bit(string type, int? bits, string hash)
    {
        using var openssh = SshKeygen.OrSkip();
        var path = await openssh.MakeKeyAsync(type, bits);
        var key = SshPublicKey.Parse(await File.ReadAllTextAsync(path + ".pub"));
        var armored = Encoding.Latin1.GetBytes(await openssh.SignAsync(path, SignatureNamespaces.Plan, Plan, hash));

        for (var bit = 0; bit < armored.Length * 8; bit += bits is null ? 1 : 3)
        {
            armored[bit / 8] ^= (byte)(1 << (bit % 8));
            var flipped = Encoding.Latin1.GetString(armored);
            Assert.ThrowsAny<EcluseException>(() => SshSignature.Parse(flipped).Verify(key, SignatureNamespaces.Plan, Plan));
            armored[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public async Task Made_by_us_satisfies_OpenSSH()
    {
        using var openssh = SshKeygen.OrSkip();
        using var signer = SshSigner.Generate("agent:test");

        var armored = signer.Sign(SignatureNamespaces.Manifest, Plan).Armor();

        Assert.True(await openssh.VerifiesAsync(signer.PublicKey, SignatureNamespaces.Manifest, Plan, armored));
        Assert.False(await openssh.VerifiesAsync(signer.PublicKey, SignatureNamespaces.Plan, Plan, armored));
        Assert.False(await openssh.VerifiesAsync(signer.PublicKey, SignatureNamespaces.Manifest, [], armored));
    }

    [Fact]
    public async Task Made_by_us_has_the_same_bytes_as_OpenSSH_s()
    {
        using var openssh = SshKeygen.OrSkip();
        var path = await openssh.MakeKeyAsync("ed25519");
        using var signer = SshSigner.Load(path);

        Assert.Equal(
            await openssh.SignAsync(path, SignatureNamespaces.Plan, Plan),
            signer.Sign(SignatureNamespaces.Plan, Plan).Armor());
    }

    [Fact]
    public void Made_for_one_kind_of_document_is_refused_for_every_other()
    {
        using var signer = SshSigner.Generate("");
        foreach (var (made, asked) in
            from made in SignatureNamespaces.All from asked in SignatureNamespaces.All where made != asked select (made, asked))
        {
            var signature = signer.Sign(made, Plan);
            Assert.Equal("SIGN-002", Code(() => signature.Verify(signer.PublicKey, asked, Plan)));
        }
    }

    [Fact]
    public void By_another_key_is_refused_and_both_keys_are_named()
    {
        using var director = SshSigner.Generate("");
        using var stranger = SshSigner.Generate("");
        var signature = stranger.Sign(SignatureNamespaces.Plan, Plan);

        var error = Assert.Throws<EcluseException>(
            () => signature.Verify(director.PublicKey, SignatureNamespaces.Plan, Plan));

        Assert.Equal("SIGN-003", error.Code);
        Assert.Contains(stranger.PublicKey.Fingerprint, error.Message, StringComparison.Ordinal);
        Assert.Contains(director.PublicKey.Fingerprint, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ed25519-sk")]
    [InlineData("ecdsa-sk")]
    public async Task By_a_security_key_that_nobody_touched_is_refused(string type)
    {
        using var openssh = SshKeygen.OrSkip();
        var path = await openssh.MakeKeyAsync(type, null, "-O", "no-touch-required");
        var key = SshPublicKey.Parse(await File.ReadAllTextAsync(path + ".pub"));

        var signature = SshSignature.Parse(await openssh.SignAsync(path, SignatureNamespaces.Plan, Plan));

        Assert.Equal("SIGN-011", Code(() => signature.Verify(key, SignatureNamespaces.Plan, Plan)));
    }

    [Fact]
    public void Comes_back_from_its_armour_unchanged()
    {
        using var signer = SshSigner.Generate("");
        var armored = signer.Sign(SignatureNamespaces.Plan, Plan).Armor();

        Assert.Equal(armored, SshSignature.Parse(armored).Armor());
        Assert.Equal(armored, SshSignature.Parse(armored.Replace("\n", "\r\n", StringComparison.Ordinal)).Armor());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n")]
    [InlineData("-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n")]
    [InlineData("-----BEGIN SSH SIGNATURE-----\n====\n-----END SSH SIGNATURE-----\n")]
    public void Text_that_is_no_signature_is_refused(string text) =>
        Assert.Equal("SIGN-001", Code(() => SshSignature.Parse(text)));

    private static string Code(Action act) => Assert.ThrowsAny<EcluseException>(act).Code;
}
