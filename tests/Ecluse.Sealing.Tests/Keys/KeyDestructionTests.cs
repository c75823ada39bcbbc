using System.Text;
using Ecluse.Age;
using Ecluse.Oracles;
using Ecluse.Testkit;

namespace Ecluse.Keys;

public sealed class KeyDestructionTests : IDisposable
{
    private readonly TestFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_destroyed_key_is_gone_and_named_by_its_fingerprint()
    {
        var recipient = IdentityFile.Create(scratch.Of("key"), AgeKeyKind.Hybrid, TimeProvider.System);
        var length = new FileInfo(scratch.Of("key")).Length;

        var done = KeyDestruction.Of(scratch.Of("key"));

        Assert.True(done.Found);
        Assert.Equal(length, done.OverwrittenBytes);
        Assert.Equal([KeyDestruction.Fingerprint(recipient)], done.Fingerprints);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Path));
    }

    [Fact]
    public void The_content_is_overwritten_before_the_name_is_removed()
    {
        IdentityFile.Create(scratch.Of("key"), AgeKeyKind.X25519, TimeProvider.System);
        var secret = File.ReadAllBytes(scratch.Of("key"));

        // An open handle still sees the file's content after its name is gone.
        using var witness = new FileStream(scratch.Of("key"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        KeyDestruction.Of(scratch.Of("key"));
        var left = new byte[secret.Length];
        witness.Position = 0;
        witness.ReadExactly(left);

        Assert.False(File.Exists(scratch.Of("key")));
        Assert.Equal(-1, left.AsSpan().IndexOf("AGE-SECRET-KEY-"u8));
        Assert.NotEqual(secret, left);

        // What a machine leaves that dies between the two is destroyed when the erasing goes on.
        File.WriteAllBytes(scratch.Of("half-way"), left);
        Assert.True(KeyDestruction.Of(scratch.Of("half-way")).Found);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Path));
    }

    [Fact]
    public void A_key_whose_folder_is_gone_too_is_confirmed_absent() =>
        Assert.False(KeyDestruction.Of(scratch.Of("gone", "key")).Found);

    [Fact]
    public void Destroying_twice_confirms_the_absence()
    {
        IdentityFile.Create(scratch.Of("key"), AgeKeyKind.X25519, TimeProvider.System);
        KeyDestruction.Of(scratch.Of("key"));

        Assert.Equal((false, 0L), (KeyDestruction.Of(scratch.Of("key")).Found, KeyDestruction.Of(scratch.Of("key")).OverwrittenBytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# created: 2026-11-22T18:00:00Z\n# public key: age1")]
    [InlineData("# created\nAGE-SEC")]
    [InlineData("# created\nAGE-SECRET-KEY-PQ-1CY60C")]
    public void A_key_half_written_when_the_machine_stopped_is_destroyed_too(string text)
    {
        File.WriteAllText(scratch.Of("key"), text);

        Assert.True(KeyDestruction.Of(scratch.Of("key")).Found);
        Assert.False(File.Exists(scratch.Of("key")));
    }

    [Fact]
    public void A_file_that_is_no_key_is_not_touched()
    {
        File.WriteAllText(scratch.Of("letter"), "# title\nDear colleague,\n");

        Assert.Equal("KEY-004", Assert.Throws<KeyException>(() => KeyDestruction.Of(scratch.Of("letter"))).Code);
        Assert.Equal("# title\nDear colleague,\n", File.ReadAllText(scratch.Of("letter")));
    }

    [Fact]
    public void A_key_with_a_second_name_or_behind_a_link_is_not_called_destroyed()
    {
        OracleProcess.Need("ln");
        IdentityFile.Create(scratch.Of("key"), AgeKeyKind.X25519, TimeProvider.System);
        var secret = File.ReadAllText(scratch.Of("key"), Encoding.ASCII);
        File.CreateSymbolicLink(scratch.Of("link"), scratch.Of("key"));
        Assert.Equal("KEY-006", Assert.Throws<KeyException>(() => KeyDestruction.Of(scratch.Of("link"))).Code);

        OracleProcess.RunWell("ln", [scratch.Of("key"), scratch.Of("twin")], []);
        Assert.Equal("KEY-006", Assert.Throws<KeyException>(() => KeyDestruction.Of(scratch.Of("key"))).Code);
        Assert.Equal(secret, File.ReadAllText(scratch.Of("key"), Encoding.ASCII));
    }

    [Fact]
    public void A_disk_that_refuses_is_said_and_the_key_not_called_destroyed()
    {
        using var disk = new SmallDisk(kilobytes: 64);
        var path = Path.Combine(disk.Root, "key");
        IdentityFile.Create(path, AgeKeyKind.X25519, TimeProvider.System);
        disk.MakeReadOnly();

        Assert.Equal("KEY-007", Assert.Throws<KeyException>(() => KeyDestruction.Of(path)).Code);
        Assert.True(File.Exists(path));
    }
}
