using System.Text;
using Ecluse.Age;
using Ecluse.Errors;
using Ecluse.Oracles;
using Ecluse.Testkit;

namespace Ecluse.Keys;

public sealed class IdentityFileTests : IDisposable
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TestFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData(AgeKeyKind.Hybrid)]
    [InlineData(AgeKeyKind.X25519)]
    public void A_created_key_reads_back_and_is_its_owners_alone(AgeKeyKind kind)
    {
        var path = scratch.Of("key");

        var recipient = IdentityFile.Create(path, kind, TimeProvider.System);

        using var file = IdentityFile.Read(path);
        Assert.Equal(recipient.ToString(), Assert.Single(file.Identities).Recipient.ToString());
        Assert.Equal(Mine, File.GetUnixFileMode(path));
        Assert.Contains($"# public key: {recipient}\n", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void The_age_program_takes_a_classic_key_file_as_it_is()
    {
        OracleProcess.Need("age");
        var recipient = IdentityFile.Create(scratch.Of("key"), AgeKeyKind.X25519, TimeProvider.System);

        var opened = OracleProcess.RunWell("age", ["-d", "-i", scratch.Of("key")], Sealing.Seal([1, 2], false, recipient));

        Assert.Equal([1, 2], opened);
    }

    [Fact]
    public void A_file_that_exists_is_never_written_over()
    {
        File.WriteAllText(scratch.Of("key"), "mine");

        var error = Assert.Throws<KeyException>(
            () => IdentityFile.Create(scratch.Of("key"), AgeKeyKind.Hybrid, TimeProvider.System));

        Assert.Equal("KEY-003", error.Code);
        Assert.Equal("mine", File.ReadAllText(scratch.Of("key")));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_open_to_others_is_refused(UnixFileMode others)
    {
        IdentityFile.Create(scratch.Of("key"), AgeKeyKind.X25519, TimeProvider.System);
        File.SetUnixFileMode(scratch.Of("key"), Mine | others);

        var error = Assert.Throws<KeyException>(() => IdentityFile.Read(scratch.Of("key")));

        Assert.Equal(("KEY-002", ErrorKind.Refused), (error.Code, error.Kind));
    }

    [Fact]
    public void Several_identities_comments_and_blank_lines_are_read_in_order()
    {
        using var first = AgeIdentity.New(AgeKeyKind.X25519);
        using var second = AgeIdentity.New();
        var text = $"# one\r\n{Secret(first)}\r\n\r\n# two\n{Secret(second)}";

        using var file = IdentityFile.Read(new MemoryStream(Encoding.ASCII.GetBytes(text)));

        Assert.Equal(
            [first.Recipient.ToString(), second.Recipient.ToString()],
            file.Identities.Select(identity => identity.Recipient.ToString()));
    }

    [Fact]
    public void A_malformed_line_is_named_by_its_number_and_never_repeated()
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        var text = $"# one\n{Secret(identity)}\n{Secret(identity)[..^1]}\n";

        var error = Assert.Throws<KeyException>(
            () => IdentityFile.Read(new MemoryStream(Encoding.ASCII.GetBytes(text))));

        Assert.Equal("KEY-004", error.Code);
        Assert.Contains("Line 3", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret(identity)[20..30], error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "KEY-005")]
    [InlineData("# nothing\n\n", "KEY-005")]
    [InlineData("ssh-ed25519 AAAA\n", "KEY-004")]
    public void A_file_without_identity_is_refused(string text, string code) => Assert.Equal(
        code, Assert.Throws<KeyException>(() => IdentityFile.Read(new MemoryStream(Encoding.ASCII.GetBytes(text)))).Code);

    [Fact]
    public void What_is_missing_is_called_missing()
    {
        Assert.Equal("KEY-001", Assert.Throws<KeyException>(() => IdentityFile.Read(scratch.Of("none"))).Code);
        Assert.Equal("KEY-007", Assert.Throws<KeyException>(
            () => IdentityFile.Create(scratch.Of("none", "key"), AgeKeyKind.X25519, TimeProvider.System)).Code);
    }

    [Fact]
    public void A_full_disk_leaves_no_half_written_key()
    {
        using var disk = new SmallDisk(kilobytes: 4);
        File.WriteAllBytes(Path.Combine(disk.Root, "filler"), new byte[4096]);

        var error = Assert.Throws<KeyException>(
            () => IdentityFile.Create(Path.Combine(disk.Root, "key"), AgeKeyKind.Hybrid, TimeProvider.System));

        Assert.Equal("KEY-007", error.Code);
        Assert.False(File.Exists(Path.Combine(disk.Root, "key")));
    }

    private static string Secret(AgeIdentity identity) => Encoding.ASCII.GetString(identity.ExportSecret());
}
