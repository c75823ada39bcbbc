using Ecluse.Errors;

namespace Ecluse.Signatures;

public sealed class SshPublicKeyTests
{
    [Fact]
    public void Is_equal_by_its_bytes_whatever_the_comment()
    {
        using var signer = SshSigner.Generate("agent:one");
        var line = signer.PublicKey.ToLine();

        var other = SshPublicKey.Parse(line.Replace("agent:one", "another comment", StringComparison.Ordinal));

        Assert.Equal(signer.PublicKey, other);
        Assert.Equal(signer.PublicKey.GetHashCode(), other.GetHashCode());
        Assert.Equal("another comment", other.Comment);
    }

    [Fact]
    public void Never_shows_its_comment_when_it_is_printed()
    {
        using var signer = SshSigner.Generate("jeanne@labo.example");

        Assert.Equal(signer.PublicKey.Fingerprint, $"{signer.PublicKey}");
    }

    [Fact]
    public async Task Of_a_short_rsa_modulus_is_refused_with_its_size()
    {
        using var openssh = SshKeygen.OrSkip();
        var line = await File.ReadAllTextAsync(await openssh.MakeKeyAsync("rsa", 2048) + ".pub");

        var error = Assert.Throws<EcluseException>(() => SshPublicKey.Parse(line));

        Assert.Equal("SIGN-006", error.Code);
        Assert.Contains("2048", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ssh-ed25519")]
    [InlineData("ssh-ed25519 not-base64")]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----")]
    public void That_is_malformed_is_refused(string line) =>
        Assert.Equal("SIGN-007", Assert.Throws<EcluseException>(() => SshPublicKey.Parse(line)).Code);

    [Fact]
    public void Whose_line_names_another_type_than_its_bytes_is_refused()
    {
        using var signer = SshSigner.Generate("");
        var line = signer.PublicKey.ToLine().Replace("ssh-ed25519 ", "ssh-rsa ", StringComparison.Ordinal);

        Assert.Equal("SIGN-007", Assert.Throws<EcluseException>(() => SshPublicKey.Parse(line)).Code);
    }

    [Fact]
    public void Of_an_ed25519_point_of_small_order_is_refused()
    {
        byte[] neutral = [1, .. new byte[31]];
        var blob = new SshWriter().Name("ssh-ed25519").Bytes(neutral).ToArray();

        Assert.Equal("SIGN-007", Assert.Throws<EcluseException>(() => SshPublicKey.FromBlob(blob)).Code);
    }

    [Fact]
    public void Of_a_kind_that_OpenSSH_has_given_up_is_refused()
    {
        var blob = new SshWriter().Name("ssh-dss").Bytes([1]).ToArray();

        Assert.Equal("SIGN-005", Assert.Throws<EcluseException>(() => SshPublicKey.FromBlob(blob)).Code);
    }
}
