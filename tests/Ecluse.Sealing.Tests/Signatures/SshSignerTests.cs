using Ecluse.Errors;
using Ecluse.Testkit;

namespace Ecluse.Signatures;

public sealed class SshSignerTests
{
    [Fact]
    public async Task Saves_a_key_pair_that_OpenSSH_signs_with()
    {
        using var openssh = SshKeygen.OrSkip();
        using var signer = SshSigner.Generate("agent:source-gate");
        var path = openssh.Folder.Of("gate");

        signer.Save(path);

        var armored = await openssh.SignAsync(path, SignatureNamespaces.Manifest, [1, 2, 3]);
        SshSignature.Parse(armored).Verify(signer.PublicKey, SignatureNamespaces.Manifest, [1, 2, 3]);
        Assert.Equal(signer.PublicKey.ToLine() + "\n", await File.ReadAllTextAsync(path + ".pub"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using var again = SshSigner.Load(path);
        Assert.Equal(signer.PublicKey, again.PublicKey);
        Assert.Equal("agent:source-gate", again.PublicKey.Comment);
    }

    [Fact]
    public void Never_overwrites_a_key()
    {
        using var folder = new TestFolder();
        using var signer = SshSigner.Generate("");
        signer.Save(folder.Of("key"));

        Assert.Throws<IOException>(() => signer.Save(folder.Of("key")));
    }

    [Fact]
    public void Refuses_a_key_file_that_others_can_read()
    {
        using var folder = new TestFolder();
        using var signer = SshSigner.Generate("");
        signer.Save(folder.Of("key"));
        File.SetUnixFileMode(folder.Of("key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Equal("SIGN-010", Code(() => SshSigner.Load(folder.Of("key"))));
    }

    [Fact]
    public async Task Sends_people_with_a_passphrase_to_OpenSSH()
    {
        using var openssh = SshKeygen.OrSkip();
        var path = await openssh.MakeKeyAsync("ed25519", null, "-N", "a passphrase");

        var error = Assert.Throws<EcluseException>(() => SshSigner.Load(path));

        Assert.Equal("SIGN-008", error.Code);
        Assert.Contains("ssh-keygen -Y sign", error.Remedy.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_other_kinds_of_private_key()
    {
        using var openssh = SshKeygen.OrSkip();
        var path = await openssh.MakeKeyAsync("ecdsa");

        Assert.Equal("SIGN-009", Code(() => SshSigner.Load(path)));
    }

    [Fact]
    public void Says_when_the_file_is_missing()
    {
        using var folder = new TestFolder();

        Assert.Equal("SIGN-014", Code(() => SshSigner.Load(folder.Of("none"))));
    }

    private static string Code(Action act) => Assert.Throws<EcluseException>(act).Code;
}
